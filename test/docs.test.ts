import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { protocolDocument } from '../server/documents/protocol-document.ts';
import { openApi } from '../server/openapi.ts';
import type { Command } from '../shared/command.ts';
import { commands } from '../shared/protocol.ts';
import { OpenApiDocument } from './support/openapi-schema.ts';

const docs = suite('generated documents');

const page = readFileSync(join(import.meta.dirname, '..', 'docs', 'protocol.md'), 'utf8');
const all: readonly Command[] = Object.values(commands);
/** As it is sent, without what JSON leaves out. */
const served = JSON.parse(JSON.stringify(openApi));

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
  const types = [...page.matchAll(/```ts\n([^]*?)```/g)]
    .map(([, block = '']) => block.replace(/\/\*\*[^]*?\*\/|\/\/.*|'[^']*'/g, ''))
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

docs('/api/openapi.json is a document of OpenAPI 3.1', () => {
  const { success, error } = OpenApiDocument.safeParse(served);
  assert.ok(success, error?.message);
});

docs('notice what OpenAPI 3.1 does not allow', () => {
  const broken: [change: (document: typeof served) => void, why: string][] = [
    [(document) => delete document.info.title, 'no title'],
    [(document) => (document.openapi = '3.0.3'), 'another version'],
    [(document) => (document.paths['api/me'] = {}), 'a path without a slash'],
    [(document) => delete document.paths['/api/me'].get.responses, 'no responses'],
    [(document) => (document.paths['/api/me'].get.operationId = 'availability-set'), 'a twin'],
    [
      (document) => document.paths['/api/me'].get.parameters.push({ name: 'x', in: 'query' }),
      'a parameter without a schema',
    ],
    [
      (document) => (document.paths['/api/me'].get.parameters[0].schema.pattern = '('),
      'a broken pattern',
    ],
  ];
  for (const [change, why] of broken) {
    const document = structuredClone(served);
    change(document);
    assert.not(OpenApiDocument.safeParse(document).success, why);
  }
});

docs('/api/openapi.json has every route of the contract, and no other', () => {
  const routes = Object.entries(openApi.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  const wanted = all.flatMap(({ http }) => (http ? [`${http.method} ${http.path}`] : []));
  assert.equal(routes.sort(), wanted.sort());
});

docs.run();
