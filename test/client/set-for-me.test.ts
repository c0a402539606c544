import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Availability } from '../../client/availability/store.ts';
import { Identity } from '../../client/identity/store.ts';
import { Connection } from '../../client/live/connection.ts';
import { until } from '../support/deadline.ts';
import { type House, openHouse, type Person } from '../support/house.ts';

type Context = {
  house: House;
  ana: Person;
  bor: Person;
  /** What each has in a tab of theirs. */
  anas: Availability;
  bors: Availability;
  complaints: string[];
  connections: Connection[];
};
const promoter = suite<Context>('what a promoter sets for me');

const today = '2026-11-18';

/** Ana came first, and so may answer for Bor. */
promoter.before(async (context) => {
  context.house = await openHouse();
  const node = await context.house.startNode();
  context.ana = await context.house.person(node, 'Ana');
  context.bor = await context.house.person(node, 'Bor');
  context.complaints = [];
  context.connections = [];
  const community = 'default';
  const open = async ({ cookie }: Person): Promise<Availability> => {
    const connection = new Connection(community, node.url, { origin: node.url, cookie });
    context.connections.push(connection);
    const { me } = new Identity(connection, community);
    const complain = (sentence: string) => context.complaints.push(sentence);
    const availability = new Availability({ connection, community, me, complain, tell: () => {} });
    connection.open();
    await until('the grid and who I am', () => availability.view.value?.me);
    return availability;
  };
  context.anas = await open(context.ana);
  context.bors = await open(context.bor);
});

promoter.after(async ({ house, connections }) => {
  for (const connection of connections ?? []) connection.close();
  await house?.close();
});

promoter('makes mine what a promoter set for me, when I mark the same', async (context) => {
  const { house, ana, bor, anas, bors } = context;
  const entry = () => {
    const view = bors.view.value;
    return view?.entryOn(today, view.me);
  };
  await anas.mark([{ day: today, player: bor.player, status: 'MAYBE' }]);
  await until('the mark to arrive', () => entry()?.status === 'MAYBE');
  assert.is(entry()?.by, ana.player);

  await bors.mark([{ day: today, status: 'MAYBE' }]);
  await until('it to be confirmed', () => bors.view.value?.pending.size === 0);

  assert.equal([entry()?.status, entry()?.by], ['MAYBE', undefined]);
  const rows = () =>
    house.sql<{ status: string; set_by: string | null; version: string }>(
      'select status, set_by, version from entries where player_id = $1',
      [bor.player],
    );
  const mine = await rows();
  assert.equal([mine.length, mine[0]?.status, mine[0]?.set_by], [1, 'MAYBE', null]);
  await anas.mark([{ day: today, player: bor.player, status: 'MAYBE' }]);
  assert.equal(await rows(), mine, 'the promoter who agrees does not take it over again');
  assert.equal(context.complaints, []);
});

promoter.run();
