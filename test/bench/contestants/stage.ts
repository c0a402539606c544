/** Owns one server under measurement together with its load generator. */

import type { ServerName } from '../figures.ts';
import type { Ask } from '../load/ask.ts';
import type { DialectName } from '../load/dialect.ts';
import type { Load } from '../load/load.ts';
import type { Run, RunResult } from '../load/run.ts';
import { type Server, startLoad } from './processes.ts';

type Headers = Record<string, string>;

/** A server that can be started afresh, and what its clients must show. */
export type Contestant = {
  name: ServerName;
  dialect: DialectName;
  start: () => Promise<Server>;
  viewerHeaders: readonly Headers[];
  publisherHeaders: readonly Headers[];
  days: readonly string[];
};

/** Those who publish in one community; viewers gather later. */
export type Crew = { community: string; publishers: number; publisherHeaders: readonly Headers[] };

export type Stage = {
  name: ServerName;
  server: Server;
  /** Brings the viewers of a crew to this number. */
  gather: (viewers: number, crew?: number, headers?: readonly Headers[]) => Promise<number>;
  load: Ask<Load>;
  /** A run, with the CPU time that the server took meanwhile. */
  run: (run: Run) => Promise<RunResult & { serverCpuUs: number }>;
  close: () => Promise<void>;
};

export const publishers = 100;

export async function openStage(
  { name, dialect, start, viewerHeaders, publisherHeaders, days }: Contestant,
  crews: readonly Crew[] = [{ community: 'default', publishers, publisherHeaders }],
): Promise<Stage> {
  const server = await start();
  const load = await startLoad();
  const close = async (): Promise<void> => {
    await load.stop();
    await server.stop();
  };
  try {
    for (const crew of crews) {
      await load.ask('crew', { ...crew, address: server.address, dialect, days });
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    name,
    server,
    load: load.ask,
    gather: (viewers, crew = 0, headers = viewerHeaders) =>
      load.ask('gather', { crew, viewers, headers }, 120_000),
    async run(run) {
      const before = await server.ask('cpu', undefined);
      const result = await load.ask('run', run, 60_000 + run.drainMs + run.seconds * 1000);
      const after = await server.ask('cpu', undefined);
      return { ...result, serverCpuUs: after - before };
    },
    close,
  };
}

/** Opens the contestants, hands their stages over, and closes them whatever happens. */
export async function withStages<T, const Contestants extends readonly Contestant[]>(
  contestants: Contestants,
  use: (stages: { [Place in keyof Contestants]: Stage }) => Promise<T>,
): Promise<T> {
  const stages: Stage[] = [];
  try {
    for (const contestant of contestants) stages.push(await openStage(contestant));
    return await use(stages as never);
  } finally {
    for (const stage of stages) await stage.close();
  }
}
