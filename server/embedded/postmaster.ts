/** Owns the PostgreSQL process of one data directory, from start to shutdown; knows no roles or tables of ours. */
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { StartProblem } from '../start-problem.ts';
import { environment, type RunAs } from './unprivileged.ts';

export type PostmasterOptions = {
  /** Path of the `postgres` program. */
  program: string;
  /** The data directory: absolute, free of symbolic links, already initialised. */
  data: string;
  logFile: string;
  runAs: RunAs;
  settings: Readonly<Record<string, string>>;
  log: (line: string) => void;
  /** Called once, with a sentence, when the process ends without `stop` having been called. */
  onExit: (sentence: string) => void;
};

export type Postmaster = { port: number; stop(): Promise<void> };

const largestLog = 10 * 1024 * 1024;

/** Long enough for crash recovery; a clean start takes some 100 ms. */
const startMs = 120_000;

/** Fast shutdown, then immediate (recovers at the next start), then by force. */
const shutdown = [
  ['SIGINT', 10_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 2_000],
] as const;

/**
 * Starts on a free port of 127.0.0.1 and resolves when connections are accepted. A process left
 * over from a killed Muster is stopped first: the caller holds the directory, so it has no user.
 */
export async function startPostmaster(options: PostmasterOptions): Promise<Postmaster> {
  const deadline = Date.now() + startMs;
  for (;;) {
    await stopLeftOver(options);
    const port = await freePort();
    const started = launch(options, port);
    if (await started.ready(deadline)) return started;
    const said = started.said();
    const passing =
      /Address already in use|could not create any TCP|postmaster\.pid" already exists|pre-existing shared memory/;
    if (!passing.test(said) || Date.now() > deadline) {
      const why = said.match(/FATAL: +(.*)/)?.[1] ?? 'no reason given';
      throw new StartProblem(`PostgreSQL did not start (${why}); see ${options.logFile}.`);
    }
    await pause(200);
  }
}

function launch(
  { program, data, logFile, runAs, settings, onExit }: PostmasterOptions,
  port: number,
) {
  const logStart = trimLog(logFile);
  const output = openSync(logFile, 'a', 0o600);
  const all = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '', ...settings };
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [command = program, ...rest] = [...runAs.before, program, '-D', data, ...flags];
  const child = spawn(command, rest, {
    ...runAs.ids,
    cwd: '/',
    env: environment,
    stdio: ['ignore', output, output],
    // A session of its own: Ctrl-C reaches us alone, and we stop it in order.
    detached: true,
  });
  closeSync(output);
  // A process that fails to call `stop` may still end, and takes PostgreSQL along by its last will.
  child.unref();

  let ended: string | undefined;
  let stopping: Promise<void> | undefined;
  let accepting = false;
  const lastWill = () => child.kill('SIGINT');
  process.once('exit', lastWill);
  const end = (how: string) => {
    ended = how;
    process.off('exit', lastWill);
    if (accepting && !stopping) onExit(`PostgreSQL ended unexpectedly (${how}); see ${logFile}.`);
  };
  child.once('exit', (code, signal) => end(signal ?? `code ${code}`));
  child.once('error', (error) => end(error.message));
  const stop = () => {
    stopping ??= endProcess(
      (signal) => child.kill(signal),
      () => ended === undefined,
    );
    return stopping;
  };

  return {
    port,
    stop,
    said: () => readFileSync(logFile).subarray(logStart).toString(),
    async ready(deadline: number): Promise<boolean> {
      const isOpen = () => {
        const pidFile = readPidFile(data);
        return pidFile?.pid === child.pid && pidFile?.isReady === true;
      };
      await until(() => ended !== undefined || isOpen(), deadline - Date.now());
      if (ended === undefined && !isOpen()) await stop();
      accepting = ended === undefined;
      return accepting;
    },
  };
}

async function stopLeftOver({ data, log }: PostmasterOptions): Promise<void> {
  const pid = readPidFile(data)?.pid;
  if (pid === undefined) return;
  if (isServing(pid, data)) {
    log('Stopping a PostgreSQL left over from a Muster that was killed.');
    await endProcess(
      (signal) => process.kill(pid, signal),
      () => isServing(pid, data),
    );
  }
  // Gone, or its number is another program's by now: PostgreSQL would take that for a server.
  // Its own lock on shared memory still refuses a second server on the same files.
  rmSync(join(data, 'postmaster.pid'), { force: true });
}

/** Whether `pid` is a server of this data directory: a number alone may have been given out again. */
function isServing(pid: number, data: string): boolean {
  return commandLine(pid).includes(`postgres -D ${data} `);
}

/** Read from /proc on Linux, where small systems lack `ps` and others' links there may be closed. */
function commandLine(pid: number): string {
  if (process.platform !== 'linux') {
    return spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
      .stdout;
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

/** The lines of postmaster.pid that matter: the process on the first, its state on the eighth. */
function readPidFile(data: string): { pid: number; isReady: boolean } | undefined {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number.parseInt(lines[0] ?? '', 10);
    return pid > 0 ? { pid, isReady: lines[7]?.trim() === 'ready' } : undefined;
  } catch {
    return undefined;
  }
}

async function endProcess(kill: (signal: NodeJS.Signals) => void, isAlive: () => boolean) {
  for (const [signal, waitMs] of shutdown) {
    if (!isAlive()) return;
    try {
      kill(signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
    await until(() => !isAlive(), waitMs);
  }
}

async function until(holds: () => boolean, waitMs: number): Promise<void> {
  const deadline = Date.now() + waitMs;
  while (!holds() && Date.now() < deadline) await pause(20);
}

/** Empties a log grown too large; returns the length of what stays. */
function trimLog(logFile: string): number {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= largestLog) return size;
  truncateSync(logFile);
  return 0;
}

/** Free at the moment of asking: whoever takes it first makes us ask again. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}
