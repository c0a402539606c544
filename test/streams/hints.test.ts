import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Frame } from '../../shared/stream.ts';
import { type OpenNode, startOpenNode } from '../support/cores.ts';
import { until } from '../support/deadline.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { startRedis, type TestRedis } from '../support/programs/redis.ts';
import { openWire, type Wire } from '../support/talk/wire.ts';

type Context = {
  redis: TestRedis;
  house: House;
  near: OpenNode;
  far: OpenNode;
  ana: Person;
  bor: Person;
  /** Signed in and without a player. */
  eva: Person;
  wires: Wire[];
};
const hints = suite<Context>('hints, and what is mine');

const grid = { stream: 'grid:default' };
const typing = { ...grid, hint: 'typing' };

hints.before(async (context) => {
  context.wires = [];
  context.redis = await startRedis();
  context.house = await openHouse();
  const redisUrl = context.redis.url;
  context.near = await startOpenNode(context.house, { redisUrl });
  context.far = await startOpenNode(context.house, { redisUrl });
  const { node } = context.near;
  context.ana = await context.house.person(node, 'Ana');
  context.bor = await context.house.person(node, 'Bor');
  context.eva = await context.house.person(node, 'Eva', { linked: false });
});

hints.after.each(({ wires }) => {
  for (const wire of wires.splice(0)) wire.close();
});

hints.after(async ({ house, redis }) => {
  await house?.close();
  await redis?.kill();
});

const watching = async ({ wires }: Context, { node }: OpenNode, person?: Person): Promise<Wire> => {
  const wire = await openWire(node, person);
  wires.push(wire);
  await wire.ask('stream:open', grid);
  return wire;
};

/** Whatever was said before has arrived when a mark that came after it has. */
const everythingHeard = async ({ ana, wires }: Context): Promise<void> => {
  let revision = 0;
  for (const status of ['MAYBE', 'LOOKING'] as const) {
    const marks = [{ day: '2026-11-18', status }];
    ({ revision } = await ana.run('availability:set', { key: randomUUID(), marks }));
  }
  for (const wire of wires) {
    await until('a frame', () =>
      (wire.received('frame') as Frame<unknown>[]).some(({ to }) => to >= revision),
    );
  }
};

hints('reach the members who watch the stream, on every node, and no one else', async (context) => {
  const { near, far, ana, bor, eva } = context;
  const told = [await watching(context, near, ana), await watching(context, far, bor)];
  const others = [await watching(context, near, eva), await watching(context, far)];

  const answer = await told[0]?.ask('stream:hint', typing);
  await until('Bor to be told', () => told[1]?.received('hint').length);
  await everythingHeard(context);

  assert.equal(answer, { ok: true, value: {} });
  for (const wire of told) {
    assert.equal(wire.received('hint'), [{ ...typing, player: ana.player }]);
  }
  for (const wire of others) assert.equal(wire.received('hint'), []);
});

hints('are for those who watch as players: others are told why not', async (context) => {
  const { near, far, ana, bor, eva } = context;
  const wire = await watching(context, near, ana);
  const witness = await watching(context, far, bor);
  const stranger = await watching(context, near, eva);
  const elsewhere = await openWire(near.node, ana);

  const refused = [
    await elsewhere.ask('stream:hint', typing),
    await stranger.ask('stream:hint', typing),
    await wire.ask('stream:hint', { ...typing, hint: 'Two words' }),
    await wire.ask('stream:hint', { ...typing, stream: 'grid:other' }),
  ];
  elsewhere.close();
  await everythingHeard(context);

  assert.equal(
    refused.map((answer) => !answer.ok && answer.refusal.code),
    ['forbidden', 'not-linked', 'invalid', 'forbidden'],
  );
  assert.equal(witness.received('hint'), []);
});

hints('what is mine reaches all my sockets, on every node, and no one else', async (context) => {
  const { near, far, ana, bor, eva } = context;
  const mine = [await watching(context, near, ana), await watching(context, far, ana)];
  const others = [
    await watching(context, near, bor),
    await watching(context, far, eva),
    await watching(context, far),
  ];

  near.core.bus.say('bell', ana.account, 'notices');
  for (const wire of mine) await until('Ana to be told', () => wire.received('mine').length);
  await everythingHeard(context);

  for (const wire of mine) assert.equal(wire.received('mine'), [{ topic: 'notices' }]);
  for (const wire of others) assert.equal(wire.received('mine'), []);
});

hints.run();
