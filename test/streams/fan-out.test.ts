import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type OpenNode, startOpenNode } from '../support/cores.ts';
import { until } from '../support/deadline.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { startRedis, type TestRedis } from '../support/programs/redis.ts';
import { openWire, type Wire } from '../support/talk/wire.ts';

/** What every packet of Socket.IO's own goes through. */
type Client = { writeToEngine(...packet: unknown[]): void };
type Context = { redis: TestRedis; house: House; wires: Wire[] };
const fanOut = suite<Context>('the way of a frame to a connection');

fanOut.before(async (context) => {
  context.wires = [];
  context.redis = await startRedis();
  context.house = await openHouse();
});

fanOut.after.each(({ wires }) => {
  for (const wire of wires.splice(0)) wire.close();
});

fanOut.after(async ({ house, redis }) => {
  await house?.close();
  await redis?.kill();
});

/** The only viewer of a node, once nothing waits to be sent to it. */
const watching = async ({ wires }: Context, { node, core }: OpenNode, person: Person) => {
  const wire = await openWire(node, person);
  wires.push(wire);
  await wire.ask('stream:open', { stream: 'grid:default' });
  const [socket] = core.bus.io.sockets.sockets.values();
  assert.ok(socket);
  await until('the answer to have left', () => socket.conn.transport.writable);

  const ordinary: unknown[] = [];
  const client = socket.client as unknown as Client;
  const writeToEngine = client.writeToEngine.bind(client);
  client.writeToEngine = (...packet) => {
    ordinary.push(packet[0]);
    writeToEngine(...packet);
  };
  return { wire, socket, io: core.bus.io, ordinary };
};

const ways = [
  { name: 'a node alone', of: () => ({}) },
  { name: 'one of many nodes', of: ({ redis }: Context) => ({ redisUrl: redis.url }) },
];

for (const { name, of } of ways) {
  fanOut(`is straight to TCP where nothing waits, on ${name}`, async (context) => {
    const node = await startOpenNode(context.house, of(context));
    const ana = await context.house.person(node.node, `Ana of ${name}`);
    const { wire, ordinary } = await watching(context, node, ana);

    const marks = [{ day: '2026-11-18', status: 'LOOKING' as const }];
    await ana.run('availability:set', { key: randomUUID(), marks });
    await until('the frame', () => wire.received('frame').length > 0);

    // None: Socket.IO, Engine.IO and ws still look below as `server/socket/fan-out.ts` expects.
    assert.equal(ordinary, []);
  });

  fanOut(`is behind what waits already, on ${name}`, async (context) => {
    const node = await startOpenNode(context.house, of(context));
    const bor = await context.house.person(node.node, `Bor of ${name}`);
    const { wire, socket, io, ordinary } = await watching(context, node, bor);
    const hint = (player: string) => ({ stream: 'grid:default', player, hint: 'typing' });

    socket.emit('hint', hint('first'));
    io.local.to(socket.id).emit('hint', hint('second'));
    await until('both', () => wire.received('hint').length === 2);

    assert.is(ordinary.length, 2);
    assert.equal(wire.received('hint'), [hint('first'), hint('second')]);
  });
}

fanOut.run();
