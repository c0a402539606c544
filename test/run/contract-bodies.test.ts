import { connect } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import type { Command } from '../../shared/command.ts';
import { type CommandName, commands } from '../../shared/protocol.ts';
import { examples } from '../support/contract/examples.ts';
import { footprint } from '../support/database/footprint.ts';
import { within } from '../support/deadline.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { ask, post, type Reply } from '../support/talk/request.ts';

type Context = { house: House; node: RunningNode; ana: Person };
const bodies = suite<Context>('contract, bodies over HTTP');

bodies.before(async (context) => {
  context.house = await openHouse();
  context.node = await context.house.startNode();
  context.ana = await context.house.person(context.node, 'Ana 🎯');
});

bodies.after(async ({ house }) => {
  await house?.close();
});

const leavesNoTrace = async ({ house, node, ana }: Context, act: () => Promise<void>) => {
  const before = await footprint(house);
  await act();
  assert.is((await ask(node, '/api/me', { person: ana })).status, 200, 'the server lives on');
  assert.equal(await footprint(house), before);
};

const isRefused = (what: string, { status, refusal, text }: Reply) => {
  assert.ok(status >= 400 && status < 500, `${what}: ${status} ${text.slice(0, 200)}`);
  assert.ok(refusal?.field, `${what}: ${text.slice(0, 200)}`);
  assert.not.match(text, /\.ts:\d+|node_modules/);
};

const zeros = Buffer.alloc(50_000_000, '0');
const deep = '['.repeat(30_000) + ']'.repeat(30_000);

for (const name of Object.keys(commands) as CommandName[]) {
  const { http } = commands[name] as Command;
  if (http?.method !== 'post') continue;
  const right = JSON.stringify(examples[name]);

  bodies(`${name} refuses what is no JSON object`, async (context) => {
    const { node, ana } = context;
    const broken = ['', ' ', '{', `${right}}`, `${right}${right}`, right.slice(0, -1), '\uFEFF{}'];
    const others = ['null', '[]', '[{}]', '"text"', '12', 'NaN', 'undefined', '<a/>', '\0', 'a=b'];
    const nested = [deep, `{"community":${deep}}`, `{"__proto__":${right}}`, '{"a":1e999}'];

    await leavesNoTrace(context, async () => {
      for (const body of [...broken, ...others, ...nested]) {
        const reply = await post(node, http.path, body, { person: ana });
        isRefused(body.slice(0, 60), reply);
        assert.is(reply.status, 400, body.slice(0, 60));
      }
    });
  });

  bodies(`${name} refuses what is not said to be JSON`, async (context) => {
    const { node, ana } = context;
    const types = ['', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'];
    const odd = ['application/jsonp', 'application/json; charset=x-none', '__proto__', '/'];

    await leavesNoTrace(context, async () => {
      for (const type of [...types, ...odd]) {
        const headers = { 'content-type': type };
        isRefused(type, await post(node, http.path, right, { headers, person: ana }));
      }
      const headers = { 'content-type': 'application/json', 'content-encoding': 'zip' };
      isRefused('zip', await post(node, http.path, right, { headers, person: ana }));
      const bytes = Buffer.from([0xff, 0xfe, 0x00, 0x22]);
      isRefused('no text', await post(node, http.path, bytes, { person: ana }));
    });
  });

  bodies(`${name} refuses what is too large, compressed or not`, async (context) => {
    const { node, ana } = context;
    const compressed = {
      gzip: gzipSync(zeros),
      deflate: deflateSync(zeros),
      br: brotliCompressSync(zeros),
    };

    await leavesNoTrace(context, async () => {
      const large = `{"community":"${'a'.repeat(2_000_000)}"}`;
      const isTooLarge = async (what: string, reply: Reply) => {
        assert.equal([reply.status, reply.refusal?.field], [413, 'body'], what);
      };
      await isTooLarge('2 MB', await post(node, http.path, large, { person: ana }));
      for (const [encoding, body] of Object.entries(compressed)) {
        const headers = { 'content-encoding': encoding };
        await isTooLarge(encoding, await post(node, http.path, body, { headers, person: ana }));
        const cut = body.subarray(0, 20);
        isRefused(
          `a broken ${encoding}`,
          await post(node, http.path, cut, { headers, person: ana }),
        );
      }
      const chunked = { 'transfer-encoding': 'chunked' };
      await isTooLarge(
        'chunks',
        await post(node, http.path, large, { headers: chunked, person: ana }),
      );
    });
  });

  bodies(`${name} forgets a body that never ends`, async (context) => {
    const { node, ana } = context;
    const { host, hostname, port } = new URL(node.url);
    const head = [
      `POST ${http.path} HTTP/1.1`,
      `Host: ${host}`,
      `Origin: ${node.url}`,
      `Cookie: ${ana.cookie}`,
      'X-Requested-With: XMLHttpRequest',
      'Content-Type: application/json',
      `Content-Length: ${right.length + 1}`,
    ].join('\r\n');

    await leavesNoTrace(context, async () => {
      const socket = connect(Number(port), hostname);
      const ended = new Promise((resolve) => socket.on('close', resolve));
      socket.write(`${head}\r\n\r\n${right}`, () => socket.destroy());
      await within('the connection to end', ended);
    });
  });
}

bodies.run();
