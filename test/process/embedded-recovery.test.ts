import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import {
  embeddedSuite,
  isAlive,
  kill,
  postmasterPid,
  query,
  start,
  stop,
} from '../support/database/embedded-process.ts';
import { until, within } from '../support/deadline.ts';

const recovery = embeddedSuite('embedded PostgreSQL, ended');

const bystanders: ChildProcess[] = [];
recovery.after.each(() => {
  for (const bystander of bystanders.splice(0)) bystander.kill('SIGKILL');
});

recovery('leaves no process when stopped', async (context) => {
  await start(context);
  const pid = postmasterPid(context);

  const code = await stop(context.musters[0]);

  assert.is(code, 0);
  assert.not(isAlive(pid));
});

recovery('takes PostgreSQL along when its process ends without stopping it', async (context) => {
  await start(context);
  const pid = postmasterPid(context);

  context.musters[0]?.process.kill('SIGHUP');

  await until('PostgreSQL ends', () => !isAlive(pid), 10_000);
});

recovery('recovers after kill -9 of Muster, which leaves PostgreSQL running', async (context) => {
  const first = await start(context);
  await query(first.ownerUrl, 'create table notes (text text)');
  const leftOver = postmasterPid(context);
  await kill(context.musters[0]);
  assert.ok(isAlive(leftOver));
  await query(first.ownerUrl, `insert into notes values ('still there')`);

  const second = await start(context);

  assert.not(isAlive(leftOver));
  assert.is.not(postmasterPid(context), leftOver);
  assert.match(context.musters[1]?.lines[0]?.log ?? '', /left over/);
  assert.equal(await query(second.ownerUrl, 'select text from notes'), [{ text: 'still there' }]);
});

recovery('tells when PostgreSQL is killed, and recovers what was committed', async (context) => {
  const first = await start(context);
  await query(first.ownerUrl, 'create table notes (text text)');
  await query(first.ownerUrl, `insert into notes values ('committed')`);

  process.kill(postmasterPid(context), 'SIGKILL');

  const told = await until('the end is told', () =>
    context.musters[0]?.lines.find((line) => line.exit),
  );
  assert.match(
    told.exit ?? '',
    /^PostgreSQL ended unexpectedly \(SIGKILL\); see .*postgres\.log\.$/,
  );
  await stop(context.musters[0]);
  const second = await start(context);
  assert.equal(await query(second.ownerUrl, 'select text from notes'), [{ text: 'committed' }]);
});

recovery('recovers when Muster and PostgreSQL are both killed', async (context) => {
  const first = await start(context);
  await query(first.ownerUrl, 'create table notes (text text)');
  const pid = postmasterPid(context);
  await kill(context.musters[0]);
  process.kill(pid, 'SIGKILL');

  const second = await start(context);

  assert.equal(await query(second.ownerUrl, 'select text from notes'), []);
});

recovery('is not fooled by a process number that is another process by now', async (context) => {
  await start(context);
  const pidFile = join(context.directory, 'postgres', 'postmaster.pid');
  const left = readFileSync(pidFile, 'utf8');
  await stop(context.musters[0]);
  // A sibling under the same user, which PostgreSQL alone would take for a server.
  const { uid, gid } = statSync(join(context.directory, 'postgres'));
  const bystander = spawn('sleep', ['60'], { uid, gid, stdio: 'ignore' });
  bystanders.push(bystander);
  const ended = once(bystander, 'exit');
  writeFileSync(pidFile, left.replace(/^\d+/, String(bystander.pid)));

  await start(context);

  assert.is.not(postmasterPid(context), bystander.pid);
  // It tells what ended it: a signal sent before ours would be told of instead.
  bystander.kill('SIGUSR1');
  assert.equal(await within('the bystander to end', ended), [null, 'SIGUSR1']);
});

recovery('does not build upon a first start that was interrupted', async (context) => {
  await start(context);
  await stop(context.musters[0]);
  const data = join(context.directory, 'postgres');
  rmSync(data, { recursive: true });
  const half = mkdtempSync(`${data}.new-`);
  writeFileSync(join(half, 'PG_VERSION'), '18\n');

  await start(context);

  assert.not(existsSync(half));
});

recovery.run();
