import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { until, within } from '../support/deadline.ts';
import { freePort } from '../support/programs/redis.ts';

type Started = { child: ChildProcess; output: () => string; exit: Promise<number | null> };
type Context = { directory: string; port: number; started: Started[] };
const start = suite<Context>('npm start');

const root = join(import.meta.dirname, '..', '..');

/** What a newcomer types, with a port and a directory of the test's own. */
const npmStart = (context: Context, environment: NodeJS.ProcessEnv = {}): Started => {
  const child = spawn('npm', ['start'], {
    cwd: root,
    env: {
      ...process.env,
      PORT: `${context.port}`,
      MUSTER_DATA: context.directory,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // As in a terminal, Ctrl-C then reaches the whole group.
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text: Buffer) => {
      output += text.toString();
    });
  }
  const exit = once(child, 'close').then(([exitCode]) => exitCode as number | null);
  const started = { child, output: () => output, exit };
  context.started.push(started);
  return started;
};

const ready = ({ output }: Started): Promise<unknown> =>
  until('Muster to be ready', () => output().includes('Muster is ready'), 60_000);

const get = (context: Context, path: string): Promise<Response> =>
  fetch(`http://localhost:${context.port}${path}`);

/** The pid of the PostgreSQL in the data directory, if there is one. */
const postmaster = ({ directory }: Context): number | undefined => {
  const file = join(directory, 'postgres', 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined;
};

/** An orphan that nobody has collected yet is gone all the same: its state reads Z. */
const isAlive = (pid: number): boolean =>
  existsSync(`/proc/${pid}/stat`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));

/** The server's own process: the one that listens. */
const serverPid = ({ child }: Started): number => {
  const children = (pid: number): number[] =>
    readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .trim()
      .split(' ')
      .filter(Boolean)
      .map(Number);
  let pid = child.pid as number;
  for (let next = children(pid); next.length > 0; next = children(pid)) {
    const heir = next.find((one) => !/postgres/.test(readFileSync(`/proc/${one}/comm`, 'utf8')));
    if (heir === undefined) return pid;
    pid = heir;
  }
  return pid;
};

start.before.each(async (context) => {
  context.directory = mkdtempSync(join(tmpdir(), 'muster-start-'));
  context.port = await freePort();
  context.started = [];
});

start.after.each(async (context) => {
  for (const { child, exit } of context.started) {
    const isRunning = child.exitCode === null && child.signalCode === null;
    if (isRunning && child.pid) process.kill(-child.pid, 'SIGTERM');
    await within('the end', exit, 25_000);
  }
  rmSync(context.directory, { recursive: true, force: true });
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  start(`ends cleanly on ${signal}, leaves no process, and keeps the data`, async (context) => {
    const first = npmStart(context);
    await ready(first);
    assert.is((await get(context, '/health')).status, 200);
    const page = await (await get(context, '/')).text();
    assert.match(page, '<title>');
    const database = postmaster(context) as number;

    // Ctrl-C goes to the group; a supervisor's SIGTERM to npm alone.
    process.kill(
      signal === 'SIGINT' ? -(first.child.pid as number) : (first.child.pid as number),
      signal,
    );
    await within('the end', first.exit, 20_000);
    await until('PostgreSQL to be gone', () => !isAlive(database));
    assert.is(await get(context, '/health').catch(() => 'nobody'), 'nobody');

    const second = npmStart(context);
    await ready(second);
    assert.is((await get(context, '/ready')).status, 200);
  });
}

start('recovers after kill -9, also from the PostgreSQL that was left over', async (context) => {
  const first = npmStart(context);
  await ready(first);
  const leftOver = postmaster(context) as number;
  process.kill(serverPid(first), 'SIGKILL');
  await within('npm to notice', first.exit, 10_000);
  assert.ok(isAlive(leftOver), 'the database was left over');

  const second = npmStart(context);
  await ready(second);

  assert.is((await get(context, '/health')).status, 200);
  assert.ok(!isAlive(leftOver) || postmaster(context) === leftOver);
});

start('says in a sentence that the port is taken', async (context) => {
  const squatter = createServer().listen(context.port, '127.0.0.1');
  await once(squatter, 'listening');

  const refused = npmStart(context);
  const exitCode = await within('the end', refused.exit, 60_000);

  assert.is.not(exitCode, 0);
  assert.match(refused.output(), `Port ${context.port} is taken`);
  assert.not.match(refused.output(), /\n\s+at /);
  assert.is(postmaster(context), undefined);
  squatter.close();
});

start('says in a sentence that its directory cannot be written', async (context) => {
  const refused = npmStart(context, { MUSTER_DATA: '/proc/muster' });
  const exitCode = await within('the end', refused.exit, 30_000);

  assert.is.not(exitCode, 0);
  assert.match(refused.output(), '/proc/muster');
  assert.not.match(refused.output(), /\n\s+at /);
});

start('says in a sentence what is wrong with the environment', async (context) => {
  const refused = npmStart(context, { PORT: 'seven thousand', REDIS_URL: 'nonsense' });
  const exitCode = await within('the end', refused.exit, 30_000);

  assert.is.not(exitCode, 0);
  assert.match(refused.output(), /PORT/);
  assert.match(refused.output(), /REDIS_URL/);
  assert.not.match(refused.output(), /\n\s+at /);
});

start.run();
