/** Owns starting and ending the processes of the bench: the load generator and the measured servers. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Ask, asking } from '../load/ask.ts';
import { until } from '../load/clock.ts';
import type { Load } from '../load/load.ts';
import type { Address } from '../load/raw-client.ts';
import type { Probe } from './probe.ts';

const { BENCH_VERBOSE, BENCH_PROFILE } = process.env;

/** With BENCH_VERBOSE=1 every step of a search is told, and servers may speak. */
export const isVerbose = Boolean(BENCH_VERBOSE);
/** With BENCH_PROFILE=directory every server leaves a CPU profile there as it ends. */
const profiling = BENCH_PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${BENCH_PROFILE}`] : [];

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

export type Server = { address: Address; ask: Ask<Probe>; stop: () => Promise<void> };

/** Starts a server with the probe in it, tells it its port both ways, and waits until it listens. */
export async function startServer(
  script: string,
  env: Record<string, string> = {},
): Promise<Server> {
  const address = { host: '127.0.0.1', port: await freePort() };
  const child = run(
    [
      ...profiling,
      '--expose-gc',
      '--import',
      here('./probe.ts'),
      here(script),
      String(address.port),
    ],
    {
      ...env,
      PORT: String(address.port),
    },
  );
  const listens = (): Promise<boolean> => {
    if (child.exitCode !== null) throw new Error(`${script} ended with ${child.exitCode}.`);
    return accepts(address);
  };
  if (!(await until(listens, 30_000, 50))) throw new Error(`${script} did not listen in 30 s.`);
  return { address, ask: asking<Probe>(child, script), stop: () => stop(child) };
}

export async function startLoad(): Promise<{ ask: Ask<Load>; stop: () => Promise<void> }> {
  const child = run([here('../load/load.ts')], {});
  return { ask: asking<Load>(child, 'load.ts'), stop: () => stop(child) };
}

/** A port of loopback that is free at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  server.close();
  if (bound === null || typeof bound === 'string') throw new Error('No port.');
  return bound.port;
}

export function accepts({ host, port }: Address): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const answer = (yes: boolean): void => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('connect', () => answer(true)).once('error', () => answer(false));
  });
}

function run(args: string[], env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', isVerbose ? 'inherit' : 'ignore', 'inherit', 'ipc'],
  });
}

export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
  await ended;
  clearTimeout(timer);
}
