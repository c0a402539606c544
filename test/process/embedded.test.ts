import { chmodSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import {
  embeddedSuite,
  query,
  refusal,
  start,
  stop,
} from '../support/database/embedded-process.ts';

const embedded = embeddedSuite('embedded PostgreSQL');

embedded(
  'makes roles and a database at the first start, and keeps the data at the second',
  async (context) => {
    const first = await start(context);
    await query(first.ownerUrl, 'create table notes (text text)');
    await query(first.ownerUrl, `insert into notes values ('Žiga 🎮')`);
    await stop(context.musters[0]);

    const began = performance.now();
    const second = await start(context);

    assert.ok(performance.now() - began < 5_000, 'the second start is quick');
    assert.equal(await query(second.ownerUrl, 'select text from notes'), [{ text: 'Žiga 🎮' }]);
    assert.equal(await query(second.appUrl, 'select lower($1)', ['ŽIGA']), [{ lower: 'žiga' }]);
  },
);

embedded('gives the application nothing but a connection', async (context) => {
  const { ownerUrl, appUrl } = await start(context);
  await query(ownerUrl, 'create table notes (text text)');

  for (const forbidden of [
    'create table mine (id int)',
    'create temporary table mine (id int)',
    'create schema mine',
    'select * from notes',
    'create role mine',
    'create database mine',
  ]) {
    assert.match(await failure(query(appUrl, forbidden)), /permission denied/, forbidden);
  }
  for (const database of ['postgres', 'template1']) {
    const other = Object.assign(new URL(appUrl), { pathname: database }).href;
    assert.match(await failure(query(other, 'select 1')), /permission denied/, database);
  }
  const wrong = Object.assign(new URL(appUrl), { password: 'wrong' }).href;
  assert.match(await failure(query(wrong, 'select 1')), /password authentication failed/);
});

embedded('keeps passwords and log to itself, and listens on loopback alone', async (context) => {
  const { adminUrl } = await start(context);

  for (const name of ['postgres-passwords.json', 'postgres.log']) {
    assert.is(statSync(join(context.directory, name)).mode & 0o777, 0o600, name);
  }
  assert.equal(
    await query(
      adminUrl,
      `select setting from pg_settings where name in
    ('listen_addresses', 'unix_socket_directories') order by name`,
    ),
    [{ setting: '127.0.0.1' }, { setting: '' }],
  );
});

embedded(
  'refuses a second Muster in the same directory, and leaves the first alone',
  async (context) => {
    const { ownerUrl } = await start(context);

    const sentence = await refusal(context);

    assert.match(sentence, /^Another Muster is running in .*: stop it first\.$/);
    assert.equal(await query(ownerUrl, 'select 1 as one'), [{ one: 1 }]);
    await stop(context.musters[0]);
    await start(context);
  },
);

embedded('refuses a directory it cannot use', async (context) => {
  writeFileSync(context.directory, 'a file');
  assert.match(await refusal(context), /^Muster cannot keep its data in .* \(EACCES\): /);

  context.directory = '/proc/muster';
  assert.match(await refusal(context), /^Muster cannot keep its data in \/proc\/muster /);
});

embedded(
  'refuses data of another version, of nobody known, or without its passwords',
  async (context) => {
    await start(context);
    await stop(context.musters[0]);
    const versionFile = join(context.directory, 'postgres', 'PG_VERSION');

    writeFileSync(versionFile, '17\n');
    assert.match(
      await refusal(context),
      /was written by PostgreSQL 17, and Muster brings PostgreSQL 18/,
    );
    rmSync(versionFile);
    assert.match(await refusal(context), /is not of PostgreSQL/);
    writeFileSync(versionFile, '18\n');
    rmSync(join(context.directory, 'postgres-passwords.json'));
    assert.match(await refusal(context), /postgres-passwords\.json is missing/);
  },
);

embedded('says why PostgreSQL itself would not start', async (context) => {
  await start(context);
  await stop(context.musters[0]);
  writeFileSync(join(context.directory, 'postgres', 'postgresql.conf'), 'nonsense = on\n');

  assert.match(
    await refusal(context),
    /^PostgreSQL did not start \(.* contains errors\); see .*postgres\.log\.$/,
  );
});

embedded('empties its log when that has grown too large', async (context) => {
  await start(context);
  await stop(context.musters[0]);
  const log = join(context.directory, 'postgres.log');
  truncateSync(log, 11 * 1024 * 1024);

  await start(context);

  assert.ok(statSync(log).size < 100_000);
});

const isRoot = process.getuid?.() === 0;

if (isRoot) {
  embedded('runs as root in a directory closed to all others', async (context) => {
    chmodSync(context.parent, 0o700);

    await start(context);
    await stop(context.musters[0]);
    const second = await start(context);

    assert.equal(await query(second.ownerUrl, 'select 1 as one'), [{ one: 1 }]);
    assert.is.not(statSync(join(context.directory, 'postgres')).uid, 0);
  });
}

async function failure(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'it was allowed',
    (error: Error) => error.message,
  );
}

embedded.run();
