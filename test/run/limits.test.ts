import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import type { Answer, Command } from '../../shared/command.ts';
import { link } from '../../shared/identity/commands.ts';
import { type CommandName, commands } from '../../shared/protocol.ts';
import type { Refusal } from '../../shared/refusal.ts';
import { examples } from '../support/contract/examples.ts';
import { until } from '../support/deadline.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { startRedis, type TestRedis } from '../support/programs/redis.ts';
import { ask, post } from '../support/talk/request.ts';
import { openWire, type Wire } from '../support/talk/wire.ts';

type Context = {
  redis: TestRedis;
  house: House;
  /** Without Redis. */
  alone: RunningNode;
  /** Two that share one. */
  together: [RunningNode, RunningNode];
  wires: Wire[];
};
const limits = suite<Context>('limits');

const { points } = link.limit;
/** Refused for its name, which costs as much as any other. */
const noLink = () => ({ key: randomUUID(), name: '' });
let guests = 0;

limits.before(async (context) => {
  context.wires = [];
  context.redis = await startRedis();
  context.house = await openHouse();
  const start = (redisUrl?: string) =>
    context.house.startNode({ limitFactor: 1, ...(redisUrl && { redisUrl }) });
  context.alone = await start();
  context.together = [await start(context.redis.url), await start(context.redis.url)];
});

limits.after.each(({ wires }) => {
  for (const wire of wires.splice(0)) wire.close();
});

limits.after(async ({ house, redis }) => {
  await house?.close();
  await redis?.kill();
});

const guest = ({ house, alone }: Context): Promise<Person> => {
  guests += 1;
  return house.person(alone, `Guest ${guests}`, { linked: false });
};

const open = async ({ wires }: Context, node: RunningNode, person?: Person): Promise<Wire> => {
  const wire = await openWire(node, person);
  wires.push(wire);
  return wire;
};

const codeOf = (answer: Answer<unknown>): string => (answer.ok ? 'ok' : answer.refusal.code);

const askLink = async (wire: Wire): Promise<string> =>
  codeOf(await wire.ask('identity:link', noLink()));

/** Asks as often as is allowed; all are answered, one after the other. */
const spend = async (wires: readonly Wire[], times = points): Promise<void> => {
  for (let time = 0; time < times; time += 1) {
    assert.is(await askLink(wires[time % wires.length] as Wire), 'invalid', `time ${time + 1}`);
  }
};

const isTooMany = (refusal: Refusal | undefined, seconds: number): number => {
  assert.is(refusal?.code, 'too-many');
  const waitMs = refusal?.retryAfterMs ?? 0;
  assert.ok(Number.isInteger(waitMs) && waitMs >= 1 && waitMs <= seconds * 1_000, `${waitMs} ms`);
  assert.match(refusal?.message ?? '', `in ${Math.ceil(waitMs / 1_000)} s`);
  return waitMs;
};

limits(
  'refuse what is too much, say when to try again, and leave others alone',
  async (context) => {
    const { alone } = context;
    const [ana, bor] = [await guest(context), await guest(context)];
    const hers = await open(context, alone, ana);
    const his = await open(context, alone, bor);

    await spend([hers]);

    const answer = await hers.ask('identity:link', noLink());
    isTooMany(answer.ok ? undefined : answer.refusal, link.limit.seconds);
    assert.is(codeOf(await hers.ask('identity:me', {})), 'ok', 'other commands go on');
    assert.is(await askLink(his), 'invalid', 'so do other people at the same address');
    assert.is(
      await askLink(await open(context, alone, ana)),
      'too-many',
      'another tab pays as well',
    );
  },
);

limits('count HTTP and sockets of one session together', async (context) => {
  const { alone } = context;
  const ana = await guest(context);
  await spend([await open(context, alone, ana)], points - 1);

  const last = await post(alone, '/api/me/player', noLink(), { person: ana });
  const over = await post(alone, '/api/me/player', noLink(), { person: ana });

  assert.is(last.status, 400);
  assert.is(over.status, 429);
  const waitMs = isTooMany(over.refusal, link.limit.seconds);
  assert.is(over.headers['retry-after'], `${Math.ceil(waitMs / 1_000)}`);
});

limits('count visitors by their socket, and by their address over HTTP', async (context) => {
  const { alone } = context;
  const [one, other] = [await open(context, alone), await open(context, alone)];
  await spend([one]);
  assert.is(await askLink(one), 'too-many');
  assert.is(await askLink(other), 'invalid');

  for (let time = 0; time < commands['identity:me'].limit.points; time += 1) {
    assert.is((await ask(alone, '/api/me')).status, 200);
  }
  const person = { cookie: 'muster=s%3Amade-up.signature' };

  assert.is((await ask(alone, '/api/me')).status, 429);
  assert.is((await ask(alone, '/api/me', { person })).status, 429, 'made up');
  const headers = { 'x-forwarded-for': '192.0.2.1' };
  assert.is((await ask(alone, '/api/me', { headers })).status, 429, 'no proxy');
  const bor = await guest(context);
  assert.is((await ask(alone, '/api/me', { person: bor })).status, 200);
});

limits('hold for every command', async (context) => {
  const factor = 0.01;
  const strict = await context.house.startNode({ limitFactor: factor });
  const wire = await open(context, strict, await guest(context));

  for (const [name, { gate, limit }] of Object.entries(commands) as [CommandName, Command][]) {
    if (gate === 'system') continue;
    for (let time = 0; time < Math.ceil(limit.points * factor); time += 1) {
      assert.is.not(codeOf(await wire.ask(name, examples[name])), 'too-many', name);
    }
    const answer = await wire.ask(name, examples[name]);
    isTooMany(answer.ok ? undefined : answer.refusal, limit.seconds);
    const malformed = await wire.ask(name, null);
    assert.is(codeOf(malformed), 'too-many', `${name}: nonsense costs as well`);
  }
  await strict.close();
});

limits('are shared by nodes that share a Redis', async (context) => {
  const { together, alone } = context;
  const ana = await guest(context);
  const wires = [await open(context, together[0], ana), await open(context, together[1], ana)];

  await spend(wires);

  for (const wire of wires) assert.is(await askLink(wire), 'too-many');
  for (const node of together) {
    assert.is((await post(node, '/api/me/player', noLink(), { person: ana })).status, 429);
  }
  const bor = await open(context, together[1], await guest(context));
  assert.is(await askLink(bor), 'invalid', 'others go on');
  assert.is(
    await askLink(await open(context, alone, ana)),
    'invalid',
    'a node without it is alone',
  );
});

limits('end when they said they would', async (context) => {
  const wire = await open(context, context.together[0], await guest(context));
  const marks = [{ day: '2026-11-18', status: 'LOOKING' }];
  const mark = () => wire.ask('availability:set', { key: randomUUID(), marks });
  const allowed = commands['availability:set'].limit;
  const answers = await Promise.all(Array.from({ length: allowed.points }, mark));
  assert.equal([...new Set(answers.map(codeOf))], ['not-linked']);

  const refused = await mark();
  const waitMs = isTooMany(refused.ok ? undefined : refused.refusal, allowed.seconds);
  const since = performance.now();
  await until('to be let through', async () => codeOf(await mark()) !== 'too-many', waitMs + 1_000);

  const waitedMs = performance.now() - since;
  assert.ok(Math.abs(waitedMs - waitMs) < 1_000, `${waitMs} ms were said, ${waitedMs} ms it took`);
});

limits(
  'hold while Redis is away, on every node for itself, and when it returns',
  async (context) => {
    const { redis, together } = context;
    const ana = await guest(context);
    const wires = [await open(context, together[0], ana), await open(context, together[1], ana)];
    await redis.kill();

    for (const wire of wires) {
      await spend([wire]);
      assert.is(await askLink(wire), 'too-many');
    }
    for (const node of together) {
      assert.is((await ask(node, '/api/me', { person: ana })).status, 200);
      assert.is((await post(node, '/api/me/player', noLink(), { person: ana })).status, 429);
    }

    await redis.start();
    const bor = await guest(context);
    const his = [await open(context, together[0], bor), await open(context, together[1], bor)];
    await until('both nodes to have Redis', () => his.every((wire) => syncOf(wire) === 'yes'));
    await spend(his);
    for (const wire of his) assert.is(await askLink(wire), 'too-many');
  },
);

/** What a socket was last told about changes of other nodes; nothing means that all is well. */
const syncOf = (wire: Wire): string =>
  (wire.received('sync').at(-1) as { live: string } | undefined)?.live ?? 'yes';

limits.run();
