import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openApi } from '../../server/http/openapi.ts';
import { protocolDocument } from '../../server/scripts/documents/protocol-document.ts';
import type { Command } from '../../shared/command.ts';
import { commands } from '../../shared/protocol.ts';

const docs = suite('generated documents');

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'protocol.md'), 'utf8');
const all: readonly Command[] = Object.values(commands);
/** As it is sent, without what JSON leaves out. */
const served = JSON.parse(JSON.stringify(openApi));

/** What OpenAPI and JSON Schema forbid in a document, or nothing. */
const wrongIn = async (document: typeof served): Promise<string | undefined> => {
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  if (!valid) return JSON.stringify(errors);
  const operations = Object.values<object>(document.paths).flatMap((path) => Object.values(path));
  const ids = operations.map(({ operationId }) => operationId);
  if (new Set(ids).size < ids.length) return 'An operationId stands twice.';
  // The validator looks at no schema within: each is compiled, as by whoever makes a client of it.
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  try {
    for (const schema of schemasIn(operations)) ajv.compile(schema);
  } catch (error) {
    return String(error);
  }
  return undefined;
};

const schemasIn = (part: unknown): object[] => {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([name, value]) =>
    name === 'schema' ? [value] : schemasIn(value),
  );
};

docs('docs/protocol.md is what the contract gives', () => {
  assert.fixture(page, protocolDocument(), 'The contract has changed: run `npm run docs`.');
});

docs('describe every command once, and those of the system apart', () => {
  const headings = [...page.matchAll(/^### (\w+:[\w-]+)$/gm)].map(([, name]) => name);
  const forClients = all.filter(({ gate }) => gate !== 'system').map(({ name }) => name);
  assert.equal(headings, forClients);

  const [, forSystem = ''] = page.split('### Not for clients');
  for (const { name, gate } of all) assert.is(forSystem.includes(`\`${name}\``), gate === 'system');
});

docs('link only to headings that exist', () => {
  const fragments = [...page.matchAll(/^#+ (.+)$/gm)].map(
    ([, heading = '']) => `#${heading.toLowerCase().replaceAll(' ', '-').replaceAll(':', '')}`,
  );
  const links = [...page.matchAll(/\]\((#[^)]*)\)/g)].map(([, link]) => link);
  assert.ok(links.length > all.length);
  assert.equal(
    links.filter((link) => !fragments.includes(link ?? '')),
    [],
  );
});

docs('name no type that they do not explain', () => {
  const types = [...page.matchAll(/```ts\n([\s\S]*?)```/g)]
    .map(([, block = '']) => block.replace(/\/\*\*[\s\S]*?\*\/|\/\/.*|'[^']*'/g, ''))
    .join('\n');
  const explained = new Set(
    [...page.matchAll(/^type (\w+)(?:<(\w+)>)?|^\| `([A-Z]\w*)` \|/gm)].flatMap(
      ([, type, parameter, value]) => [type, parameter, value],
    ),
  );
  const used = [...types.matchAll(/\b[A-Z]\w*\b/g)].map(([name]) => name);
  const isKnown = (name: string) => explained.has(name) || name === 'Record';
  assert.equal(
    [...new Set(used)].filter((name) => !isKnown(name)),
    [],
  );
});

docs('/api/openapi.json is a document of OpenAPI 3.1', async () => {
  assert.is(await wrongIn(served), undefined);
});

docs('are known to be wrong where OpenAPI 3.1 forbids something', async () => {
  const get = { ...served.paths['/api/me'].get };
  const withMe = (changed: object) => ({ paths: { ...served.paths, '/api/me': { get: changed } } });
  const withParameter = (one: object) => withMe({ ...get, parameters: [{ in: 'query', ...one }] });
  const wrong: readonly [why: string, change: object][] = [
    ['another version', { openapi: '3.0.3' }],
    ['no title', { info: { version: '1' } }],
    ['an unknown field', { server: 'here' }],
    ['a path without a slash', { paths: { 'api/me': {} } }],
    ['a twin', withMe({ ...get, operationId: 'availability-set' })],
    ['no responses', withMe({ ...get, responses: {} })],
    ['a parameter without a schema', withParameter({ name: 'x' })],
    ['an unknown type', withParameter({ name: 'x', schema: { type: 'text' } })],
    ['a broken pattern', withParameter({ name: 'x', schema: { pattern: '(' } })],
  ];
  for (const [why, change] of wrong) assert.ok(await wrongIn({ ...served, ...change }), why);
});

docs('/api/openapi.json has every route of the contract, and no other', () => {
  const routes = Object.entries(openApi.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  const wanted = all.flatMap(({ http }) => (http ? [`${http.method} ${http.path}`] : []));
  assert.equal(routes.sort(), wanted.sort());
});

docs.run();
