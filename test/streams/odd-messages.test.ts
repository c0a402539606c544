import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Bus, createBus } from '../../server/bus.ts';
import { connectRedis, type Redis } from '../../server/redis.ts';
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
  /** Hears what the nodes hear, and notes what it does not understand. */
  listener: Bus;
  ways: Redis[];
  notes: { event: string; msg: string }[];
  wire: Wire;
};
const odd = suite<Context>('an odd message between nodes');

odd.before(async (context) => {
  context.ways = [];
  context.notes = [];
  context.redis = await startRedis();
  const redisUrl = context.redis.url;
  context.house = await openHouse();
  context.near = await startOpenNode(context.house, { redisUrl });
  context.far = await startOpenNode(context.house, { redisUrl });
  context.ana = await context.house.person(context.near.node, 'Ana');
  const log = pino(
    { level: 'warn' },
    { write: (line: string) => context.notes.push(JSON.parse(line)) },
  );
  const way = await connectRedis(redisUrl, log);
  context.ways.push(way);
  context.listener = createBus({ redis: way, log });
  context.wire = await openWire(context.far.node, context.ana);
  await context.wire.ask('stream:open', { stream: 'grid:default' });
});

odd.after(async ({ house, redis, ways, wire }) => {
  wire?.close();
  for (const way of ways ?? []) await way.close();
  await house?.close();
  await redis?.kill();
});

/** Says to all nodes what no node of this version says. */
const say = ({ near }: Context, event: string, ...words: unknown[]): void => {
  const { io } = near.core.bus;
  (io.serverSideEmit as (event: string, ...words: unknown[]) => boolean)(event, ...words);
};

/** A mark made on one node is seen on the other. */
const goesOn = async ({ ana, wire }: Context): Promise<void> => {
  for (const status of ['MAYBE', 'LOOKING'] as const) {
    const marks = [{ day: '2026-11-18', status }];
    const { revision } = await ana.run('availability:set', { key: randomUUID(), marks });
    await until('the mark on the other node', () =>
      (wire.received('frame') as Frame<unknown>[]).some(({ to }) => to >= revision),
    );
  }
};

const rightStep = { from: 1, to: 2, changes: {}, bytes: 2 };
const oddities: Record<string, [event: string, ...words: unknown[]]> = {
  'of an event not known here': ['weather', 'grid:default', { isRaining: true }],
  'without anything in it': ['step'],
  'of another shape': ['step', 'grid:default', { from: 'one', to: null }],
  'of a kind of stream not known here': ['step', 'weather:default', rightStep],
  'about heads that are none': ['heads', 'grid:default'],
  'about an account that is none': ['refresh', { account: 7 }],
  'with a hint about no stream': ['hint', 'weather', 'player', 'typing'],
};

for (const [what, words] of Object.entries(oddities)) {
  odd(`${what} harms no node`, async (context) => {
    await goesOn(context);

    say(context, ...words);

    await goesOn(context);
    assert.ok(context.wire.isOpen());
  });
}

odd('that is no message at all harms no node', async (context) => {
  const { commands } = context.ways[0] as Redis;
  await goesOn(context);

  for (const channel of [
    'socket.io#/#',
    'socket.io#/#grid:default/members#',
    'socket.io-request#/#',
  ]) {
    await commands.publish(channel, 'nonsense');
  }

  await goesOn(context);
  assert.ok(context.wire.isOpen());
});

odd('is noted once, however often it comes, and what is right is heard', async (context) => {
  const { listener, near, notes } = context;
  const heard: string[] = [];
  listener.on('bell', (account, topic) => heard.push(`${account} ${topic}`));
  notes.length = 0;

  for (let time = 0; time < 3; time += 1) {
    say(context, 'bell', 'no topic');
    say(context, 'weather');
  }
  near.core.bus.tell('bell', '7', 'notices');
  await until('the right one', () => heard.length > 0);

  assert.equal(heard, ['7 notices']);
  assert.equal(
    notes.map(({ event, msg }) => [event, msg]),
    [['bell', 'another node said what is not understood here; it is ignored']],
  );
});

odd.run();
