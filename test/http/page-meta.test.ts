import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { freePort } from '../support/programs/redis.ts';
import { ask } from '../support/talk/request.ts';

type Context = { house: House; node: RunningNode; ana: Person };
const links = suite<Context>('what a shared link shows');

links.before.each(async (context) => {
  context.house = await openHouse({ threshold: 6 });
  context.node = await context.house.startNode();
  context.ana = await context.house.person(context.node, 'Ana 🎯');
});

links.after.each(async ({ house }) => {
  await house?.close();
});

const headOf = (text: string) => ({
  title: /<title>([^<]*)<\/title>/.exec(text)?.[1],
  ...Object.fromEntries(
    [...text.matchAll(/<meta\s+(?:name|property)="([^"]+)" content="([^"]*)"/g)].map(
      ([, name, content]) => [name, content],
    ),
  ),
});

links('say with counts what they show, and name nobody', async ({ house }) => {
  await house.sql(`update communities set name = '<Aces> & "$1"'`);
  const node = await house.startNode();
  for (const name of ['Bor', 'Čarna']) {
    const person = await house.person(node, name);
    const marks = ['2026-11-18', '2026-11-27'].map((day) => ({ day, status: 'LOOKING' as const }));
    await person.run('availability:set', { key: randomUUID(), marks });
  }

  const tonight = headOf((await ask(node, '/')).text);
  assert.is(tonight.title, 'Tonight: 2 of 6, four more needed · Muster');
  assert.is(tonight['og:title'], 'Tonight: 2 of 6, four more needed');
  assert.match(
    tonight['description'] ?? '',
    /^&#60;Aces&#62; &#38; &#34;\$1&#34;, Wednesday 18 November/,
  );
  assert.match(tonight['og:description'] ?? '', '2 looking');
  assert.equal([tonight['og:type'], tonight['og:site_name']], ['website', 'Muster']);
  assert.is(tonight['twitter:card'], 'summary_large_image');
  assert.is(tonight['og:image'], undefined, 'nobody said under which address it can be found');
  const day = await ask(node, '/day/2026-11-27', { headers: { host: 'evil.example' } });
  assert.is(headOf(day.text)['og:title'], 'Friday 27 November: 2 of 6');
  assert.is(
    headOf((await ask(node, '/day/2026-12-24')).text)['og:title'],
    'Thursday 24 December: 0 of 6',
  );
  assert.is(headOf((await ask(node, '/day/2019-12-24')).text)['og:title'], 'Tuesday 24 December');
  assert.match((await ask(node, '/grid')).text, /Friday 27 November: 2 of 6\./);
  for (const path of ['/', '/grid', '/me', '/day/2026-11-27', '/nowhere']) {
    assert.not.match((await ask(node, path)).text, /Bor|Čarna|evil/);
  }
});

links('show a picture from the address they were told is theirs', async ({ house }) => {
  const port = await freePort();
  await house.startNode({ port, publicUrl: 'http://muster.example' });
  const node = { url: `http://127.0.0.1:${port}` };

  const { text } = await ask(node, '/');

  assert.is(headOf(text)['og:image'], 'http://muster.example/share.png');
  const picture = await ask(node, '/share.png');
  assert.is(picture.headers['content-type'], 'image/png');
  assert.ok(picture.bytes.length < 60_000);
});

links('are sent again when their counts change, and not before', async ({ node, ana }) => {
  const { etag = '' } = (await ask(node, '/')).headers;
  assert.match(etag, /^"[\w-]+"$/);
  const again = () => ask(node, '/', { headers: { 'if-none-match': etag }, person: ana });
  assert.is((await again()).status, 304);
  const mark = (status: 'LOOKING' | null) =>
    ana.run('availability:set', { key: randomUUID(), marks: [{ day: '2026-11-18', status }] });

  await mark('LOOKING');
  assert.is((await again()).status, 200);

  await mark(null);
  assert.is((await again()).status, 304, 'the same words are the same page');
});

links('are the same, compressed', async ({ node }) => {
  const plain = await ask(node, '/');
  const compressed = await ask(node, '/', { headers: { 'accept-encoding': 'gzip, br' } });
  assert.is(compressed.headers['content-encoding'], 'gzip');
  assert.is(compressed.text, plain.text);
  assert.match(compressed.headers.vary ?? '', 'Accept-Encoding');
});

links.run();
