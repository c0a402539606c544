import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import { type House, openHouse } from '../support/house.ts';
import { ask } from '../support/talk/request.ts';

type Context = { house: House; node: RunningNode };
const files = suite<Context>('the files of the client');

const page = readFileSync(join(import.meta.dirname, '../../client/dist/index.html'), 'utf8');
const asset = /src="(\/assets\/[^"]+\.js)"/.exec(page)?.[1] ?? '';

files.before(async (context) => {
  context.house = await openHouse();
  context.node = await context.house.startNode();
});

files.after(async ({ house }) => {
  await house?.close();
});

files(
  'that never change are sent with leave to keep them, as small as they get',
  async ({ node }) => {
    const script = await ask(node, asset);
    assert.is(script.status, 200);
    assert.match(script.headers['cache-control'] ?? '', /max-age=31536000, immutable/);
    assert.match(script.headers['content-type'] ?? '', 'text/javascript');

    const compressed = await ask(node, asset, { headers: { 'accept-encoding': 'gzip' } });
    assert.is(compressed.headers['content-encoding'], 'gzip');
    assert.is(compressed.text, script.text);

    const smallest = await ask(node, asset, { headers: { 'accept-encoding': 'gzip, br' } });
    assert.is(smallest.headers['content-encoding'], 'br');
    assert.match(smallest.headers['content-type'] ?? '', 'text/javascript');
    assert.match(smallest.headers.vary ?? '', 'Accept-Encoding');
    assert.is(brotliDecompressSync(smallest.bytes).toString(), script.text);
    assert.ok(smallest.bytes.length < compressed.bytes.length);

    for (const [accepted, coding] of [
      ['br;q=0, gzip', 'gzip'],
      ['gzip;q=0, br;q=0', undefined],
      ['x-gzip, brr', undefined],
    ] as const) {
      const weighed = await ask(node, asset, { headers: { 'accept-encoding': accepted } });
      assert.equal([weighed.status, weighed.headers['content-encoding']], [200, coding], accepted);
    }
  },
);

files(
  'of one name for ever are kept for a day at most, and what leads to others not at all',
  async ({ node }) => {
    const control = {
      '/theme.js': 'public, max-age=86400',
      '/icon.svg': 'public, max-age=86400',
      '/icon-192.png': 'public, max-age=86400',
      '/manifest.webmanifest': 'public, max-age=86400',
      '/sw.js': 'no-cache',
      '/index.html': 'no-cache',
    };
    for (const [path, expected] of Object.entries(control)) {
      for (const coding of ['', 'br']) {
        const headers = { 'accept-encoding': coding };
        const first = await ask(node, path, { headers });
        assert.equal([first.status, first.headers['cache-control']], [200, expected], path);
        const { etag = '' } = first.headers;
        const again = await ask(node, path, { headers: { ...headers, 'if-none-match': etag } });
        assert.is(again.status, 304, path);
      }
    }
    assert.match(
      (await ask(node, '/manifest.webmanifest')).headers['content-type'] ?? '',
      /manifest\+json/,
    );
  },
);

files.run();
