/** Owns what the database is asked: nothing while viewers idle, and the same per mark however many watch. */

import type { Product } from '../contestants/product.ts';
import type { Stage } from '../contestants/stage.ts';
import type { Figures } from '../figures.ts';
import { pause } from '../load/clock.ts';

/** PostgreSQL adds up an idle connection's statistics within 10 s. */
const statisticsLagMs = 11_000;

export async function measureIdleQueries(
  { name, server, gather }: Stage,
  viewers: number,
  { transactions, setAutovacuum }: Product,
  figures: Figures,
  seconds: number,
): Promise<void> {
  await gather(viewers);
  await setAutovacuum('off');
  await pause(statisticsLagMs);
  await server.ask('queries', undefined);
  const before = await transactions();
  await pause(seconds * 1000);
  const statements = total(await server.ask('queries', undefined));
  await pause(statisticsLagMs);
  const after = await transactions();
  await setAutovacuum('on');
  figures.add('statements while idle', name, viewers, `in ${seconds} s`, statements);
  const watched = seconds + statisticsLagMs / 1000;
  figures.add('transactions while idle', name, viewers, `in ${watched} s`, after - before);
}

export async function measureQueriesPerMark(
  stage: Stage,
  viewers: number,
  figures: Figures,
): Promise<void> {
  const { name, server } = stage;
  await stage.gather(viewers);
  await stage.run({ rate: 10, seconds: 1, drainMs: 5_000 });
  await server.ask('queries', undefined);
  await stage.run({ rate: 10, seconds: 3, drainMs: 5_000 });
  const queries = await server.ask('queries', undefined);
  // Marks that meet in one batch share its statements, so that they would look cheaper.
  const perTurn = total(queries) / (queries['COMMIT'] ?? 1);
  figures.add('statements per mark', name, viewers, 'statements', perTurn);
  console.log(`    ${JSON.stringify(queries)}`);
}

const total = (queries: Record<string, number>): number =>
  Object.values(queries).reduce((sum, count) => sum + count, 0);
