import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const house = join(import.meta.dirname, '..', '..');
/** Walls must not depend on where a clone lies: these names are folders of the house. */
const elsewhere = join('server', 'shared', 'identity');

/** Files that break a rule, and what is said about each. */
const broken: readonly [file: string, code: string, said: string][] = [
  ['shared/day.ts', `import '../../server/clock.ts';`, 'take the value as an argument'],
  ['shared/grid.ts', `import 'node:fs';`, 'needs only zod and temporal-polyfill'],
  ['shared/stream.ts', `export const lit = import('lit');`, 'needs only zod and temporal-polyfill'],
  [
    'client/live/watch.ts',
    `import '../../server/run/app.ts';`,
    'ask a command through client/live/connection.ts',
  ],
  ['client/ui/ring.ts', `import '../../bot/main.ts';`, 'client/ may not import bot/'],
  ['client/route.ts', `import 'node:path';`, 'which has no node: modules'],
  ['client/live/store.ts', `import 'socket.io';`, 'Only socket/ and bus.ts'],
  ['bot/discord.ts', `import '../server/run/app.ts';`, 'Only bot/main.ts imports server/'],
  ['bot/inbound/click.ts', `import '../../server/run/app.ts';`, 'Only bot/main.ts imports server/'],
  ['bot/main.ts', `import '../../client/live/store.ts';`, 'bot/ may not import client/'],
  [
    'server/run/limits.ts',
    `import '../../client/live/store.ts';`,
    'server/ may not import client/',
  ],
  ['server/clock.ts', `import '../test/support/clock.ts';`, 'server/ may not import test/'],
  [
    'server/run/app.ts',
    `import { sql } from 'slonik';`,
    `put the query into the feature's store.ts`,
  ],
  ['server/run/batch.ts', `import type { Slonik } from 'slonik';`, 'Only store.ts files'],
  ['server/run/lanes.ts', `export { sql } from 'slonik';`, 'Only store.ts files'],
  ['server/planning/draft.ts', `export type A = import('slonik').A;`, 'Only store.ts files'],
  ['server/http/http.ts', `import 'socket.io';`, 'it leaves after the commit'],
  ['server/redis.ts', `import '@socket.io/redis-adapter';`, 'Only socket/ and bus.ts'],
  ['server/log.ts', `import 'discord.js';`, 'Only bot/ imports discord.js'],
  ['server/socket/gateway.ts', `import 'express';`, 'by its http field in shared/'],
  ['server/streams/presence.ts', `import 'pg';`, 'everything else asks through database/'],
  ['server/streams/streams.ts', `import '../availability/store.ts';`, 'names no feature'],
  [
    'server/identity/store.ts',
    `import '../planning/store.ts';`,
    'identity/ may not import planning/',
  ],
  [
    'server/availability/store.ts',
    `import '../promotion/store.ts';`,
    'let promotion/ call the store of availability/',
  ],
  ['server/planning/store.ts', `import '../promotion/store.ts';`, 'stands to its right'],
  [
    'server/availability/feed/calendar.ts',
    `import '../../identity/commands.ts';`,
    'use ../identity/store.ts, or move the rule that both need to shared/identity.ts',
  ],
  [
    'server/promotion/deliver.ts',
    `import '../planning/commands.ts';`,
    'use ../planning/store.ts, or move the rule that both need to shared/planning.ts',
  ],
  ['server/streams/live.ts', `import '../run/app.ts';`, 'streams <- run <- socket, http'],
  ['server/run/actors.ts', `import '../socket/viewer.ts';`, 'run/ may not import socket/'],
  ['server/http/pages.ts', `import '../socket/viewer.ts';`, 'http/ may not import socket/'],
  ['shared/identity.ts', `import './planning.ts';`, 'stands to its right in identity'],
  ['shared/availability/grid.ts', `import '../promotion.ts';`, 'stands to its right in identity'],
  ['shared/refusal.ts', `import './identity.ts';`, 'The core of shared/ names no feature'],
  ['server/metrics.ts', `import { save } from './saving.ts';\nsave();`, 'noFloatingPromises'],
  [
    'server/pace.ts',
    `export const f = (a: 'x' | 'y') => {\n  switch (a) {\n    case 'x':\n      return 1;\n  }\n};`,
    'useExhaustiveSwitchCases',
  ],
  ['server/run/parse.ts', 'export const a: any = 1;', 'noExplicitAny'],
  ['server/streams/ring.ts', `console.log('here');`, 'noConsole'],
  ['server/config.ts', 'export const port = process.env.PORT;', 'noProcessEnv'],
  ['server/http/origins.ts', 'export default 1;', 'noDefaultExport'],
  ['server/run/receipts.ts', 'export enum A { B }', 'noEnum'],
  [
    'server/run/feature.ts',
    `import { A } from './app.ts';\nexport const a = (b: A) => b;`,
    'useImportType',
  ],
  [
    'server/live.ts',
    `import { b } from './encoded.ts';\nexport const a = () => b;`,
    'noImportCycles',
  ],
  [
    'server/encoded.ts',
    `import { a } from './live.ts';\nexport const b = () => a;`,
    'noImportCycles',
  ],
  ['server/http/openapi.ts', `export * from './live.ts';`, 'noReExportAll'],
  ['server/socket/watching.ts', 'export const a = 1;\n'.repeat(251), 'noExcessiveLinesPerFile'],
  ['server/createUser.ts', 'export const a = 1;', 'useFilenamingConvention'],
  ['server/embedded/data-directory.ts', `import 'ws';`, 'noUndeclaredDependencies'],
];

/** Files that keep every rule: nothing is said about them. */
const kept: readonly [file: string, code: string][] = [
  ['shared/availability.ts', `import 'zod';\nimport 'temporal-polyfill';\nimport './day.ts';`],
  ['client/main.ts', `import 'lit';\nimport 'socket.io-client';\nimport '../../shared/day.ts';`],
  ['client/planning/room.ts', `import '../../shared/day.ts';\nimport '../store.ts';`],
  ['bot/main2.ts', `import '../../shared/day.ts';`],
  ['server/bus.ts', `import 'socket.io';`],
  ['server/main.ts', 'console.log(process.env.PORT);'],
  ['server/node.ts', `import './identity/commands.ts';\nimport 'pg';`],
  ['server/saving.ts', 'export const save = async () => 1;'],
  ['server/database/database.ts', `import 'slonik';`],
  ['server/run/store.ts', `import 'slonik';\nimport '../../shared/day.ts';`],
  ['server/promotion/store.ts', `import 'slonik';\nimport '../../shared/day.ts';`],
  [
    'server/promotion/schedule.ts',
    `import '../identity/store.ts';\nimport '../database/database.ts';`,
  ],
  [
    'server/identity/sign-in.ts',
    `import 'express';\nimport './store.ts';\nimport '../run/app.ts';`,
  ],
  ['test/wire.ts', `import 'ws';\nimport 'express';\nimport '../server/planning/commands.ts';`],
];

type Said = { file: string; what: string };
type Context = { folder: string; said: readonly Said[] };
const check = suite<Context>('npm run check');

const run = (cwd: string, program: string, ...words: string[]) => {
  const { stdout, stderr, status } = spawnSync(program, words, {
    cwd,
    env: { ...process.env, PATH: `${join(house, 'node_modules', '.bin')}:${process.env['PATH']}` },
    encoding: 'utf8',
    timeout: 120_000,
    maxBuffer: 50_000_000,
  });
  return { status, output: stdout, all: stdout + stderr };
};

/** A folder of its own, with these parts of the house. */
const furnished = (folder: string, ...parts: readonly string[]): string => {
  for (const part of parts) cpSync(join(house, part), join(folder, part), { recursive: true });
  return folder;
};

const write = (root: string, file: string, text: string): void => {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), `${text}\n`);
};

check.before((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'muster-check-'));
  const parts = ['biome.json', '.lint', 'package.json'];
  const root = furnished(join(context.folder, elsewhere), ...parts);
  for (const [file, code] of [...broken, ...kept]) write(root, file, code);
  const words = ['lint', '--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none'];
  const { output, all } = run(root, 'biome', ...words);
  assert.match(output, '"diagnostics"', all);
  context.said = JSON.parse(output).diagnostics.map(
    (one: { category: string; message: string; location: { path: string } }) => ({
      file: relative(root, join(root, one.location.path)),
      what: `${one.category} ${one.message}`,
    }),
  );
});

check.after(({ folder }) => {
  if (folder) rmSync(folder, { recursive: true, force: true });
});

const about = (said: readonly Said[], wanted: string): string[] =>
  said.filter(({ file }) => file === wanted).map(({ what }) => what);

for (const [file, code, expected] of broken) {
  check(`${file} hears: ${expected}`, ({ said }) => {
    const heard = about(said, file);
    assert.ok(
      heard.some((what) => what.includes(expected)),
      `${code}\n${heard.join('\n') || 'nothing was said'}`,
    );
  });
}

check('says nothing about imports that are allowed', ({ said }) => {
  for (const [file] of kept) assert.equal(about(said, file), [], file);
});

check('knows neither Node nor a browser in shared/', ({ folder }) => {
  const root = furnished(join(folder, 'types'), 'tsconfig.json', 'shared/tsconfig.json');
  write(root, 'shared/rule.ts', 'export const rule = () => [process, document, setTimeout];');
  const { output } = run(root, 'tsc', '-p', 'shared');
  for (const name of ['process', 'document', 'setTimeout']) {
    assert.match(output, `Cannot find name '${name}'`);
  }
});

check('finds what nobody uses', ({ folder }) => {
  const root = furnished(join(folder, 'use'), 'knip.json', 'package.json');
  symlinkSync(join(house, 'node_modules'), join(root, 'node_modules'));
  write(root, 'server/main.ts', `import { used } from './clock.ts';\nused();`);
  write(root, 'server/clock.ts', 'export const used = () => {};\nexport const dead = 1;');
  write(root, 'server/forgotten.ts', 'export {};');
  const { status, output } = run(root, 'knip', '--no-config-hints', '--no-progress');
  assert.is(status, 1);
  assert.match(output, /^server\/forgotten\.ts/m);
  assert.match(output, /^dead +server\/clock\.ts/m);
  assert.match(output, /^slonik +package\.json/m);
});

check('finds nothing in the house itself', () => {
  const { status, all } = run(house, 'npm', 'run', 'check');
  assert.is(status, 0, all);
});

check.run();
