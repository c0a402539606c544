import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Availability } from '../../client/availability/store.ts';
import { Identity } from '../../client/identity/store.ts';
import { Connection } from '../../client/live/connection.ts';
import type { RunningNode } from '../../server/node.ts';
import { addDays, daysFrom } from '../../shared/day.ts';
import { until } from '../support/deadline.ts';
import { type House, openHouse, type Person } from '../support/house.ts';

type Tab = {
  connection: Connection;
  availability: Availability;
  complaints: string[];
  told: string[];
};
type Context = { house: House; node: RunningNode; ana: Person; tab: Tab };
const store = suite<Context>('store of the grid');

const today = '2026-11-18';

/** The stores of one tab, wired as `client/main.ts` does, against a real node. */
const openTab = async (node: RunningNode, person: Person): Promise<Tab> => {
  const connection = new Connection('default', node.url, {
    origin: node.url,
    cookie: person.cookie,
  });
  const complaints: string[] = [];
  const { me } = new Identity(connection, 'default');
  const complain = (sentence: string) => complaints.push(sentence);
  const told: string[] = [];
  const tell = (sentence: string) => told.push(sentence);
  const availability = new Availability({ connection, community: 'default', me, complain, tell });
  connection.open();
  await until('the grid and who I am', () => availability.view.value?.me);
  return { connection, availability, complaints, told };
};

const mine = ({ availability }: Tab, day = today) => {
  const view = availability.view.value;
  return view?.statusOn(day, view.me);
};

store.before.each(async (context) => {
  context.house = await openHouse();
  context.node = await context.house.startNode();
  context.ana = await context.house.person(context.node, 'Ana 🎯');
  context.tab = await openTab(context.node, context.ana);
});

store.after.each(async ({ house, tab }) => {
  tab?.connection.close();
  await house?.close();
});

store('shows a mark before it is confirmed, and the same after', async ({ tab }) => {
  const marked = tab.availability.mark([{ day: today, status: 'LOOKING' }]);
  assert.is(mine(tab), 'LOOKING');

  await marked;

  assert.is(mine(tab), 'LOOKING');
  assert.equal(tab.complaints, []);
});

store('takes a refused mark back, all of it, and says why', async ({ tab }) => {
  const tooFar = addDays(today, 91);

  const marked = tab.availability.mark([
    { day: today, status: 'LOOKING' },
    { day: tooFar, status: 'LOOKING' },
  ]);
  assert.is(mine(tab), 'LOOKING');
  await marked;

  assert.is(mine(tab), null);
  assert.is(tab.complaints.length, 1);
});

store('asks nothing for a mark that changes nothing', async ({ house, tab }) => {
  await tab.availability.mark([{ day: today, status: 'MAYBE' }]);
  const revisions = () =>
    house.sql<{ revision: string }>(`select revision from streams where name = 'grid:default'`);
  const before = await revisions();

  await tab.availability.mark([{ day: today, status: 'MAYBE' }]);

  assert.equal(await revisions(), before);
});

store('keeps marks made while the server is away, and sends each once', async (context) => {
  const { house, node, ana, tab } = context;
  const port = Number(new URL(node.url).port);
  await node.close();
  await until('the loss is noticed', () => tab.connection.state.value === 'offline');

  const marked = [
    tab.availability.mark([{ day: today, status: 'MAYBE' }]),
    tab.availability.mark([{ day: today, status: 'AVAILABLE' }]),
  ];
  await until('the marks to be shown as waiting', () =>
    tab.availability.view.value?.waiting.has(today),
  );
  assert.is(mine(tab), 'AVAILABLE');
  context.node = await house.startNode({ port });
  await Promise.all(marked);
  await until('nothing to wait any more', () => tab.availability.view.value?.waiting.size === 0);

  assert.is(mine(tab), 'AVAILABLE');
  const entries = await house.sql<{ status: string }>(
    'select status from entries where player_id = $1',
    [ana.player],
  );
  assert.equal(
    entries.map(({ status }) => status),
    ['AVAILABLE'],
  );
});

store('shows what another does, and tells that it was another', async ({ house, node, tab }) => {
  const bor = await house.person(node, 'Bor');
  const other = await openTab(node, bor);
  const changed: unknown[] = [];
  tab.availability.remoteChanges.watch((changes) => changed.push(...changes));

  await other.availability.mark([{ day: today, status: 'LOOKING' }]);
  await until(
    'the mark to arrive',
    () => tab.availability.view.value?.countsOn(today).LOOKING === 1,
  );

  assert.equal(changed, [{ day: today, player: bor.player }]);
  other.connection.close();
});

store('tells what a stroke did, and takes it back', async ({ tab, house }) => {
  const { availability, told } = tab;
  const tomorrow = addDays(today, 1);
  await availability.mark([{ day: today, status: 'AVAILABLE' }]);
  assert.equal(told, [], 'one cell of mine shows by itself');

  await availability.mark([
    { day: today, status: 'MAYBE' },
    { day: tomorrow, status: 'MAYBE' },
  ]);
  await availability.undo();

  assert.equal(told, ['2 days: maybe', 'Undone.']);
  assert.is(mine(tab), 'AVAILABLE');
  assert.is(mine(tab, tomorrow), null);
  assert.is((await house.sql('select from entries')).length, 1);
  await availability.undo();
  await availability.undo();
  assert.equal(told.slice(2), ['Undone.', 'Nothing to undo.']);
  assert.is(mine(tab), null);
});

store('forgets a stroke that was refused', async ({ tab }) => {
  const tooFar = addDays(today, 91);
  await tab.availability.mark([
    { day: today, status: 'MAYBE' },
    { day: tooFar, status: 'MAYBE' },
  ]);

  await tab.availability.undo();

  assert.equal(tab.told, ['2 days: maybe', 'Nothing to undo.']);
  assert.is(tab.complaints.length, 1);
});

store(
  'shows what I marked after an undo all the while, though that comes first',
  async ({ tab }) => {
    const { availability } = tab;
    await availability.mark([{ day: today, status: 'AVAILABLE' }]);

    // An undo is asked for when its stroke has been answered: by then the next mark is on its way.
    const shown: unknown[] = [];
    const asked = [availability.mark([{ day: today, status: 'MAYBE' }]), availability.undo()];
    asked.push(availability.mark([{ day: today, status: 'NOT_PLAYING' }]));
    availability.view.watch(() => shown.push(mine(tab)));
    await Promise.all(asked);
    await until('nothing to wait any more', () => availability.view.value?.pending.size === 0);

    assert.equal([...new Set(shown)], ['NOT_PLAYING']);
    assert.is(mine(tab), 'NOT_PLAYING');
  },
);

store('does not tell me that I changed somebody else', async ({ house, node, tab }) => {
  const bor = await house.person(node, 'Bor');
  const other = await openTab(node, bor);
  const changed: unknown[] = [];
  tab.availability.remoteChanges.watch((changes) => changed.push(...changes));
  const told: unknown[] = [];
  other.availability.remoteChanges.watch((changes) => told.push(...changes));

  for (const status of ['MAYBE', null] as const) {
    await tab.availability.mark([{ day: today, player: bor.player, status }]);
  }
  await until('both to arrive', () => told.length === 2);

  assert.equal(changed, []);
  assert.equal(tab.told, ['Bor, 1 day: maybe', 'Bor, 1 day: cleared']);
  other.connection.close();
});

store('asks again, in its order, what waited and was too much at once', async (context) => {
  const { house, node, tab, ana } = context;
  const port = Number(new URL(node.url).port);
  const days = daysFrom(today, 91);
  await node.close();
  await until('the connection to be gone', () => tab.connection.state.value === 'offline');
  // Ten points each, of 30 in ten seconds.
  const strokes = (['LOOKING', 'AVAILABLE', 'MAYBE', 'LOOKING', 'NOT_PLAYING'] as const).map(
    (status) => tab.availability.mark(days.map((day) => ({ day, status }))),
  );

  await house.startNode({ port, limitFactor: 0.1 });
  await Promise.all(strokes);

  assert.equal(tab.complaints, []);
  const rows = await house.sql<{ status: string; days: string }>(
    'select status, count(*) as days from entries where player_id = $1 group by status',
    [ana.player],
  );
  assert.equal(rows, [{ status: 'NOT_PLAYING', days: '91' }]);
});

store.run();
