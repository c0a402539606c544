import { randomUUID } from 'node:crypto';
import { setTimeout as pass } from 'node:timers/promises';
import pg from 'pg';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import { until } from '../support/deadline.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { openScreen, type Screen } from '../support/talk/screen.ts';

type Context = {
  house: House;
  node: RunningNode;
  ana: Person;
  screens: Screen[];
  /** Stands outside the house's database, so that looking costs nothing there. */
  outside: pg.Client;
};
const idle = suite<Context>('idle viewers');

const viewers = 200;
/** What the issue promises: a minute without a query. The time itself is the subject here. */
const silenceMs = 60_000;

idle.before(async (context) => {
  context.house = await openHouse();
  context.node = await context.house.startNode();
  context.ana = await context.house.person(context.node, 'Ana');
  const outside = new URL(context.house.database.adminUrl);
  outside.pathname = '/postgres';
  context.outside = new pg.Client({ connectionString: outside.href });
  await context.outside.connect();
  context.screens = [];
  for (let index = 0; index < viewers; index += 1) {
    context.screens.push(await openScreen(context.node, index % 2 === 0 ? context.ana : undefined));
  }
});

idle.after(async ({ house, screens, outside }) => {
  for (const screen of screens ?? []) screen.close();
  await outside?.end();
  await house?.close();
});

idle('cause no query at all for a minute', async (context) => {
  const before = await quiet(context);
  await pass(silenceMs);
  const after = await transactions(context);

  assert.is(after, before + looking);
  await mark(context, 'LOOKING');
  assert.ok((await transactions(context)) > after + looking, 'a query is counted');
});

idle('do not make a mark cost more queries', async (context) => {
  const { node, screens } = context;
  const workFor = async (status: 'LOOKING' | 'MAYBE'): Promise<number> => {
    const before = await tableWork(context);
    const { revision } = await mark(context, status);
    for (const screen of screens) {
      await until('the mark', () => screen.shown().revision >= revision);
    }
    return (await tableWork(context)) - before;
  };
  await workFor('LOOKING');

  const withAll = await workFor('MAYBE');
  for (const screen of screens.splice(1)) screen.close();
  await until('the others to leave', async () => (await viewersOf(node)) === 1);
  const withOne = await workFor('LOOKING');

  assert.ok(withAll > 0);
  assert.is(withAll, withOne);
});

const mark = ({ ana }: Context, status: 'LOOKING' | 'MAYBE') =>
  ana.run('availability:set', { key: randomUUID(), marks: [{ day: '2026-11-20', status }] });

/** Transactions that counting costs: the house's own connection is told to report. */
const looking = 1;

/**
 * PostgreSQL holds back what a connection did, some of it until the connection ends, and would count
 * it in the wrong minute: ends the server's connections, which are made anew when needed.
 */
const settle = async ({ house, outside }: Context): Promise<void> => {
  const { pathname } = new URL(house.database.appUrl);
  const ours = `from pg_stat_activity where datname = $1 and usename = 'muster_app'`;
  await outside.query(`select pg_terminate_backend(pid) ${ours}`, [pathname.slice(1)]);
  await until('the connections to end', async () => {
    const { rowCount } = await outside.query(`select ${ours}`, [pathname.slice(1)]);
    return rowCount === 0;
  });
  // Reads a table, without which nothing is reported.
  await house.sql('select pg_stat_force_next_flush() from communities');
};

/** Transactions ended in the house's database; every query is in one. */
const transactions = async (context: Context): Promise<number> => {
  await settle(context);
  const { rows } = await context.outside.query(
    'select xact_commit + xact_rollback as count from pg_stat_database where datname = $1',
    [new URL(context.house.database.appUrl).pathname.slice(1)],
  );
  return Number(rows[0].count);
};

/** The count once nothing that the viewers' arrival began is under way any more. */
const quiet = (context: Context): Promise<number> =>
  until(
    'the arrival to be over',
    async () => {
      const before = await transactions(context);
      await pass(2_000);
      const after = await transactions(context);
      return after === before + looking ? after : undefined;
    },
    60_000,
  );

/** Scans begun and rows written in all tables: grows with every statement that touches one. */
const tableWork = async (context: Context): Promise<number> => {
  await settle(context);
  const [row] = await context.house.sql<{ work: string }>(
    `select sum(n_tup_ins + n_tup_upd + coalesce(idx_scan, 0) + seq_scan) as work
     from pg_stat_user_tables`,
  );
  return Number(row?.work);
};

const viewersOf = async ({ url }: RunningNode): Promise<number> => {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^muster_viewers (\d+)/m.exec(metrics)?.[1]);
};

idle.run();
