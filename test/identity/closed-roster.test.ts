import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { refusalOf } from '../support/refused.ts';

type Context = { house: House; node: RunningNode; cene: Person };
const roster = suite<Context>('a closed roster');

const link = (person: Person, name: string) =>
  person.run('identity:link', { key: randomUUID(), name });

const players = ({ house }: Context) =>
  house.sql<{ name: string; account: string | null }>(
    'select name, account_id as account from players order by name',
  );

roster.before.each(async (context) => {
  context.house = await openHouse();
  context.node = await context.house.startNode();
  const ana = await context.house.person(context.node, 'Ana');
  await ana.run('identity:unlink', { key: randomUUID() });
  await context.house.person(context.node, 'Bor');
  context.cene = await context.house.person(context.node, 'Cene', { linked: false });
  await context.house.sql(`update communities set roster = 'closed'`);
});

roster.after.each(async ({ house }) => {
  await house?.close();
});

roster('gives a name that it knows to who asks first, however it is typed', async (context) => {
  const { cene } = context;

  const { player } = await link(cene, ' aNA ');

  assert.is(player.name, 'Ana', 'as the roster writes it');
  const [ana, bor, ...more] = await players(context);
  assert.equal(ana, { name: 'Ana', account: cene.account });
  assert.equal([bor?.name, more], ['Bor', []]);
});

roster('refuses a name that it does not know, and makes no player', async (context) => {
  const before = await players(context);

  const { code, field } = await refusalOf(link(context.cene, 'Cene'));

  assert.equal([code, field], ['closed', 'name']);
  assert.equal(await players(context), before);
});

roster('says of a name that somebody has that it is taken, not closed', async (context) => {
  const before = await players(context);

  const { code, field } = await refusalOf(link(context.cene, 'bor'));

  assert.equal([code, field], ['taken', 'name']);
  assert.equal(await players(context), before);
});

roster('gives a name to one of two who ask at once', async (context) => {
  const dora = await context.house.person(context.node, 'Dora', { linked: false });

  const answers = await Promise.allSettled([link(context.cene, 'Ana'), link(dora, 'Ana')]);

  const lost = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
  assert.equal(
    lost.map(({ refusal }) => refusal?.code),
    ['taken'],
  );
});

roster('that opens again takes in whoever comes', async (context) => {
  await refusalOf(link(context.cene, 'Cene'));
  await context.house.sql(`update communities set roster = 'open'`);

  const { player } = await link(context.cene, 'Cene');

  assert.is(player.name, 'Cene');
});

roster.run();
