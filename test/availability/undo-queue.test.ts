import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Entry, queueOf } from '../../shared/availability/grid.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { paint, takeBack } from '../support/strokes.ts';

type Context = { house: House; ana: Person; bor: Person };
const queue = suite<Context>('undo and the queue');

const today = '2026-11-18';
const minutes = 60_000;

queue.before.each(async (context) => {
  context.house = await openHouse();
  const node = await context.house.startNode();
  context.ana = await context.house.person(node, 'Ana');
  context.bor = await context.house.person(node, 'Bor');
});

queue.after.each(({ house }) => house?.close());

const entriesOf = async (person: Person): Promise<Record<string, Entry>> => {
  const grid = await person.run('availability:read', { from: today, to: today });
  return ('entries' in grid && grid.entries[today]) || {};
};

queue('has who slipped where they were', async ({ house, ana, bor }) => {
  await paint(ana, [{ day: today, status: 'LOOKING' }]);
  const stroke = await paint(ana, [{ day: today, status: null }]);
  await paint(bor, [{ day: today, status: 'LOOKING' }]);
  house.clock.advance(5 * minutes);

  await takeBack(ana, stroke);

  assert.equal(queueOf(await entriesOf(bor)), [ana.player, bor.player]);
});

queue('has who was away for longer behind those who came', async ({ house, ana, bor }) => {
  await paint(ana, [{ day: today, status: 'LOOKING', note: 'late' }]);
  const stroke = await paint(ana, [{ day: today, status: 'MAYBE' }]);
  await paint(bor, [{ day: today, status: 'LOOKING' }]);
  house.clock.advance(5 * minutes + 1);

  await takeBack(ana, stroke);

  const entries = await entriesOf(bor);
  assert.equal(queueOf(entries), [bor.player, ana.player]);
  assert.is(entries[ana.player]?.note, 'late');
});

queue('has whom a promoter took out where they were, however late', async (context) => {
  const { house, ana, bor } = context;
  await house.sql(
    `insert into roles (community_id, account_id, role) select id, $1, 'promoter' from communities`,
    [bor.account],
  );
  await paint(ana, [{ day: today, status: 'LOOKING' }]);
  const stroke = await paint(bor, [{ day: today, status: null, player: ana.player }]);
  await paint(bor, [{ day: today, status: 'LOOKING' }]);
  house.clock.advance(60 * minutes);

  await takeBack(bor, stroke);

  assert.equal(queueOf(await entriesOf(bor)), [ana.player, bor.player]);
});

queue('is left alone by a word taken back, however late', async ({ house, ana, bor }) => {
  await paint(ana, [{ day: today, status: 'LOOKING' }]);
  const stroke = await paint(ana, [{ day: today, status: 'LOOKING', note: 'late' }]);
  await paint(bor, [{ day: today, status: 'LOOKING' }]);
  house.clock.advance(60 * minutes);

  await takeBack(ana, stroke);

  assert.equal(queueOf(await entriesOf(bor)), [ana.player, bor.player]);
});

queue.run();
