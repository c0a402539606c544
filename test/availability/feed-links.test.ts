import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import type { Sent } from '../../shared/protocol.ts';
import { until } from '../support/deadline.ts';
import { eventsAt, isGone, linkOf, open } from '../support/feeds.ts';
import { cookieOf, type House, openHouse, type Person } from '../support/house.ts';
import { startProgram } from '../support/programs/program.ts';
import { ask } from '../support/talk/request.ts';
import { openWire } from '../support/talk/wire.ts';

type Context = { house: House; node: RunningNode; ana: Person; bor: Person };
const links = suite<Context>('links of calendar feeds');

const today = '2026-11-18';
const key = () => randomUUID();
type Marks = Sent<'availability:set'>['marks'];

links.before.each(async (context) => {
  context.house = await openHouse();
  context.node = await context.house.startNode();
  context.ana = await context.house.person(context.node, 'Ana 🎯');
  context.bor = await context.house.person(context.node, 'Bor Novak');
});

links.after.each(async ({ house }) => {
  await house?.close();
});

const mark = (person: Person, ...marks: Marks) =>
  person.run('availability:set', { key: key(), marks });

links('are left by a new link, by closing, and by nothing else', async ({ house, node, ana }) => {
  assert.is(await ana.run('availability:feed-link', {}), null);
  const first = await open(ana);
  house.clock.advance(60_000);
  const second = await open(ana);

  assert.equal(await ana.run('availability:feed-link', {}), {
    path: second,
    openedAt: house.clock.now(),
  });
  assert.match(second, /^\/feed\/[\w-]{32}\.ics$/);
  await isGone(node, first);
  await house.sql('delete from sessions');
  assert.is((await ask(node, second)).status, 200, 'signed out everywhere');

  const again = await house.person(node, 'Cene');
  const his = await open(again);
  await again.run('availability:feed-close', { key: key() });
  assert.is(await again.run('availability:feed-link', {}), null);
  await isGone(node, his);
  await again.run('availability:feed-close', { key: key() });
  assert.is((await ask(node, second)).status, 200, 'somebody else closed theirs');
});

links('are opened once by one key, and told again', async ({ node, ana }) => {
  const open = { key: key() };
  await ana.run('availability:feed-open', open);
  const path = await linkOf(ana);

  assert.equal(await ana.run('availability:feed-open', open), {});

  assert.is(await linkOf(ana), path);
  assert.is((await ask(node, path)).status, 200);
});

links('name evenings in the language they were opened in', async ({ node, ana }) => {
  const names = async () => {
    const events = await eventsAt(node, await linkOf(ana));
    return events.map(({ written }) => written('summary'));
  };
  const marks = [
    { day: '2026-11-18', status: 'LOOKING' as const },
    { day: '2026-11-19', status: 'AVAILABLE' as const },
    { day: '2026-11-20', status: 'MAYBE' as const },
  ];
  await ana.run('availability:set', { key: key(), marks });

  await ana.run('availability:feed-open', { key: key(), language: 'de' });
  assert.equal(await names(), ['Dabei · Muster', 'Verfügbar · Muster', 'Vielleicht · Muster']);

  await ana.run('availability:feed-open', { key: key() });
  assert.equal(await names(), ['Looking · Muster', 'Available · Muster', 'Maybe · Muster']);
});

links('are sent again only when something changed', async ({ node, ana }) => {
  const path = await open(ana);
  const { headers } = await ask(node, path);
  const known = { 'if-none-match': headers.etag ?? '' };

  const same = await ask(node, path, { headers: known });
  assert.equal([same.status, same.bytes.length], [304, 0]);
  await mark(ana, { day: today, status: 'LOOKING' });
  const changed = await ask(node, path, { headers: known });
  assert.is(changed.status, 200);

  const head = await ask(node, path, { method: 'HEAD' });
  assert.equal([head.status, head.bytes.length], [200, 0]);
  for (const name of ['content-type', 'content-length', 'etag', 'cache-control'] as const) {
    assert.is(head.headers[name], changed.headers[name], name);
  }
  const compressed = await ask(node, path, { headers: { 'accept-encoding': 'gzip' } });
  assert.is(compressed.text, changed.text);
  assert.is((await ask(node, `${path}?nocache=1`)).text, changed.text, 'what programs add');
});

links('are not there at addresses that cannot be', async ({ node, ana }) => {
  const path = await open(ana);
  const token = path.slice('/feed/'.length, -'.ics'.length);
  const other = token.startsWith('a') ? `b${token.slice(1)}` : `a${token.slice(1)}`;
  const wrong = ['x', '%', '%00', '%FF', '..', '__proto__', 'a'.repeat(31), 'a'.repeat(5_000)];

  for (const none of [
    other,
    `${token}a`,
    token.slice(1),
    `${token}%20`,
    token.toUpperCase(),
    ...wrong,
  ]) {
    await isGone(node, `/feed/${none}.ics`);
  }
  for (const method of ['POST', 'PUT', 'DELETE']) {
    assert.is((await ask(node, path, { method })).status, 404, method);
  }
  assert.is((await ask(node, path)).status, 200);
});

links('are not asked for too often from one address', async ({ house }) => {
  const node = await house.startNode({ limitFactor: 0.05 });
  const path = `/feed/${'a'.repeat(32)}.ics`;
  for (let time = 0; time < 6; time += 1) assert.is((await ask(node, path)).status, 404);

  const { status, headers } = await ask(node, path);

  assert.is(status, 429);
  assert.ok(Number(headers['retry-after']) > 0);
});

/** Everything that is stored, in one text. */
const stored = async ({ house }: Context): Promise<string> => {
  const tables = await house.sql<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public'`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await house.sql<{ row: string }>(`select t::text as row from "${name}" t`);
    found.push(...rows.map(({ row }) => row));
  }
  return found.join('\n');
};

links('are written down nowhere, and work under another secret', async (context) => {
  const { house, node, ana } = context;
  const path = await open(ana);
  const token = path.slice('/feed/'.length, -'.ics'.length);
  const secret = 'another secret of the same length';
  const program = await startProgram({
    DATABASE_URL: house.database.appUrl,
    DATABASE_OWNER_URL: house.database.ownerUrl,
    SESSION_SECRET: secret,
    LOG_LEVEL: 'debug',
  });
  try {
    assert.is((await ask(program, path)).status, 200);
    const wire = await openWire(program, { cookie: cookieOf(ana.sessionId, secret) });
    const answer = await wire.ask('availability:feed-link', {});
    assert.equal(answer, { ok: true, value: { path: null, openedAt: house.clock.now() } });
    wire.close();

    await house.sql('revoke select on feeds from muster_app');
    const failed = await ask(program, path);
    assert.equal([failed.status, failed.refusal?.code], [500, 'internal']);
    await until('the failure in the log', () => program.output().includes(`${failed.refusal?.id}`));
    for (const odd of [`${path}%`, `${path}/`, `${path}/%`, `/x${path}`, `/auth/${token}`]) {
      await ask(program, odd);
      await ask(program, odd, { method: 'POST' });
    }
    const figures = await ask(program, '/metrics');

    assert.match(figures.text, 'command="availability:feed"');
    for (const words of [program.output(), figures.text, failed.text, await stored(context)]) {
      assert.not(words.includes(token));
    }
  } finally {
    await program.stop();
  }
  await house.sql('grant select on feeds to muster_app');
  assert.is((await ask(node, path)).status, 200);
});

links.run();
