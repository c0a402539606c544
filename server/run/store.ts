/** Owns the core's own tables: streams with their revisions, and receipts of answered commands. */
import { sql } from 'slonik';
import { z } from 'zod';
import { Day } from '../../shared/day.ts';
import { Settings } from '../../shared/identity.ts';
import { count, type Reader, type Tx } from '../database/database.ts';

const LockedStream = z.strictObject({
  revision: count,
  community: z.string(),
  settings: Settings,
  /** The date the grid has turned to; null before its first command. */
  today: Day.nullable(),
});
export type LockedStream = z.infer<typeof LockedStream>;

/** Locks the stream until the transaction ends, so that its revisions come one after the other. */
export const lockStream = (tx: Tx, stream: string): Promise<LockedStream | null> =>
  tx.maybeOne(sql.type(LockedStream)`
    select s.revision, c.id as community, c.today,
           json_build_object('name', c.name, 'zone', c.zone, 'threshold', c.threshold,
                             'committed', c.committed, 'roster', c.roster) as settings
    from streams s join communities c on c.id = s.community_id
    where s.name = ${stream}
    for update of s
  `);

/** Current revisions of the streams that exist; one query however many are asked for. */
export const revisionsOf = async (db: Reader, streams: readonly string[]) => {
  const rows = await db.any(sql.type(z.strictObject({ name: z.string(), revision: count }))`
    select name, revision from streams where name = any(${sql.array(streams, 'text')})
  `);
  return new Map(rows.map(({ name, revision }) => [name, revision]));
};

const Receipt = z.strictObject({
  account: z.string(),
  key: z.string(),
  /** The stream in whose turn it was answered. */
  stream: z.string(),
  command: z.string(),
  result: z.unknown(),
  /** Epoch milliseconds. */
  at: count,
});
export type Receipt = z.infer<typeof Receipt>;

/** Receipts that exist for these pairs of account and key. */
export const findReceipts = (tx: Tx, asked: readonly Pick<Receipt, 'account' | 'key'>[]) =>
  tx.any(sql.type(Receipt)`
    select r.account_id as account, r.key, r.stream, r.command, r.result, r.at
    from ${sql.unnest(
      asked.map(({ account, key }) => [account, key]),
      ['int8', 'uuid'],
    )} as asked (account_id, key)
    join receipts r using (account_id, key)
  `);

/** Ends a turn in one statement: the stream's new revision, and what was answered. */
export const concludeTurn = (
  tx: Tx,
  {
    stream,
    revision,
    receipts,
    now,
  }: { stream: string; revision: number; receipts: readonly Receipt[]; now: number },
) =>
  tx.query(sql.unsafe`
    with revised as (
      update streams set revision = ${revision} where name = ${stream} and revision <> ${revision}
    )
    insert into receipts (account_id, key, stream, command, result, at)
    select account_id, key, ${stream}, command, result::jsonb, ${sql.timestamp(new Date(now))}
    from ${sql.unnest(
      receipts.map(({ account, key, command, result }) => [
        account,
        key,
        command,
        JSON.stringify(result),
      ]),
      ['int8', 'uuid', 'text', 'text'],
    )} as given (account_id, key, command, result)
  `);

/** A day is longer than any client keeps asking again. */
export const forgetReceipts = async (db: Reader, before: number): Promise<void> => {
  await db.query(sql.unsafe`
    delete from receipts where at < ${sql.timestamp(new Date(before))}
  `);
};

/** Of one account: some hundred of the largest, and more than anybody marks in a day. */
const mostReceiptBytes = 16 * 1_024 * 1_024;
/** What a row and its places in the indexes take beside the result. */
const bytesBesideResult = 160;

/** Nobody fills the disk within a day: of an account that has stored too much the oldest go. */
export const forgetTooManyReceipts = async (db: Reader): Promise<void> => {
  const size = sql.fragment`pg_column_size(result) + ${bytesBesideResult}`;
  await db.query(sql.unsafe`
    delete from receipts r using (
      select account_id, key,
             sum(${size}) over (partition by account_id order by at desc, key) as bytes
      from receipts
      where account_id in (
        select account_id from receipts group by account_id having sum(${size}) > ${mostReceiptBytes}
      )
    ) as stored
    where r.account_id = stored.account_id and r.key = stored.key
      and stored.bytes > ${mostReceiptBytes}
  `);
};
