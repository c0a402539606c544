import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import { openSlowDatabase, type SlowDatabase } from '../support/database/slow-database.ts';
import { until, within } from '../support/deadline.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { refusalOf } from '../support/refused.ts';

type Context = {
  house: House;
  slow: SlowDatabase;
  near: RunningNode;
  /** Reaches the database over a way on which answers can be held back. */
  far: RunningNode;
  ana: Person;
};
const keys = suite<Context>('keys');

keys.before.each(async (context) => {
  context.house = await openHouse();
  context.slow = await openSlowDatabase(context.house);
  context.near = await context.house.startNode();
  context.far = await context.house.startNode({ databaseUrl: context.slow.url });
  context.ana = await context.house.person(context.near, 'Ana');
});

keys.after.each(async ({ house, slow }) => {
  slow?.release();
  await house?.close();
  await slow?.close();
});

const markOf = (day = '2026-11-18', key: string = randomUUID()) => ({
  key,
  marks: [{ day, status: 'LOOKING' as const }],
});

const entries = async ({ house }: Context): Promise<number> => {
  const [row] = await house.sql<{ count: string }>('select count(*) from entries');
  return Number(row?.count);
};

keys('of what was refused are decided anew when asked again', async (context) => {
  const { house, near, ana } = context;
  const ben = await house.person(near, 'Ben', { linked: false });
  const once = { key: randomUUID(), name: 'Ana' };
  const refused = await refusalOf(ben.run('identity:link', once));

  await ana.run('identity:unlink', { key: randomUUID() });
  const { player } = await ben.run('identity:link', once);

  assert.is(refused.field, 'name');
  assert.is(player.id, ana.player);
});

keys('are the same in capitals', async (context) => {
  const { ana } = context;
  const once = markOf();

  const first = await ana.run('availability:set', once);
  await ana.run('availability:set', { ...markOf(), marks: [{ day: '2026-11-18', status: null }] });
  const again = await ana.run('availability:set', { ...once, key: once.key.toUpperCase() });

  assert.equal(again, first);
  assert.is(await entries(context), 0);
});

keys('tell what was done when the answer of the commit did not arrive', async (context) => {
  const { slow, near, far, ana } = context;
  const once = markOf();
  let isAnswered = false;

  slow.hold();
  const asked = far.app.run(ana.caller, 'availability:set', once).finally(() => {
    isAnswered = true;
  });
  await until('the commit', async () => {
    await until('the next answer of the database', () => slow.holds());
    if ((await entries(context)) === 1) return true;
    slow.letThrough();
    return false;
  });
  const again = await near.app.run(ana.caller, 'availability:set', once);
  assert.not(isAnswered);
  slow.release();

  assert.equal(await within('the first answer', asked), again);
  assert.is(await entries(context), 1);
});

keys('of many who wait while the database is away are each done once', async (context) => {
  const { slow, far, ana } = context;
  const days = Array.from({ length: 10 }, (_, index) => `2026-11-${18 + index}`);
  const asking = days.flatMap((day) => {
    const once = markOf(day);
    return [once, once];
  });

  slow.hold();
  const asked = asking.map((once) => far.app.run(ana.caller, 'availability:set', once));
  await until('the database to be asked', () => slow.holds());
  assert.is(await entries(context), 0);
  slow.release();
  const answers = await within('all answers', Promise.all(asked));

  assert.is(await entries(context), days.length);
  for (let index = 0; index < asking.length; index += 2) {
    assert.equal(answers[index + 1], answers[index]);
  }
});

keys.run();
