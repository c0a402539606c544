/** Owns the reconnect storm: everybody loses the connection, misses 50 revisions, and comes back at once. */

import type { Stage } from '../contestants/stage.ts';
import type { Figures } from '../figures.ts';

const behind = 50;

export async function measureStorm(stage: Stage, viewers: number, figures: Figures): Promise<void> {
  const { name, server, load } = stage;
  await stage.gather(viewers);
  await load('scatter', { behind });
  await server.ask('queries', undefined);
  const before = await server.ask('cpu', undefined);
  const wallMs = await load('comeBack', undefined, 90_000);
  const cpuUs = (await server.ask('cpu', undefined)) - before;
  const queries = await server.ask('queries', undefined);
  figures.add('storm CPU per client', name, viewers, 'µs', cpuUs / viewers);
  figures.add('storm until all caught up', name, viewers, 'ms', wallMs);
  const total = Object.values(queries).reduce((sum, count) => sum + count, 0);
  figures.add('storm statements', name, viewers, 'statements', total);
  if (total > 0) console.log(`    ${JSON.stringify(queries)}`);
}
