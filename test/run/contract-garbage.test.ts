import { createClient } from 'redis';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import { footprint } from '../support/database/footprint.ts';
import { untilIdle } from '../support/database/superuser.ts';
import { until, within } from '../support/deadline.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { startRedis, type TestRedis } from '../support/programs/redis.ts';
import { ask } from '../support/talk/request.ts';
import { openRawWire, openWire, type Wire } from '../support/talk/wire.ts';

type Context = { redis: TestRedis; house: House; node: RunningNode; ana: Person; wire: Wire };
const garbage = suite<Context>('contract, for those who ignore it');

garbage.before(async (context) => {
  context.redis = await startRedis();
  context.house = await openHouse();
  context.node = await context.house.startNode({ redisUrl: context.redis.url });
  context.ana = await context.house.person(context.node, 'Ana 🎯');
  context.wire = await openWire(context.node, context.ana);
});

garbage.after(async ({ house, redis, wire }) => {
  wire?.close();
  await house?.close();
  await redis?.kill();
});

const bytes = '{"_placeholder":true,"num":0}';
const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

/** Whatever happens to who sends garbage, the others are served and nothing is stored. */
const harmsNobody = async ({ house, node, wire }: Context, act: () => Promise<void>) => {
  const before = await footprint(house);
  await act();
  assert.ok((await wire.ask('identity:me', {})).ok, 'an open socket is answered');
  const visitor = await openWire(node);
  assert.ok((await visitor.ask('stream:open', { stream: 'grid:default' })).ok, 'so is a new one');
  visitor.close();
  assert.equal(await footprint(house), before);
};

garbage('gets an answer for every event that is no command', async (context) => {
  const names = ['', ' ', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'error', '🎯'];
  const events = ['connection', 'message', 'ping', 'close', 'data', 'x'.repeat(2_000_000)];
  const ours = ['snapshot', 'frame', 'me', 'step', 'refresh', 'identity', 'identity:ME'];

  await harmsNobody(context, async () => {
    for (const name of [...names, ...events, ...ours, 42]) {
      const answer = await context.wire.askText(JSON.stringify([name, {}]));
      const refusal = answer.ok ? undefined : answer.refusal;
      assert.equal([refusal?.code, refusal?.field], ['not-found', 'command'], `${name}`);
    }
  });
});

garbage('gets an answer for every stream that is none', async (context) => {
  const { redis, wire } = context;
  const streams = ['constructor:default', 'prototype:default', 'room:default', 'x:default'];
  const elsewhere = ['grid:other', 'grid:members', 'constructor:other'];

  await harmsNobody(context, async () => {
    for (const stream of [...streams, ...elsewhere]) {
      const answer = await wire.ask('stream:open', { stream });
      const refusal = answer.ok ? undefined : answer.refusal;
      const code = streams.includes(stream) ? 'not-found' : 'forbidden';
      assert.equal([refusal?.code, refusal?.field], [code, 'stream'], stream);
      assert.ok((await wire.ask('stream:close', { stream })).ok, stream);
    }
    const nowhere = await openWire(context.node, context.ana, { community: 'nowhere' });
    const answer = await nowhere.ask('stream:open', { stream: 'grid:nowhere' });
    assert.is(answer.ok ? 'ok' : answer.refusal.code, 'not-found');
    nowhere.close();
  });

  assert.ok((await wire.ask('stream:open', { stream: 'grid:default' })).ok);
  const memory = await createClient({ url: redis.url }).connect();
  try {
    const looking = () => memory.keys('presence:*');
    await until('Ana to be seen looking', async () => (await looking()).length > 0);
    assert.equal(await looking(), ['presence:grid:default']);
  } finally {
    await memory.close();
  }
});

/** Sent instead of joining, and after it. Most of it ends the connection: its own affair. */
const frames: (string | Buffer)[][] = [
  ['', '9', 'x', '{}', '\u0000', 'null'],
  ['0{}', '1', '2probe', '3', '5', '6'],
  ['4', '40{', '40[]', '40null', '40"x"', '40{"community":5}', '40{"community":"__proto__"}'],
  ['40{"__proto__":{"community":"x"}}', '40/admin,', '40/__proto__,{}', '40//,', '44{"x":1}'],
  ['41', '41{}', '41/admin,'],
  ['42', '42[]', '42{}', '42[null]', '42[{}]', '42["identity:me"', '42"identity:me"'],
  ['42["disconnect"]', '42["disconnecting","x"]', '42["connect_error"]', '42["newListener"]'],
  ['42["error",{}]', '42["error"]', '42["identity:me",{},{},{}]', '4277["error",{}]'],
  ['42-1["identity:me",{}]', '4299999999999999999999["identity:me",{}]', '42/admin,1["x"]'],
  ['43[]', '430[]', '43999[{"ok":true}]', '43', '43{}', '43null', '461-0[]'],
  ['45', '45["x"]', '450-["identity:me"]', '451-["x"]', '4599999999999-["x"]', '45-1-["x"]'],
  [`451-1["identity:me",${bytes}]`, '42["identity:me",{}]'],
  [`451-1["identity:me",{"_placeholder":true,"num":7}]`, Buffer.alloc(3)],
  [`451-1["identity:me",{"_placeholder":true,"num":"0"}]`, Buffer.alloc(3)],
  [`451-1["identity:me",{"_placeholder":true,"num":-1}]`, Buffer.alloc(3)],
  [`451-1["identity:me",${deep(500_000)}]`, Buffer.alloc(3)],
  [Buffer.alloc(0), Buffer.alloc(10), Buffer.alloc(2_000_000)],
  [`42${deep(1_000_000)}`, `42["x",${deep(500_000)}]`],
  [`42["identity:me",${'9'.repeat(1_000_000)}]`, `42${'1'.repeat(1_000_000)}["x"]`],
];

garbage('on the wire ends at most the connection it came from', async (context) => {
  await harmsNobody(context, async () => {
    for (const [first, ...rest] of [...frames.flat().map((frame) => [frame]), ...frames]) {
      const stranger = await openRawWire(context.node);
      const member = await openWire(context.node, context.ana);
      for (const wire of [stranger, member]) {
        for (const frame of [first, ...rest]) if (frame !== undefined) wire.send(frame);
      }
      const what = String(first).slice(0, 60);
      const lives = member.ask('identity:me', {}).then(
        ({ ok }) => ok,
        () => !member.isOpen(),
      );
      assert.ok(await within(`an answer or an end after ${what}`, lives, 15_000), what);
      stranger.close();
      member.close();
    }
  });
});

garbage('at the door stays outside', async (context) => {
  const { node } = context;
  const path = '/socket.io/?EIO=4&transport=websocket';
  const upgrade = { connection: 'upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' };
  const key = { 'sec-websocket-key': Buffer.alloc(16).toString('base64') };

  await harmsNobody(context, async () => {
    for (const origin of [
      'https://evil.example',
      'null',
      `${node.url}.evil.example`,
      `${node.url}/`,
    ]) {
      const opened = openRawWire(node, { origin }).then(
        () => 'opened',
        (error) => error.message,
      );
      assert.match(await opened, '400', origin);
    }
    assert.is(
      (await ask(node, path, { headers: { ...upgrade, ...key } })).status,
      400,
      'no origin',
    );
    for (const wrong of [
      '?EIO=4&transport=polling',
      '?EIO=9&transport=websocket',
      '',
      '?transport=__proto__',
    ]) {
      const reply = await ask(node, `/socket.io/${wrong}`, { headers: { origin: node.url } });
      assert.is(reply.status, 400, wrong);
    }
    for (const community of [5, null, {}, '', '../default', 'x'.repeat(100_000)]) {
      const told = await openWire(node, undefined, { community }).then(
        () => 'let in',
        (error: Error) => error.message,
      );
      assert.is(told, community === null ? 'let in' : 'community: There is no such community.');
    }
  });
});

garbage('about the future makes the server look once, not for ever', async (context) => {
  const { house, wire } = context;
  const newest = Number.MAX_SAFE_INTEGER;

  assert.ok((await wire.ask('stream:open', { stream: 'grid:default', since: newest })).ok);

  await untilIdle(house);
});

garbage.run();
