import pg from 'pg';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { cloneDatabase, type TestDatabase } from '../support/database/postgres.ts';

type Context = { database: TestDatabase };
const grants = suite<Context>('what the server may do in its database');

/** Every table, with all that `muster_app` may do to it: a new table or grant is named here first. */
const tables = {
  accounts: 'select insert update delete',
  audit: 'select insert',
  communities: 'select update',
  entries: 'select insert update delete',
  feeds: 'select insert update delete',
  migrations: '',
  patterns: 'select insert update delete',
  players: 'select insert update delete',
  ready_days: 'select insert',
  receipts: 'select insert delete',
  roles: 'select insert delete',
  sessions: 'select insert update delete',
  sign_ins: 'select insert delete',
  streams: 'select insert update',
};

/** Those that belong to a column need no grant. */
const sequences = { entry_order: 'usage', entry_version: 'usage' };

/** Under these names the code knows why a write was refused. */
const unique = {
  accounts_identity_taken: 'accounts (issuer, subject)',
  accounts_pkey: 'accounts (id)',
  audit_pkey: 'audit (id)',
  communities_pkey: 'communities (id)',
  communities_slug_taken: 'communities (slug)',
  entries_pkey: 'entries (community_id, day, player_id)',
  feeds_pkey: 'feeds (community_id, account_id)',
  feeds_token_taken: 'feeds (token_sha256)',
  migrations_pkey: 'migrations (id)',
  patterns_pkey: 'patterns (player_id)',
  players_name_taken: 'players (community_id, lower(name))',
  players_one_per_account: 'players (community_id, account_id)',
  players_pkey: 'players (id)',
  ready_days_pkey: 'ready_days (community_id, day)',
  receipts_pkey: 'receipts (owner, key)',
  roles_pkey: 'roles (community_id, account_id, role)',
  sessions_pkey: 'sessions (id_hash)',
  sign_ins_pkey: 'sign_ins (state)',
  streams_pkey: 'streams (name)',
};

/** What PostgreSQL calls insufficient_privilege. */
const forbidden = '42501';

grants.before(async (context) => {
  context.database = await cloneDatabase();
});

grants.after(async ({ database }) => {
  await database?.drop();
});

grants('is what each table says, and no more', async ({ database }) => {
  const rows = await query<{ name: string; may: string }>(
    database.adminUrl,
    `select c.relname as name, concat_ws(' ', variadic array(
              select p from unnest('{select,insert,update,delete,truncate,references,trigger,maintain}'::text[])
                with ordinality as asked (p, place)
              where has_table_privilege('muster_app', c.oid, p) order by place)) as may
     from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')`,
  );

  assert.equal(asObject(rows.map(({ name, may }) => [name, may])), tables);
});

grants('is hidden in no single column, and handed on to nobody', async ({ database }) => {
  const columns = await query(
    database.adminUrl,
    `select attrelid::regclass::text as table, attname as column from pg_attribute
     join pg_class c on c.oid = attrelid
     where c.relnamespace = 'public'::regnamespace and attacl is not null`,
  );
  const handedOn = await query(
    database.adminUrl,
    `select relname, privilege_type from pg_class, aclexplode(relacl)
     where relnamespace = 'public'::regnamespace and grantee <> relowner and is_grantable`,
  );

  assert.equal(columns, []);
  assert.equal(handedOn, []);
});

grants('is counting on with the sequences that no column owns', async ({ database }) => {
  const rows = await query<{ name: string; may: string }>(
    database.adminUrl,
    `select relname as name, concat_ws(' ', variadic array(
              select p from unnest('{usage,select,update}'::text[]) as p
              where has_sequence_privilege('muster_app', c.oid, p))) as may
     from pg_class c
     where relnamespace = 'public'::regnamespace and relkind = 'S'
       and (has_sequence_privilege('muster_app', oid, 'usage, select, update')
            or not exists (select from pg_depend
                           where objid = c.oid and deptype in ('a', 'i')))`,
  );

  assert.equal(asObject(rows.map(({ name, may }) => [name, may])), sequences);
});

grants('is never the owner’s: it owns nothing, and makes nothing', async ({ database }) => {
  const owned = await query(
    database.adminUrl,
    `select classid::regclass::text as kind, objid from pg_shdepend
     where refobjid = 'muster_app'::regrole and deptype = 'o'
       and dbid in (0, (select oid from pg_database where datname = current_database()))`,
  );
  const rights = await query(
    database.adminUrl,
    `select has_schema_privilege('muster_app', 'public', 'create') as tables,
            has_database_privilege('muster_app', current_database(), 'create') as schemas,
            has_database_privilege('muster_app', current_database(), 'temporary') as temporary,
            rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls as more,
            array(select roleid::regrole::text from pg_auth_members where member = r.oid) as member
     from pg_roles r where rolname = 'muster_app'`,
  );

  assert.equal(owned, []);
  assert.equal(rights, [
    { tables: false, schemas: false, temporary: false, more: false, member: [] },
  ]);
  const making = ['create table mine (id int)', 'create temporary table mine (id int)'];
  for (const text of making) assert.is(await refusedBy(database, text), forbidden, text);
});

grants('is writing the audit and reading it, never changing it', async ({ database }) => {
  const wrote = await query(
    database.appUrl,
    `insert into audit (action, subject, at) values ('test', 'a', now()) returning action`,
  );
  assert.equal(wrote, [{ action: 'test' }]);

  for (const text of [
    `update audit set subject = 'b'`,
    'delete from audit',
    'truncate audit',
    'drop table audit',
    'alter table audit disable trigger all',
  ]) {
    assert.is(await refusedBy(database, text), forbidden, text);
  }

  assert.equal(await query(database.appUrl, 'select action, subject from audit'), [
    { action: 'test', subject: 'a' },
  ]);
});

grants('names what may be there once only', async ({ database }) => {
  const rows = await query<{ name: string; on: string }>(
    database.adminUrl,
    `select indexrelid::regclass::text as name,
            regexp_replace(pg_get_indexdef(indexrelid), '^.* ON public[.](\\S+) USING btree ', '\\1 ') as on
     from pg_index join pg_class c on c.oid = indrelid
     where c.relnamespace = 'public'::regnamespace and indisunique and indisvalid`,
  );

  assert.equal(asObject(rows.map(({ name, on }) => [name, on])), unique);
});

grants.run();

async function query<Row extends object>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url, query_timeout: 10_000 });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** With which code the server's own role was refused; nothing when it was not. */
async function refusedBy({ appUrl }: TestDatabase, text: string): Promise<string | undefined> {
  return query(appUrl, text).then(
    () => undefined,
    (error: pg.DatabaseError) => error.code,
  );
}

function asObject(pairs: readonly (readonly [string, string])[]): Record<string, string> {
  return Object.fromEntries(pairs.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
