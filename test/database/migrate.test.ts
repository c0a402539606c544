import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { migrate } from '../../server/database/migrate.ts';
import {
  type TestDatabase,
  type TestPostgres,
  testPostgres,
} from '../support/database/postgres.ts';

type Context = { postgres: TestPostgres; database: TestDatabase; dir: string };

const migrations = suite<Context>('migrations');

migrations.before(async (context) => {
  context.postgres = await testPostgres();
});

migrations.before.each(async (context) => {
  context.database = await context.postgres.cloneDatabase();
  context.dir = mkdtempSync(join(tmpdir(), 'muster-migrations-'));
  await migrate(context.database.ownerUrl, { direction: 'down', count: Infinity });
});

migrations.after.each(async ({ database, dir }) => {
  rmSync(dir, { recursive: true });
  await database.drop();
});

migrations.after(({ postgres }) => postgres.stop());

migrations(
  'go from empty to whole, back to empty, and to the same whole again',
  async (context) => {
    const { ownerUrl } = context.database;
    const empty = await schema(context);
    const up = await migrate(ownerUrl, { direction: 'up' });
    const whole = await schema(context);
    assert.ok(up.length > 0);
    assert.ok(whole.length > empty.length);

    assert.equal(await migrate(ownerUrl, { direction: 'up' }), [], 'again is nothing');
    assert.equal(await migrate(ownerUrl, { direction: 'down', count: Infinity }), up.toReversed());
    assert.equal(await schema(context), empty);
    assert.equal(await migrate(ownerUrl, { direction: 'up' }), up);

    assert.equal(await schema(context), whole);
  },
);

migrations('go back one at a time', async ({ database }) => {
  const up = await migrate(database.ownerUrl, { direction: 'up' });

  assert.equal(await migrate(database.ownerUrl, { direction: 'down' }), up.slice(-1));
});

migrations('sign nobody out when the ids of sessions become hashes', async ({ database }) => {
  const up = await migrate(database.ownerUrl, { direction: 'up' });
  const later = up.length - up.indexOf('0010-sessions');
  await migrate(database.ownerUrl, { direction: 'down', count: later });
  const client = new pg.Client({ connectionString: database.ownerUrl, query_timeout: 10_000 });
  await client.connect();
  await client.query(`
    with ana as (insert into accounts (issuer, subject, name, created_at)
                 values ('test', 'ana', 'Ana', now()) returning id)
    insert into sessions (sid, sess, expire)
    select 'an id', json_build_object('account', id::text), '2099-01-31Z' from ana`);

  await migrate(database.ownerUrl, { direction: 'up' });

  const { rows } = await client.query(`
    select id_hash, name, expires_at, user_agent from sessions
    join accounts a on a.id = account_id`);
  await client.end();
  const id_hash = createHash('sha256').update('an id').digest('hex');
  const expires_at = new Date('2099-01-31');
  assert.equal(rows, [{ id_hash, name: 'Ana', expires_at, user_agent: null }]);
});

migrations('keep what was answered, under the stream that orders it now', async ({ database }) => {
  const up = await migrate(database.ownerUrl, { direction: 'up' });
  const later = up.length - up.indexOf('0009-owners');
  await migrate(database.ownerUrl, { direction: 'down', count: later });
  const client = new pg.Client({ connectionString: database.ownerUrl, query_timeout: 10_000 });
  await client.connect();
  await client.query(`
    with ana as (insert into accounts (issuer, subject, name, created_at)
                 values ('test', 'ana', 'Ana', now()) returning id)
    insert into receipts (account_id, key, stream, command, result, at)
    select id, gen_random_uuid(), 'grid:default', command, '{}', now() from ana,
      unnest('{availability:set,identity:link,availability:feed-open}'::text[]) as command`);

  await migrate(database.ownerUrl, { direction: 'up' });

  const { rows } = await client.query(`
    select command, stream, owner = 'account ' || a.id as "isHers" from receipts
    join accounts a on a.id = account_id order by command`);
  await client.end();
  assert.equal(rows, [
    { command: 'availability:feed-open', stream: 'default', isHers: true },
    { command: 'availability:set', stream: 'grid:default', isHers: true },
    { command: 'identity:link', stream: 'roster:default', isHers: true },
  ]);
});

migrations('are applied once by many nodes that start at once', async ({ database, dir }) => {
  writeFileSync(
    join(dir, '0001-slow.sql'),
    '-- Up Migration\ncreate table slow (id int); select pg_sleep(0.2);',
  );

  const done = await Promise.all(
    [1, 2, 3, 4].map(() => migrate(database.ownerUrl, { direction: 'up', dir })),
  );

  assert.equal(done.flat(), ['0001-slow']);
});

migrations(
  'follow their numbers, and pass over files that are not SQL',
  async ({ database, dir }) => {
    for (const name of ['0010-c.sql', '0002-b.sql', '0001-a.sql']) {
      writeFileSync(join(dir, name), '-- Up Migration\n-- Down Migration\n');
    }
    writeFileSync(join(dir, 'README.md'), 'Not a migration.');

    const done = await migrate(database.ownerUrl, { direction: 'up', dir });

    assert.equal(done, ['0001-a', '0002-b', '0010-c']);
  },
);

migrations('that fail leave nothing behind and name the file', async (context) => {
  const { database, dir } = context;
  const before = await schema(context);
  writeFileSync(join(dir, '0001-good.sql'), '-- Up Migration\ncreate table good (id int);\n');
  writeFileSync(join(dir, '0002-bad.sql'), '-- Up Migration\ncreate tabel bad (id int);\n');

  const failure = await migrate(database.ownerUrl, { direction: 'up', dir }).catch(
    (error) => error,
  );

  assert.match(failure.message, /^0002-bad: syntax error at or near "tabel"/);
  assert.equal(await schema(context), before);
});

migrations('run from the command line without a word on standard output', async ({ database }) => {
  const script = join(import.meta.dirname, '../../server/database/migrate.ts');
  const command = (direction: string, env: Record<string, string>) =>
    spawnSync(process.execPath, [script, direction], {
      env: { PATH: process.env.PATH, ...env },
      encoding: 'utf8',
      timeout: 30_000,
    });

  const up = command('up', { DATABASE_OWNER_URL: database.ownerUrl, DATABASE_URL: 'ignored' });
  const down = command('down', { DATABASE_URL: database.ownerUrl });
  const lost = command('sideways', {});

  assert.equal([up.status, up.stdout], [0, '']);
  assert.match(up.stderr, /0001-/);
  assert.equal([down.status, down.stdout], [0, '']);
  assert.is(lost.status, 2);
  assert.match(lost.stderr, /^Usage: /);
});

/** Every table, column, constraint, index and grant, one a line. */
async function schema({ database }: Context): Promise<string[]> {
  const client = new pg.Client({ connectionString: database.adminUrl, query_timeout: 10_000 });
  await client.connect();
  try {
    const { rows } = await client.query(`
      select format('%s %s.%s %s', table_name, column_name, data_type, column_default) as line
        from information_schema.columns where table_schema = 'public'
      union all
      select format('%s %s', conrelid::regclass, pg_get_constraintdef(oid)) from pg_constraint
        where connamespace = 'public'::regnamespace
      union all
      select indexdef from pg_indexes where schemaname = 'public'
      union all
      select format('%s %s', relname, relacl) from pg_class
        where relnamespace = 'public'::regnamespace
      union all
      select format('%s %s', proname, proacl) from pg_proc
        where pronamespace = 'public'::regnamespace
      order by line`);
    return rows.map(({ line }) => line);
  } finally {
    await client.end();
  }
}

migrations.run();
