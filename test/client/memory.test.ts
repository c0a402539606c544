import 'fake-indexeddb/auto';
import { createStore, get, set } from 'idb-keyval';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Availability } from '../../client/availability/store.ts';
import { Identity } from '../../client/identity/store.ts';
import { Connection } from '../../client/live/connection.ts';
import type { RunningNode } from '../../server/node.ts';
import { until } from '../support/deadline.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { tellsNothingOf } from '../support/talk/eavesdrop.ts';

type Tab = { availability: Availability; identity: Identity; leave(): void };
type Context = { house: House; node: RunningNode; people: [ana: Person, bor: Person] };
type Remembering = { Memory: new (parts: object) => { forget(): Promise<void> } };
const memory = suite<Context>('what a device remembers');

const today = '2026-11-18';

/** What the memory needs of a browser, and Node has not. */
const page = Object.assign(new EventTarget(), { visibilityState: 'hidden' });
Object.assign(globalThis, {
  document: page,
  addEventListener: () => {},
  contractVersion: 'of this test',
});
Object.defineProperty(navigator, 'onLine', { value: true });
// By a name that the compiler does not follow: it takes what is found there for a page's.
const file = '../../client/availability/memory.ts';
const { Memory }: Remembering = await import(file);

const shelf = createStore('muster', 'shelf');
const kept = async (): Promise<string> =>
  JSON.stringify((await get('grid:default', shelf)) ?? null);

/** Hidden is when a tab writes down what it knows. */
const hide = () => page.dispatchEvent(new Event('visibilitychange'));

const open = new Set<Connection>();

/** The stores of one tab with their memory, as `client/main.ts` wires them. */
const openTab = async ({ url }: RunningNode, person?: Person): Promise<Tab> => {
  const community = 'default';
  const connection = new Connection(community, url, {
    origin: url,
    ...(person && { cookie: person.cookie }),
  });
  const identity = new Identity(connection, community);
  const quiet = { complain: () => {}, tell: () => {} };
  const availability = new Availability({ connection, community, me: identity.me, ...quiet });
  new Memory({ connection, identity, availability, community });
  open.add(connection);
  connection.open();
  await until(
    'a current grid, and who I am',
    () => availability.current.value && identity.me.value,
  );
  return { availability, identity, leave: () => connection.close() };
};

const keep = (words: RegExp) =>
  until('it to be kept', async () => {
    hide();
    return words.test(await kept());
  });

/** Before anything else is kept in its place, which takes a tab five seconds. */
const isGone = () => until('nothing to be kept', async () => (await kept()) === 'null', 4_000);

memory.before(async (context) => {
  context.house = await openHouse();
  context.node = await context.house.startNode();
  const ana = await context.house.person(context.node, 'Ana 🎯');
  const bor = await context.house.person(context.node, 'Bor Ž.');
  context.people = [ana, bor];
  const marks = [{ day: today, status: 'LOOKING' as const, note: 'after nine' }];
  await bor.run('availability:set', { key: crypto.randomUUID(), marks });
});

memory.after.each(() => {
  for (const connection of open) connection.close();
  open.clear();
});

memory.after(async ({ house }) => {
  await house?.close();
});

memory('is counts alone where nobody is signed in', async ({ node, people }) => {
  await openTab(node);

  await keep(/"LOOKING":1/);

  const words = await kept();
  tellsNothingOf(people, 'the device', words);
  assert.not.match(words, 'after nine');
});

memory('goes when somebody else comes, who does not see it', async ({ node, people }) => {
  const [ana] = people;
  const anas = await openTab(node, ana);
  await keep(/after nine/);
  anas.leave();

  const tab = await openTab(node);
  await isGone();

  assert.is(tab.availability.view.value?.players, undefined);
  await keep(/"LOOKING":1/);
  tellsNothingOf(people, 'the device', await kept());
});

memory('goes with the one member when another comes', async ({ house, node, people }) => {
  const [, bor] = people;
  const bors = await openTab(node, bor);
  await keep(/after nine/);
  assert.match(await kept(), `"player":{"id":"${bor.player}"`);
  bors.leave();

  const cene = await house.person(node, 'Cene', { linked: false });
  await openTab(node, cene);
  await isGone();

  await keep(/"LOOKING":1/);
  tellsNothingOf(people, 'the device', await kept());
});

memory("keeps what is written while another's is thrown away", async ({ node, people }) => {
  const [, bor] = people;
  const { identity } = await openTab(node, bor);
  await keep(/after nine/);
  const { me: mine, ...grid } = await get('grid:default', shelf);
  await set('grid:default', { ...grid, me: { ...mine, account: { name: 'Dana' } } }, shelf);

  identity.me.set({ ...mine });
  hide();

  for (let look = 0; look < 20; look += 1) assert.match(await kept(), `"name":"${bor.name}"`);
});

memory.run();
