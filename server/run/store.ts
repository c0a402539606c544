/** Owns the core's own tables: streams with their revisions, and receipts of answered commands. */
import { type QuerySqlToken, sql } from 'slonik';
import { z } from 'zod';
import { type Actor, Role } from '../../shared/actor.ts';
import { Day } from '../../shared/day.ts';
import { Settings } from '../../shared/identity/roster.ts';
import { count, type Reader, type Tx } from '../database/database.ts';
import type { Identity } from './feature.ts';

/** Those among callers that the database knows. */
export type AskedActors = {
  readonly sessions: readonly string[];
  readonly accounts: readonly Identity[];
};

type Fragment = ReturnType<typeof sql.fragment>;

/** A query of two columns, `asker` and `actor` as JSON, in one community; who ended is missing. */
export type Who = (asked: AskedActors, community: string, now: number) => Fragment;

const Named = z.strictObject({ id: z.string(), name: z.string() });
const KnownActor = z.strictObject({
  account: Named,
  player: Named.nullable(),
  roles: z.array(Role),
});
const toActor = (known: z.infer<typeof KnownActor>): Actor => ({ ...known, service: null });

/** Who these callers are in a community, at this moment; one query for all of them. */
export const findActors = async (
  db: Reader,
  who: Who,
  asked: AskedActors,
  community: string,
  now: number,
): Promise<ReadonlyMap<string, Actor>> => {
  const Row = z.strictObject({ asker: z.string(), actor: KnownActor });
  const rows = await db.any(sql.type(Row)`${who(asked, community, now)}`);
  return new Map(rows.map(({ asker, actor }) => [asker, toActor(actor)]));
};

export type Receipt = {
  readonly owner: string;
  readonly key: string;
  /** The stream in whose batch it was answered; empty where there was none. */
  readonly stream: string;
  readonly command: string;
  readonly result: unknown;
  /** Epoch milliseconds. */
  readonly at: number;
};

const Receipt = z.strictObject({
  owner: z.string(),
  key: z.string(),
  stream: z.string(),
  command: z.string(),
  result: z.unknown(),
  at: count,
});

const receiptsOf = (keys: Fragment): Fragment => sql.fragment`
  select r.owner, r.key, r.stream, r.command, r.result,
         (extract(epoch from r.at) * 1000)::int8 as at
  from (${keys}) k join receipts r on r.owner = k.owner and r.key = k.key
`;

/** Receipts that exist for these pairs of owner and key. */
export const findReceipts = (tx: Tx, asked: readonly Pick<Receipt, 'owner' | 'key'>[]) => {
  const pairs = asked.map(({ owner, key }) => [owner, key]);
  const keys = sql.fragment`select * from ${sql.unnest(pairs, ['text', 'uuid'])} as k (owner, key)`;
  return tx.any(sql.type(Receipt)`${receiptsOf(keys)}`);
};

const CommunityRow = z.strictObject({
  id: z.string(),
  slug: z.string(),
  settings: Settings,
  /** The date the grid has gone to; null before its first command. */
  today: Day.nullable(),
});

const Revisions = z.record(z.string(), count);
const Opened = z.strictObject({
  locked: Revisions,
  seen: Revisions,
  community: CommunityRow.nullable(),
  actors: z.record(z.string(), KnownActor),
  receipts: z.array(Receipt),
});

/** The settings of a row of `communities` under this name, as JSON. */
export const settingsOf = (row: string): Fragment => {
  const column = (name: string) => sql.identifier([row, name]);
  return sql.fragment`json_build_object(
    'name', ${column('name')}, 'zone', ${column('zone')}, 'threshold', ${column('threshold')},
    'committed', ${column('committed')}, 'roster', ${column('roster')})`;
};

/** `asker` as `askerOf` names it. */
type AskedKey = { readonly asker: string; readonly key: string };

/** Whoever the database does not know, such as a service, owns receipts under its own name. */
const ownersOf = (keys: readonly AskedKey[]): Fragment => sql.fragment`
  select coalesce('account ' || (a.actor -> 'account' ->> 'id'), asked.asker) as owner, asked.key
  from ${sql.unnest(
    keys.map(({ asker, key }) => [asker, key]),
    ['text', 'uuid'],
  )} as asked (asker, key)
  left join actors a using (asker)
`;

const openingOf = (
  { streams, community, asked, keys, now }: Opening,
  who: Who,
): QuerySqlToken<typeof Opened> => {
  const names = sql.array(streams, 'text');
  return sql.type(Opened)`
    with locked as (
      select name, revision from streams where name = any(${names}) order by name for update
    ), actors as materialized (${who(asked, community ?? '', now)})
    select coalesce((select json_object_agg(name, revision) from locked), '{}') as locked,
           coalesce((select json_object_agg(name, revision) from streams
                     where name = any(${names})), '{}') as seen,
           (select json_build_object('id', c.id::text, 'slug', c.slug, 'today', c.today,
                                     'settings', ${settingsOf('c')})
            from communities c where c.slug = ${community ?? null}) as community,
           coalesce((select json_object_agg(asker, actor) from actors), '{}') as actors,
           ${
             keys.length > 0
               ? sql.fragment`coalesce((select json_agg(r)
                                from (${receiptsOf(ownersOf(keys))}) r), '[]')`
               : sql.fragment`'[]'::json`
           } as receipts
  `;
};

type Opening = {
  readonly streams: readonly string[];
  /** Its slug; nothing where the commands belong to none. */
  readonly community: string | undefined;
  readonly asked: AskedActors;
  readonly keys: readonly AskedKey[];
  readonly now: number;
};

/**
 * Locks streams in the order of their names until the transaction ends, so that their revisions come
 * one after the other, and answers what a batch needs to know: all in one statement. Where the lock
 * had to be waited for, the rest is older than it: then it is asked again.
 */
export const openBatch = async (tx: Tx, who: Who, opening: Opening) => {
  const query = openingOf(opening, who);
  const first = await tx.one(query);
  const isStale = Object.entries(first.locked).some(([name, now]) => first.seen[name] !== now);
  const { locked, community, actors, receipts } = isStale ? await tx.one(query) : first;
  return {
    revisions: new Map(Object.entries(locked)),
    community: community ?? undefined,
    actors: new Map(Object.entries(actors).map(([asker, known]) => [asker, toActor(known)])),
    receipts,
  };
};

/** Current revisions of the streams that exist; one query however many are asked for. */
export const revisionsOf = async (db: Reader, streams: readonly string[]) => {
  const rows = await db.any(sql.type(z.strictObject({ name: z.string(), revision: count }))`
    select name, revision from streams where name = any(${sql.array(streams, 'text')})
  `);
  return new Map(rows.map(({ name, revision }) => [name, revision]));
};

/** The revision of a stream that is there afterwards, whoever made it. */
export const createStream = async (tx: Tx, stream: string, community: string): Promise<number> => {
  const row = await tx.one(sql.type(z.strictObject({ revision: count }))`
    insert into streams as s (name, community_id) values (${stream}, ${community})
    on conflict (name) do update set revision = s.revision
    returning revision
  `);
  return row.revision;
};

/** Ends a batch in one statement: the streams' new revisions, and what was answered. */
export const concludeBatch = (
  tx: Tx,
  revisions: readonly (readonly [stream: string, revision: number])[],
  receipts: readonly Receipt[],
) =>
  tx.query(sql.unsafe`
    with revised as (
      update streams s set revision = r.revision
      from ${sql.unnest(
        revisions.map(([name, revision]) => [name, revision]),
        ['text', 'int8'],
      )} as r (name, revision)
      where s.name = r.name
    )
    insert into receipts (owner, key, stream, command, result, at)
    select owner, key, stream, command, result::jsonb, at
    from ${sql.unnest(
      receipts.map(({ owner, key, stream, command, result, at }) => [
        owner,
        key,
        stream,
        command,
        JSON.stringify(result),
        new Date(at).toISOString(),
      ]),
      ['text', 'uuid', 'text', 'text', 'text', 'timestamptz'],
    )} as given (owner, key, stream, command, result, at)
  `);

/** A day is longer than any client keeps asking again. */
export const forgetReceipts = async (db: Reader, before: number): Promise<void> => {
  await db.query(sql.unsafe`
    delete from receipts where at < ${sql.timestamp(new Date(before))}
  `);
};

/** Of one owner: some hundred of the largest, and more than anybody marks in a day. */
const mostReceiptBytes = 16 * 1_024 * 1_024;
/** What a row and its places in the indexes take beside the result. */
const bytesBesideResult = 160;

/** Nobody fills the disk within a day: of an owner who has stored too much the oldest go. */
export const forgetTooManyReceipts = async (db: Reader): Promise<void> => {
  const size = sql.fragment`pg_column_size(result) + ${bytesBesideResult}`;
  await db.query(sql.unsafe`
    delete from receipts r using (
      select owner, key, sum(${size}) over (partition by owner order by at desc, key) as bytes
      from receipts
      where owner in (
        select owner from receipts group by owner having sum(${size}) > ${mostReceiptBytes}
      )
    ) as stored
    where r.owner = stored.owner and r.key = stored.key
      and stored.bytes > ${mostReceiptBytes}
  `);
};
