import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import { openSlowDatabase, type SlowDatabase } from '../support/database/slow-database.ts';
import { cutOff } from '../support/database/superuser.ts';
import { until } from '../support/deadline.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { freePort } from '../support/programs/redis.ts';
import { ask, post, type Reply } from '../support/talk/request.ts';
import { openWire } from '../support/talk/wire.ts';

type Context = { house: House; slow: SlowDatabase; node: RunningNode; ana: Person };
const health = suite<Context>('health');

const today = '2026-11-18';
const query = `/api/availability?from=${today}&to=${today}`;

health.before(async (context) => {
  context.house = await openHouse();
  context.slow = await openSlowDatabase(context.house);
  context.node = await context.house.startNode({ databaseUrl: context.slow.url });
  context.ana = await context.house.person(context.node, 'Ana 🎯');
});

health.after.each(({ slow }) => {
  slow.release();
});

health.after(async ({ house, slow }) => {
  await house?.close();
  await slow?.close();
});

const mark = ({ node, ana }: Context): Promise<Reply> =>
  post(
    node,
    '/api/availability',
    { key: randomUUID(), marks: [{ day: today, status: 'LOOKING' }] },
    { person: ana },
  );

/** Asked within the two seconds that a balancer waits. */
const isIll = async ({ node }: Context): Promise<void> => {
  const startedAt = performance.now();
  const reply = await ask(node, '/health');
  const tookMs = performance.now() - startedAt;
  assert.is(reply.status, 503);
  assert.equal(reply.json(), { status: 'unavailable', database: 'unavailable' });
  assert.ok(tookMs < 2_000, `${tookMs} ms`);
};

const isWellAgain = async (context: Context): Promise<void> => {
  const { node } = context;
  await until('health', async () => (await ask(node, '/health')).status === 200);
  await until('a mark', async () => (await mark(context)).status === 200);
};

health('is good, and so is readiness', async ({ node }) => {
  const well = await ask(node, '/health');
  assert.is(well.status, 200);
  assert.equal(well.json(), { status: 'ok', database: 'ok' });

  const ready = await ask(node, '/ready');
  assert.is(ready.status, 200);
  assert.equal(ready.json(), { ready: true });
});

health('is told to wait while a node starts', async ({ house, slow }) => {
  const port = await freePort();
  const starting = { url: `http://127.0.0.1:${port}` };

  slow.hold();
  const started = house.startNode({ port, databaseUrl: slow.url });
  await until('the database to be asked', () => slow.holds());
  for (const path of ['/ready', '/health', '/api/me', '/', '/socket.io/?EIO=4']) {
    const { status, headers, text } = await ask(starting, path);
    assert.ok(status === 503 || path.startsWith('/socket.io'), `${path}: ${status}`);
    if (status === 503) assert.is(headers['retry-after'], '1', text);
  }

  slow.release();
  await started;
  assert.is((await ask(starting, '/ready')).status, 200);
});

health('is bad without a database, and good again with it', async (context) => {
  const { house, node, ana } = context;
  const unknown = await house.person(node, 'Unknown to this node');
  const wire = await openWire(node, ana);
  await wire.ask('stream:open', { stream: 'grid:default' });
  assert.is((await ask(node, query)).status, 200);

  const restore = await cutOff(house);
  await isIll(context);
  assert.is((await ask(node, query)).status, 200, 'what is known is still shown to everyone');
  const marked = await mark(context);
  assert.ok(marked.status === 500 || marked.status === 503, `${marked.status}`);
  assert.ok(marked.refusal?.message);
  assert.not.match(marked.text, /connect|postgres|127\.0\.0\.1|permission/i);
  assert.is((await ask(node, '/', { person: ana })).status, 200, 'the page opens');
  const again = await openWire(node, ana);
  assert.ok(again.isOpen(), 'who is known comes back in');
  again.close();
  const told = await openWire(node, unknown).then(
    () => 'let in',
    ({ message }) => message,
  );
  assert.match(told, 'just now');
  const answer = await wire.ask('availability:read', { from: today, to: today });
  assert.ok(answer.ok, 'an open socket goes on showing what is known');

  await restore();
  await isWellAgain(context);
  assert.ok(wire.isOpen());
  wire.close();
});

health('is bad when the database does not answer, however often one asks', async (context) => {
  const { slow } = context;

  slow.hold();
  await Promise.all(Array.from({ length: 30 }, () => isIll(context)));
  await isIll(context);

  slow.release();
  await isWellAgain(context);
});

health('counts what happens, by names from the contract only', async (context) => {
  const { node, ana } = context;
  const wire = await openWire(node, ana);
  const figures = async () => {
    const { status, headers, text } = await ask(node, '/metrics');
    assert.is(status, 200);
    assert.match(headers['content-type'] ?? '', 'text/plain');
    return text;
  };
  const figure = (text: string, start: string): number =>
    Number(
      text
        .split('\n')
        .find((line) => line.startsWith(start))
        ?.split(' ')
        .at(-1) ?? 0,
    );
  const counted = 'muster_command_seconds_count{command="identity:me",outcome="ok"}';
  const before = figure(await figures(), counted);

  await wire.ask('identity:me', {});
  await wire.ask('made:up', {});
  await wire.ask('__proto__', {});

  const after = await figures();
  assert.is(figure(after, counted), before + 1);
  assert.is(figure(after, 'muster_viewers '), 1);
  assert.not.match(after, /made:up|__proto__|unknown/);
  wire.close();
});

health.run();
