import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import { readiness } from '../../shared/availability/commands.ts';
import { countsOf, noCounts, type Status } from '../../shared/availability/grid.ts';
import { until } from '../support/deadline.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { startRedis, type TestRedis } from '../support/programs/redis.ts';
import { openScreen, type Screen } from '../support/talk/screen.ts';

type Context = {
  redis: TestRedis;
  house: House;
  nodes: [RunningNode, RunningNode];
  people: Person[];
};
const ready = suite<Context>('ready');

const today = '2026-11-18';

const mark = (node: RunningNode, { caller }: Person, status: Status | null, day = today) =>
  node.app.run(caller, 'availability:set', { key: randomUUID(), marks: [{ day, status }] });

const timesReady = async ({ house }: Context): Promise<number> =>
  (await house.sql('select 1 from ready_days where day = $1', [today])).length;

ready.before.each(async (context) => {
  context.redis = await startRedis();
  context.house = await openHouse({ threshold: 3 });
  const redisUrl = context.redis.url;
  context.nodes = [
    await context.house.startNode({ redisUrl }),
    await context.house.startNode({ redisUrl }),
  ];
  context.people = [];
  for (const name of ['Ana', 'Bor', 'Cene', 'Dora']) {
    context.people.push(await context.house.person(context.nodes[0], name));
  }
});

ready.after.each(async ({ house, redis }) => {
  await house?.close();
  await redis?.kill();
});

ready('fires once when two join at threshold - 1 in one instant on two nodes', async (context) => {
  const { nodes, people } = context;
  const [ana, bor, cene, dora] = people as [Person, Person, Person, Person];
  const screens = [await openScreen(nodes[0], ana), await openScreen(nodes[1])];
  const changes: unknown[][] = screens.map((screen) => readyChanges(screen));
  await mark(nodes[0], ana, 'LOOKING');
  await mark(nodes[0], bor, 'LOOKING');

  const answers = await Promise.all([
    mark(nodes[0], cene, 'LOOKING'),
    mark(nodes[1], dora, 'LOOKING'),
  ]);

  const last = Math.max(...answers.map(({ revision }) => revision));
  for (const screen of screens) {
    await until('both marks', () => screen.shown().revision >= last);
    assert.is(screen.shown().state.ready, true);
    screen.close();
  }
  assert.is(await timesReady(context), 1);
  assert.equal(changes, [[true], [true]]);
});

ready('stays told once when players leave and come back', async (context) => {
  const { nodes, people } = context;
  const screen = await openScreen(nodes[1], people[0]);
  const changes = readyChanges(screen);
  const three = people.slice(0, 3) as [Person, Person, Person];
  for (const person of three) await mark(nodes[0], person, 'LOOKING');

  await mark(nodes[1], three[0], 'NOT_PLAYING');
  const { revision } = await mark(nodes[0], three[0], 'LOOKING');

  await until('the return', () => screen.shown().revision >= revision);
  assert.equal(changes, [true]);
  assert.is(await timesReady(context), 1);
  screen.close();
});

ready('looks at today alone, and at the statuses the community counts', async (context) => {
  const { house, nodes, people } = context;
  await house.sql(`update communities set committed = '{LOOKING,AVAILABLE}'`);
  const [ana, bor, cene, dora] = people as [Person, Person, Person, Person];

  for (const person of people) await mark(nodes[0], person, 'LOOKING', '2026-11-19');
  await mark(nodes[0], ana, 'AVAILABLE');
  await mark(nodes[0], bor, 'LOOKING');
  await mark(nodes[0], cene, 'MAYBE');
  assert.is(await timesReady(context), 0);

  await mark(nodes[0], dora, 'AVAILABLE');
  assert.is(await timesReady(context), 1);
});

ready('comes with midnight when enough were waiting for the new day', async (context) => {
  const { house, nodes, people } = context;
  const tomorrow = '2026-11-19';
  for (const person of people) await mark(nodes[0], person, 'LOOKING', tomorrow);
  const screen = await openScreen(nodes[1], people[0]);

  house.clock.set('2026-11-19T00:00:01+01:00');
  await Promise.all(
    nodes.map((node) =>
      node.app.run({ by: 'system', address: 'test' }, 'availability:rollover', {
        community: 'default',
      }),
    ),
  );

  await until('the new day', () => screen.shown().state.today === tomorrow);
  assert.is(screen.shown().state.ready, true);
  const rows = await house.sql('select 1 from ready_days where day = $1', [tomorrow]);
  assert.is(rows.length, 1);
  screen.close();
});

ready('says how many are missing', () => {
  const rule = { committed: ['LOOKING' as const], threshold: 3 };

  assert.equal(readiness(rule, noCounts), { committed: 0, missing: 3, isReady: false });
  const one = countsOf({ a: { status: 'LOOKING', order: 1 }, b: { status: 'MAYBE', order: 2 } });
  assert.equal(readiness(rule, one), { committed: 1, missing: 2, isReady: false });
  const many = { ...noCounts, LOOKING: 5 };
  assert.equal(readiness(rule, many), { committed: 5, missing: 0, isReady: true });
});

/** Collects every `ready` that this screen is told, in order. */
const readyChanges = (screen: Screen): unknown[] => {
  const told: unknown[] = [];
  screen.connection.on('frame', ({ change }) => {
    const { ready: isReady } = change as { ready?: boolean };
    if (isReady !== undefined) told.push(isReady);
  });
  return told;
};

ready.run();
