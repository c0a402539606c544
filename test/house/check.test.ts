import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { broken, kept } from './lint-cases.ts';

const house = join(import.meta.dirname, '..', '..');
/** Walls must not depend on where a clone lies: these names are folders of the house. */
const elsewhere = join('server', 'shared', 'identity');

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
