import { randomUUID } from 'node:crypto';
import { setTimeout as pass } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Node } from '../server/node.ts';
import { until } from './support/deadline.ts';
import { type House, openHouse, type Person } from './support/house.ts';
import { openScreen, type Screen } from './support/screen.ts';

type Context = { house: House; node: Node; ana: Person; screens: Screen[] };
const idle = suite<Context>('idle viewers');

const viewers = 200;
/** What the issue promises: a minute without a query. The time itself is the subject here. */
const silenceMs = 60_000;

/** PostgreSQL reports what an idle connection did up to ten seconds late. */
const reportedAfterMs = 11_000;

idle.before(async (context) => {
  context.house = await openHouse();
  context.node = await context.house.startNode();
  context.ana = await context.house.person(context.node, 'Ana');
  context.screens = [];
  for (let index = 0; index < viewers; index += 1) {
    context.screens.push(await openScreen(context.node, index % 2 === 0 ? context.ana : undefined));
  }
});

idle.after(async ({ house, screens }) => {
  for (const screen of screens ?? []) screen.close();
  await house?.close();
});

idle('cause no query at all for a minute', async (context) => {
  const before = await databaseWork(context);
  await pass(silenceMs);
  const after = await databaseWork(context);

  assert.is(after, before);
});

idle('do not make a mark cost more queries', async (context) => {
  const { node, ana, screens } = context;
  const workFor = async (status: 'LOOKING' | 'MAYBE'): Promise<number> => {
    const before = await databaseWork(context);
    const { revision } = await ana.run('availability:set', {
      key: randomUUID(),
      marks: [{ day: '2026-11-20', status }],
    });
    for (const screen of screens) {
      await until('the mark', () => screen.shown().revision >= revision);
    }
    return (await databaseWork(context)) - before;
  };
  await workFor('LOOKING');

  const withAll = await workFor('MAYBE');
  for (const screen of screens.splice(1)) screen.close();
  await until('the others to leave', async () => (await viewersOf(node)) === 1);
  const withOne = await workFor('LOOKING');

  assert.ok(withAll > 0);
  assert.is(withAll, withOne);
});

/**
 * Scans begun and rows written in all tables: grows with every statement that touches one. Does not
 * count transactions that touch none: pg_stat_database once grew by seven in this minute when the
 * whole suite ran, for a reason that has not been found.
 */
const databaseWork = async ({ house }: Context): Promise<number> => {
  await pass(reportedAfterMs);
  const [row] = await house.sql<{ work: string }>(
    `select sum(n_tup_ins + n_tup_upd + coalesce(idx_scan, 0) + seq_scan) as work
     from pg_stat_user_tables`,
  );
  return Number(row?.work);
};

const viewersOf = async ({ url }: Node): Promise<number> => {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^muster_viewers (\d+)/m.exec(metrics)?.[1]);
};

idle.run();
