import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

type Context = { root: string; prepare: (...args: string[]) => Outcome };
type Outcome = { status: number | null; said: string };

const prepare = suite<Context>('preparation before the start');

/** A checkout as small as can be: npm is real, its two packages come from folders beside it. */
prepare.before.each((context) => {
  const root = mkdtempSync(join(tmpdir(), 'muster prepare-'));
  const write = (path: string, text: string) => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text, { mode: 0o755 });
  };
  const json = (path: string, value: object) => write(path, JSON.stringify(value));
  json('package.json', {
    name: 'checkout',
    dependencies: { node: 'file:packages/node', vite: 'file:packages/vite' },
  });
  json('packages/node/package.json', { name: 'node', version: '1.0.0', bin: 'bin/node' });
  mkdirSync(join(root, 'packages/node/bin'));
  symlinkSync(process.execPath, join(root, 'packages/node/bin/node'));
  json('packages/vite/package.json', { name: 'vite', version: '1.0.0', bin: 'vite.cjs' });
  write(
    'packages/vite/vite.cjs',
    `#!/usr/bin/env node
    const fs = require('node:fs');
    if (fs.readFileSync('client/main.ts', 'utf8') === 'broken') process.exit(1);
    fs.mkdirSync('client/dist', { recursive: true });
    fs.writeFileSync('client/dist/index.html', '');`,
  );
  write('client/main.ts', '');
  write('shared/rule.ts', '');
  write('vite.config.ts', '');
  write('.npmrc', 'offline=true\naudit=false\nfund=false\n');
  cpSync(
    join(import.meta.dirname, '../../server/scripts/prepare.mjs'),
    join(root, 'server/scripts/prepare.mjs'),
  );
  context.root = root;
  context.prepare = (...args) => {
    const script = [join(root, 'server/scripts/prepare.mjs'), ...args];
    const options = { cwd: tmpdir(), timeout: 60_000, encoding: 'utf8' } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, script, options);
    return { status, said: stdout + stderr };
  };
  const locked = spawnSync('npm', ['install', '--package-lock-only'], { cwd: root });
  assert.is(locked.status, 0);
});

prepare.after.each(({ root }) => rmSync(root, { recursive: true, force: true }));

prepare('installs and builds once, then has nothing to do', ({ prepare }) => {
  const first = prepare('--build');
  assert.is(first.status, 0, first.said);
  assert.match(first.said, /^Installing packages/);
  assert.match(first.said, /Building the client/);

  assert.equal(prepare('--build'), { status: 0, said: '' });
});

prepare('builds only when asked, and again when a source is newer', ({ root, prepare }) => {
  assert.not.match(prepare().said, /Building/);
  assert.match(prepare('--build').said, /Building/);

  for (const path of ['client/main.ts', 'shared/rule.ts', 'vite.config.ts']) {
    const later = new Date(Date.now() + 2_000);
    utimesSync(join(root, path), later, later);
    assert.match(prepare('--build').said, /Building/, path);
    const earlier = new Date(Date.now() - 60_000);
    utimesSync(join(root, path), earlier, earlier);
    assert.is(prepare('--build').said, '', path);
  }
});

prepare(
  'installs again when npm was interrupted, or the lock asks for more',
  ({ root, prepare }) => {
    assert.is(prepare().status, 0);

    rmSync(join(root, 'node_modules/.package-lock.json'));
    assert.match(prepare().said, /^Installing/);
    // What a pull brings: a lock with other versions.
    for (const path of [
      'package-lock.json',
      'packages/node/package.json',
      'packages/vite/package.json',
    ]) {
      const text = readFileSync(join(root, path), 'utf8');
      writeFileSync(join(root, path), text.replaceAll('1.0.0', '1.0.1'));
    }
    assert.match(prepare().said, /^Installing/);

    assert.is(prepare().said, '');
  },
);

prepare('says in words what failed, without a stack', ({ root, prepare }) => {
  writeFileSync(join(root, 'package-lock.json'), 'not a lock');
  const unlocked = prepare();
  assert.is(unlocked.status, 1);
  assert.match(unlocked.said, /Muster could not install its packages by npm \(code 1\)\.\n$/);
  assert.not.match(unlocked.said, /^ +at /m);

  rmSync(join(root, 'package-lock.json'));
  writeFileSync(join(root, 'client/main.ts'), 'broken');
  const unbuilt = prepare('--build');
  assert.is(unbuilt.status, 1);
  assert.match(unbuilt.said, /Muster could not build its client \(code 1\)\.\n$/);
});

prepare('leaves packages alone that are only linked to', ({ root, prepare }) => {
  assert.is(prepare().status, 0);
  const theirs = join(root, 'theirs');
  renameSync(join(root, 'node_modules'), theirs);
  symlinkSync(theirs, join(root, 'node_modules'));
  // What would make npm install again, and empty the folder.
  rmSync(join(theirs, '.package-lock.json'));

  const refused = prepare('--build');

  assert.is(refused.status, 1);
  assert.match(refused.said, /^node_modules is a symbolic link; [^\n]+\n$/);
  assert.ok(existsSync(join(theirs, 'vite')));
});

prepare.run();
