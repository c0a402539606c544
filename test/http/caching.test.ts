import { randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import { daysFrom } from '../../shared/day.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { ask } from '../support/talk/request.ts';

type Context = { house: House; node: RunningNode; ana: Person };
const caching = suite<Context>('answers that are known already, or compressed');

const today = '2026-11-18';
const whole = `/api/availability?from=${today}&to=2027-02-16`;

caching.before(async (context) => {
  context.house = await openHouse();
  context.node = await context.house.startNode();
  context.ana = await context.house.person(context.node, 'Ana 🎯');
  const marks = daysFrom(today, 91).map((day) => ({ day, status: 'MAYBE' as const }));
  await context.ana.run('availability:set', { key: randomUUID(), marks });
});

caching.after(async ({ house }) => {
  await house?.close();
});

caching('are not sent again while nothing changes', async ({ node, ana }) => {
  const first = await ask(node, whole, { person: ana });
  const { etag = '', vary } = first.headers;
  assert.match(etag, /^"[\w-]+"$/);
  assert.match(first.headers['cache-control'] ?? '', 'no-cache');
  assert.match(first.headers['cache-control'] ?? '', 'private');
  assert.match(vary ?? '', /Cookie/);

  // A proxy that compresses answers marks the tag as weak; a cache may hold several.
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, `"a",W/${etag} ,"b"`, '*']) {
    const again = await ask(node, whole, { headers: { 'if-none-match': known }, person: ana });
    assert.is(again.status, 304, known);
    assert.is(again.headers.etag, etag);
    assert.is(again.bytes.length, 0);
  }
  for (const known of ['', '"other"', etag.slice(1, -1), 'W/', ',,', `"${'x'.repeat(8_000)}"`]) {
    const again = await ask(node, whole, { headers: { 'if-none-match': known }, person: ana });
    assert.is(again.status, 200, known);
  }
});

caching('are sent again when something changes, and to somebody else', async ({ node, ana }) => {
  const { etag = '' } = (await ask(node, whole, { person: ana })).headers;
  const headers = { 'if-none-match': etag };
  assert.is((await ask(node, whole, { headers })).status, 200, 'counts are another answer');

  const marks = [{ day: today, status: 'LOOKING' as const }];
  await ana.run('availability:set', { key: randomUUID(), marks });

  const changed = await ask(node, whole, { headers, person: ana });
  assert.is(changed.status, 200);
  assert.is.not(changed.headers.etag, etag);
});

caching('are compressed for who can decompress them', async ({ node, ana }) => {
  const plain = await ask(node, whole, { person: ana });
  assert.is(plain.headers['content-encoding'], undefined);
  assert.is(plain.headers['content-length'], `${plain.bytes.length}`);

  for (const accepted of ['gzip', 'gzip, deflate, br', 'br;q=1.0, gzip;q=0.8', 'GZIP', '*']) {
    const compressed = await ask(node, whole, {
      headers: { 'accept-encoding': accepted },
      person: ana,
    });
    assert.is(compressed.headers['content-encoding'], 'gzip', accepted);
    assert.is(compressed.headers['content-length'], `${compressed.bytes.length}`);
    assert.is(gunzipSync(compressed.bytes).toString(), plain.text);
    assert.match(compressed.headers.vary ?? '', /Accept-Encoding/);
  }
  for (const refused of [
    '',
    'identity',
    'br',
    'gzip;q=0',
    'gzip; q=0.0, br',
    'x-notgzip',
    '*;q=0',
  ]) {
    const uncompressed = await ask(node, whole, {
      headers: { 'accept-encoding': refused },
      person: ana,
    });
    assert.is(uncompressed.headers['content-encoding'], undefined, refused);
    assert.is(uncompressed.text, plain.text);
  }
  const small = await ask(node, '/api/me', { headers: { 'accept-encoding': 'gzip' } });
  assert.is(small.headers['content-encoding'], undefined, 'too small to be worth it');
});

caching('have a head without a body', async ({ node, ana }) => {
  for (const path of [whole, '/api/me', '/api/availability/access', '/health', '/', '/theme.js']) {
    const full = await ask(node, path, { person: ana });
    const head = await ask(node, path, { method: 'HEAD', person: ana });
    assert.is(head.status, full.status, path);
    assert.is(head.bytes.length, 0, path);
    for (const name of ['content-type', 'content-length', 'etag'] as const) {
      assert.is(head.headers[name], full.headers[name], `${name} of ${path}`);
    }
  }
});

caching('say "refused" to one person only', async ({ node, ana }) => {
  const refused = await ask(node, '/api/availability?from=x', { person: ana });

  assert.is(refused.status, 400);
  assert.match(refused.headers['cache-control'] ?? '', 'no-store');
  assert.is(refused.headers['x-content-type-options'], 'nosniff');
});

caching.run();
