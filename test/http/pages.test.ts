import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { z } from 'zod';
import type { RunningNode } from '../../server/node.ts';
import type { Command } from '../../shared/command.ts';
import { type CommandName, commands } from '../../shared/protocol.ts';
import { examples } from '../support/contract/examples.ts';
import { until } from '../support/deadline.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { addressOf, ask, post } from '../support/talk/request.ts';

type Context = { house: House; node: RunningNode; ana: Person };
const pages = suite<Context>('pages, files and documents over HTTP');

const client = join(import.meta.dirname, '../../client/dist');
const page = readFileSync(join(client, 'index.html'), 'utf8');
const asset = /src="(\/assets\/[^"]+\.js)"/.exec(page)?.[1] ?? '';

pages.before(async (context) => {
  context.house = await openHouse();
  context.node = await context.house.startNode();
  context.ana = await context.house.person(context.node, 'Ana 🎯');
});

pages.after(async ({ house }) => {
  await house?.close();
});

pages('are the client, wherever one comes in', async ({ node, ana }) => {
  const known = [
    '/',
    '/grid',
    '/me',
    '/day/2026-11-27',
    '/day/2020-02-29',
    '/grid?from=2026-11-18',
    '/grid/',
    '/me/',
    '/day/2026-11-27/',
  ];
  const unknown = [
    '/some/where/else',
    '/%F0%9F%8E%AF',
    '/day',
    '/day/',
    '/grid//',
    '/day/2026-02-30',
    '/day/tomorrow',
  ];
  for (const path of [...known, ...unknown]) {
    const reply = await ask(node, path, { person: ana });
    assert.is(reply.status, known.includes(path) ? 200 : 404, path);
    assert.ok(reply.text.includes(asset), path);
    assert.match(reply.headers['content-type'] ?? '', 'text/html');
    // It may bear the session's cookie, which a cache that many share would give to the next.
    assert.is(reply.headers['cache-control'], 'private, no-cache');
  }
});

pages('take scripts, styles and connections from here alone', async ({ node, ana }) => {
  for (const path of ['/', '/nothing.txt', '/health', '/api/openapi.json', '/auth/sign-out']) {
    const { headers } = await ask(node, path, { person: ana });
    const policy = new Map(
      String(headers['content-security-policy'])
        .split(';')
        .map((directive): [string, string] => {
          const [name = '', ...sources] = directive.trim().split(/\s+/);
          return [name, sources.join(' ')];
        }),
    );
    for (const name of [
      'default-src',
      'script-src',
      'style-src',
      'connect-src',
      'font-src',
      'form-action',
      'manifest-src',
      'worker-src',
    ]) {
      assert.is(policy.get(name), "'self'", `${name} on ${path}`);
    }
    assert.is(policy.get('img-src'), "'self' data:");
    for (const name of ['object-src', 'frame-ancestors', 'base-uri', 'script-src-attr']) {
      assert.is(policy.get(name), "'none'", `${name} on ${path}`);
    }
    assert.is(headers['x-content-type-options'], 'nosniff');
    assert.match(String(headers['referrer-policy']), /no-referrer|same-origin/);
    assert.is(headers['x-powered-by'], undefined);
    assert.is(headers['strict-transport-security'], undefined, 'not off https');
  }
});

pages('that do not exist are not found, whatever the method', async ({ node, ana }) => {
  for (const path of ['/api', '/api/', '/api/none', '/api/__proto__', '/api/me/player/none']) {
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'POST']) {
      const reply = await ask(node, path, { method, person: ana });
      assert.equal([reply.status, reply.refusal?.field], [404, 'path'], `${method} ${path}`);
    }
  }
  for (const method of ['PUT', 'DELETE', 'PATCH', 'TRACE']) {
    for (const path of ['/api/availability', '/', '/health', '/metrics']) {
      const { status } = await ask(node, path, { method, person: ana });
      assert.ok(status === 404 || status === 405, `${method} ${path}: ${status}`);
    }
  }
  for (const path of ['/none.js', '/assets/none.js', '/assets/', '/.env', '/index.html/x.js']) {
    const { status, text } = await ask(node, path);
    assert.is(status, 404, path);
    assert.match(text, 'There is nothing here', path);
  }
});

pages('give away no other file', async ({ node }) => {
  const up = [
    '../',
    '..%2f',
    '..%5c',
    '%2e%2e/',
    '%2e%2e%2f',
    '..;/',
    '....//',
    '..%c0%af',
    '%252e%252e%252f',
  ];
  const wanted = ['package.json', 'server/main.ts', 'etc/passwd'];
  const roots = ['/', '/assets/', '/auth/', '//', '/./', '/assets/%00/', 'http://evil.example/'];

  for (const root of roots) {
    for (const step of up) {
      for (const file of wanted) {
        const reply = await ask(node, `${root}${step.repeat(6)}${file}`);
        assert.ok(reply.status < 500, `${root}${step}${file}: ${reply.status}`);
        assert.not.match(reply.text, /"private": true|createNode|root:/);
        assert.ok(!('location' in reply.headers), 'leads nowhere');
      }
    }
  }
  for (const path of [
    '/assets',
    '/day/..%2f',
    '//evil.example/..%2f',
    '/assets/..%2f',
    '/%',
    '/%E0%A4%A',
    '/assets/%E0%A4%A.js',
    '/a%00.js',
    `/${'a'.repeat(15_000)}.js`,
    '*',
    '/?%',
  ]) {
    const { status, text, headers } = await ask(node, path);
    assert.ok(status < 500, `${path.slice(0, 40)}: ${status}`);
    assert.ok(!('location' in headers), `${path.slice(0, 40)} leads nowhere`);
    assert.not.match(text, /\.[jt]s:\d+|node_modules/);
  }
});

pages('are not asked for what Socket.IO answers', async ({ node }) => {
  const { hostname, port, host } = new URL(node.url);
  const socket = connect(Number(port), hostname);
  let heard = '';
  socket.on('data', (text: Buffer) => {
    heard += text.toString();
  });
  await once(socket, 'connect');
  const get = (path: string) => socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);

  get('/socket.io/?EIO=4&transport=polling');
  await until('an answer', () => heard.includes('Transport unknown'));
  get('/health');

  await until('the same connection to go on', () => heard.includes('"database":"ok"'));
  assert.is(heard.match(/HTTP\/1\.1/g)?.length, 2, 'one answer each');
  socket.destroy();
});

pages('include a document of every route, which tells the truth', async ({ node, ana }) => {
  const reply = await ask(node, '/api/openapi.json');
  const document = reply.json() as OpenApi;
  assert.match(document.openapi, /^3\.1\./);
  const written = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  const routed = (Object.values(commands) as Command[]).flatMap(({ http }) =>
    http ? `${http.method} ${http.path}` : [],
  );
  assert.equal(written.sort(), routed.sort());
  assert.not.match(reply.text, /"\$ref"|undefined|\[object/);

  const ids = new Set<string>();
  for (const name of Object.keys(commands) as CommandName[]) {
    const { http } = commands[name] as Command;
    if (!http) continue;
    const { path, method } = http;
    const operation = document.paths[path]?.[method] as Operation;
    ids.add(operation.operationId);
    assert.ok(operation.summary.endsWith('.'), name);
    const example: object = { ...examples[name] };
    const asked =
      method === 'get'
        ? operation.parameters.filter((parameter) => parameter.in !== 'header')
        : Object.keys(operation.requestBody.content['application/json'].schema.properties ?? {});
    assert.is(asked.length, Object.keys(example).length, name);

    const answer =
      method === 'get'
        ? await ask(node, addressOf(path, example), { person: ana })
        : await post(node, path, example, { person: ana });
    const schema = operation.responses[answer.status === 200 ? '200' : 'default'];
    const told = z.fromJSONSchema(schema?.content['application/json'].schema as never);
    assert.ok(told.safeParse(answer.json()).success, `${name}: ${answer.text.slice(0, 200)}`);
  }
  assert.is(ids.size, routed.length);
});

type Content = { content: { 'application/json': { schema: { properties?: object } } } };
type Operation = {
  operationId: string;
  summary: string;
  parameters: { in: string; name: string }[];
  requestBody: Content;
  responses: Record<string, Content>;
};
type OpenApi = { openapi: string; paths: Record<string, Record<string, Operation>> };

pages.run();
