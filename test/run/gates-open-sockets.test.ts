import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import { until, within } from '../support/deadline.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { post } from '../support/talk/request.ts';
import { openWire, type Wire } from '../support/talk/wire.ts';

type Context = { house: House; node: RunningNode; wires: Wire[] };
const gates = suite<Context>('gates, on sockets already open');

const today = '2026-11-18';
const grid = { stream: 'grid:default' };
let guests = 0;

gates.before(async (context) => {
  context.wires = [];
  context.house = await openHouse();
  context.node = await context.house.startNode();
});

gates.after.each(({ wires }) => {
  for (const wire of wires.splice(0)) wire.close();
});

gates.after(async ({ house }) => {
  await house?.close();
});

/** Somebody who watches as a member. */
const member = async ({ house, node, wires }: Context): Promise<[Person, Wire]> => {
  guests += 1;
  const person = await house.person(node, `Guest ${guests}`);
  const wire = await openWire(node, person);
  wires.push(wire);
  const opened = await wire.ask('stream:open', grid);
  assert.equal(opened, { ok: true, value: { view: 'members' } });
  return [person, wire];
};

/** The code with which a mark is refused, or `ok`. */
const marking = async (wire: Wire): Promise<string> => {
  const marks = [{ day: today, status: 'LOOKING' }];
  const answer = await wire.ask('availability:set', { key: randomUUID(), marks });
  return answer.ok ? 'ok' : answer.refusal.code;
};

const sees = async (wire: Wire): Promise<unknown> => {
  const answer = await wire.ask('availability:access', {});
  return answer.ok && (answer.value as { sees: string }).sees;
};

gates('signing out ends what that session had open, and nothing else', async (context) => {
  const { house, node, wires } = context;
  const [ana, wire] = await member(context);
  const elsewhere = await openWire(node, await house.person(node, ana.name, { linked: false }));
  wires.push(elsewhere);

  const { status } = await post(node, '/auth/sign-out', '', { person: ana });

  assert.is(status, 204);
  await within('the end of the connection', wire.closed);
  assert.is(await marking(elsewhere), 'ok');
  const again = await openWire(node, ana);
  wires.push(again);
  assert.is(await sees(again), 'counts');
});

gates('a session that is gone writes no more, whoever deleted it', async (context) => {
  const { house } = context;
  const [{ session }, wire] = await member(context);
  assert.is(await marking(wire), 'ok');

  await house.sql('delete from sessions where id_hash = $1', [session]);

  assert.is(await marking(wire), 'not-signed-in');
});

gates('a session that runs out writes no more, and soon sees no more', async (context) => {
  const { house } = context;
  const [{ session }, wire] = await member(context);
  const [, stays] = await member(context);
  await house.sql('update sessions set expires_at = $1 where id_hash = $2', [
    new Date(house.clock.now() + 60_000),
    session,
  ]);
  assert.is(await marking(wire), 'ok');

  house.clock.advance(60_000);
  assert.is(await marking(wire), 'not-signed-in');
  house.clock.advance(60 * 60_000);

  await within('the end of the connection', wire.closed);
  assert.is(await marking(stays), 'ok');
  assert.is(stays.received('me').length, 0, 'who stays is not disturbed');
});

gates('unlinking over HTTP is heard by every socket', async (context) => {
  const { house, node } = context;
  const [ana, wire] = await member(context);

  const { status } = await post(
    node,
    '/api/me/player/unlink',
    { key: randomUUID() },
    { person: ana },
  );

  assert.is(status, 200);
  assert.is(await marking(wire), 'not-linked');
  assert.is(await sees(wire), 'counts');
  await until('the news', () => wire.received('me').length > 0);
  await house.person(node, ana.name);
  await until('the news of linking again', () => wire.received('me').length > 1);
  assert.is(await sees(wire), 'names');
});

gates('a role that is taken away is gone with the next change', async (context) => {
  const { house, node } = context;
  const [ana, wire] = await member(context);
  const roles = async () => {
    const answer = await wire.ask('identity:me', {});
    return answer.ok && (answer.value as { roles: string[] }).roles;
  };
  /** Signing out elsewhere makes every socket of the account learn who it is. */
  const learn = async () => {
    const heard = wire.received('me').length;
    const { cookie } = await house.person(node, ana.name, { linked: false });
    await post(node, '/auth/sign-out', '', { person: { cookie } });
    await until('the news', () => wire.received('me').length > heard);
  };
  await house.sql(
    `insert into roles (community_id, account_id, role)
     select id, $1, 'promoter' from communities where slug = 'default'`,
    [ana.account],
  );
  await learn();
  assert.equal(((await roles()) as string[]).includes('promoter'), true);

  await house.sql(`delete from roles where account_id = $1 and role = 'promoter'`, [ana.account]);
  await learn();

  assert.equal(((await roles()) as string[]).includes('promoter'), false);
  assert.is(await sees(wire), 'names', 'the player stays');
});

gates.run();
