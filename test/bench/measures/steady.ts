/** Owns the quiet grid: single changes, 16 a second, far enough apart that each leaves by itself. */

import type { Stage } from '../contestants/stage.ts';
import type { Figures } from '../figures.ts';

const rate = 16;
const drainMs = 5_000;

/** Latency, latency over the commit, and CPU per delivery. */
export async function measureSteady(
  stage: Stage,
  viewers: number,
  figures: Figures,
  seconds: number,
): Promise<void> {
  const { name, server } = stage;
  await stage.run({ rate, seconds: 1, drainMs });
  await server.ask('commits', undefined);
  const run = await stage.run({ rate, seconds, drainMs });
  if (run.lost > 0) throw new Error(`${name} lost ${run.lost} of ${run.expected} deliveries.`);
  const moments = await server.ask('commits', undefined);
  const over = await stage.load('latenciesSince', { moments });
  figures.add('steady p50', name, viewers, 'ms', run.p50);
  figures.add('steady p99', name, viewers, 'ms', run.p99);
  figures.add('steady p50 over commit', name, viewers, 'ms', over.p50);
  figures.add('steady p99 over commit', name, viewers, 'ms', over.p99);
  figures.add('CPU per delivery', name, viewers, 'µs', run.serverCpuUs / run.expected);
  figures.add('CPU per change', name, viewers, 'µs', run.serverCpuUs / run.commands);
}
