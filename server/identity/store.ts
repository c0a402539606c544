/** Owns the tables of identity: communities, accounts, players, roles, sign-ins and the audit. */
import { sql } from 'slonik';
import { z } from 'zod';
import { CommunitySlug, Player, Settings } from '../../shared/identity/roster.ts';
import { count, type Reader, type Tx } from '../database/database.ts';
import { settingsOf, type Who } from '../run/store.ts';

/** Who callers are in a community: callers whom the database does not know are missing. */
export const actorsOf: Who = ({ sessions, accounts }, community, now) => {
  const bySession = sql.fragment`
    select 'session ' || s.id_hash as asker, s.account_id from sessions s
    where s.id_hash = any(${sql.array(sessions, 'text')})
      and s.expires_at > ${sql.timestamp(new Date(now))}`;
  const byAccount = sql.fragment`
    select 'account ' || a.issuer || ' ' || a.subject, a.id
    from ${sql.unnest(
      accounts.map(({ issuer, subject }) => [issuer, subject]),
      ['text', 'text'],
    )} as given (issuer, subject)
    join accounts a using (issuer, subject)`;
  const asked =
    accounts.length === 0 ? bySession : sql.fragment`${bySession} union all ${byAccount}`;
  return sql.fragment`
    select asked.asker, json_build_object(
             'account', json_build_object('id', a.id::text, 'name', a.name),
             'player', case when p.id is not null
                       then json_build_object('id', p.id::text, 'name', p.name) end,
             'roles', array(select r.role from roles r
                            where r.community_id = c.id and r.account_id = a.id
                            order by r.role)) as actor
    from (${asked}) asked
    join accounts a on a.id = asked.account_id
    left join communities c on c.slug = ${community}
    left join players p on p.community_id = c.id and p.account_id = a.id`;
};

const Community = z.strictObject({
  id: z.string(),
  slug: CommunitySlug,
  name: z.string(),
  zone: z.string(),
  roster: z.enum(['open', 'closed']),
});

export const findCommunity = (db: Reader, slug: string) =>
  db.maybeOne(sql.type(Community)`
    select id, slug, name, zone, roster from communities where slug = ${slug}
  `);

export const listCommunities = (db: Reader) =>
  db.any(sql.type(Community)`select id, slug, name, zone, roster from communities order by id`);

const Identified = z.strictObject({ id: z.string() });

/** Finds or makes the account of an identity; a changed name at the provider is taken over. */
export const saveAccount = (
  tx: Tx,
  { issuer, subject, name }: { issuer: string; subject: string; name: string },
  now: number,
) =>
  tx.one(sql.type(Identified)`
    insert into accounts (issuer, subject, name, created_at)
    values (${issuer}, ${subject}, ${name}, ${sql.timestamp(new Date(now))})
    on conflict on constraint accounts_identity_taken do update set name = excluded.name
    returning id
  `);

/** Makes the very first account admin of the first community; says of which, or null. */
export const becomeFirstAdmin = async (tx: Tx, account: string): Promise<string | null> => {
  // The row lock makes two first sign-ins at once wait for each other.
  const community = await tx.one(sql.type(Identified)`
    select id from communities order by id limit 1 for update
  `);
  const { rowCount } = await tx.query(sql.unsafe`
    insert into roles (community_id, account_id, role)
    select ${community.id}, ${account}, 'admin'
    where not exists (select from roles where community_id = ${community.id} and role = 'admin')
      and not exists (select from accounts where id <> ${account})
  `);
  return rowCount === 1 ? community.id : null;
};

const PlayerRow = z.strictObject({ id: z.string(), name: z.string() });

/** Links the unclaimed player of that name, whatever its case; null when there is none. */
export const claimPlayer = (tx: Tx, community: string, account: string, name: string) =>
  tx.maybeOne(sql.type(PlayerRow)`
    update players set account_id = ${account}
    where community_id = ${community} and lower(name) = lower(${name}) and account_id is null
    returning id, name
  `);

export const addPlayer = (tx: Tx, community: string, account: string, name: string, now: number) =>
  tx.one(sql.type(PlayerRow)`
    insert into players (community_id, account_id, name, created_at)
    values (${community}, ${account}, ${name}, ${sql.timestamp(new Date(now))})
    returning id, name
  `);

export const isNameKnown = (tx: Tx, community: string, name: string): Promise<boolean> =>
  tx.exists(sql.unsafe`
    select from players where community_id = ${community} and lower(name) = lower(${name})
  `);

const RosterRow = z.strictObject({
  revision: count,
  settings: Settings,
  players: z.record(z.string(), Player),
});

/** A whole roster and its revision, in one statement and so at one instant. */
export const readRoster = (db: Reader, stream: string) =>
  db.maybeOne(sql.type(RosterRow)`
    select s.revision, ${settingsOf('c')} as settings,
           coalesce((select json_object_agg(p.id, json_build_object(
                              'name', p.name, 'claimed', p.account_id is not null))
                     from players p where p.community_id = c.id), '{}') as players
    from streams s join communities c on c.id = s.community_id
    where s.name = ${stream}
  `);

/** Those of these players that the community's roster has. */
export const playersAmong = async (tx: Tx, community: string, players: readonly string[]) => {
  const found = await tx.anyFirst(sql.type(z.strictObject({ id: z.string() }))`
    select id from players
    where community_id = ${community} and id = any(${sql.array(players, 'int8')})
  `);
  return new Set(found);
};

/** Unlinks the account's own player; false when it plays as another by now, or as nobody. */
export const releasePlayer = async (tx: Tx, player: string, account: string) => {
  const { rowCount } = await tx.query(sql.unsafe`
    update players set account_id = null where id = ${player} and account_id = ${account}
  `);
  return rowCount === 1;
};

/** One row for every action that product.md names; `before` and `after` are small JSON values. */
export const recordAudit = (
  tx: Tx,
  row: {
    community: string | null;
    account: string;
    action: string;
    subject: string;
    before: object | null;
    after: object | null;
  },
  now: number,
) =>
  tx.query(sql.unsafe`
    insert into audit (community_id, account_id, action, subject, before, after, at)
    values (${row.community}, ${row.account}, ${row.action}, ${row.subject},
            ${row.before && JSON.stringify(row.before)}::jsonb,
            ${row.after && JSON.stringify(row.after)}::jsonb, ${sql.timestamp(new Date(now))})
  `);

/** A sign-in under way: what its callback has to prove, and where it leads. */
const SignIn = z.strictObject({
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  origin: z.string(),
});
export type SignIn = z.infer<typeof SignIn>;

/** Also forgets one that ran out, so that there are never more rows than once were valid at a time. */
export const beginSignIn = (
  db: Reader,
  signIn: SignIn & { state: string; browser: string; expiresAt: number },
  now: number,
) =>
  db.query(sql.unsafe`
    with forgotten as (
      delete from sign_ins where state in (
        select state from sign_ins where expires_at < ${sql.timestamp(new Date(now))}
        order by expires_at limit 1
      )
    )
    insert into sign_ins (state, browser, nonce, verifier, return_to, origin, expires_at)
    values (${signIn.state}, ${signIn.browser}, ${signIn.nonce}, ${signIn.verifier},
            ${signIn.returnTo}, ${signIn.origin}, ${sql.timestamp(new Date(signIn.expiresAt))})
  `);

/** The sign-in, once: null when it was redeemed, ran out or began in another browser. */
export const redeemSignIn = (
  db: Reader,
  { state, browser }: { state: string; browser: string },
  now: number,
) =>
  db.maybeOne(sql.type(SignIn)`
    delete from sign_ins
    where state = ${state} and browser = ${browser}
      and expires_at > ${sql.timestamp(new Date(now))}
    returning nonce, verifier, return_to as "returnTo", origin
  `);
