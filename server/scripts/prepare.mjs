/**
 * Owns what must be there before Muster starts: packages, and with `--build` the client. Runs on
 * whatever Node is installed, with nothing else, and must never load a package.
 */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const at = (...path) => join(root, ...path);
const ownNode = at('node_modules', 'node', 'bin', 'node');
const dist = at('client', 'dist');
const stamp = join(dist, '.built');

/** Ends with one sentence. */
const fail = (sentence) => {
  console.error(sentence);
  process.exit(1);
};

/** Runs to the end, showing the program's own output; fails in words. */
const run = (command, args, env, failure) => {
  const { status, signal, error } = spawnSync(command, args, { cwd: root, env, stdio: 'inherit' });
  if (signal) process.exit(130);
  if (status !== 0) fail(`${failure} (${error ? error.code : `code ${status}`}).`);
};

const packagesOf = (lockFile) => JSON.parse(readFileSync(lockFile, 'utf8')).packages ?? {};

/**
 * Whether npm's record of what it installed, written last, is what package-lock.json asks for.
 * Packages for other platforms are in the lock alone; so are, in production, those for development.
 */
const isInstalled = () => {
  try {
    const installed = packagesOf(at('node_modules', '.package-lock.json'));
    const wanted = Object.entries(packagesOf(at('package-lock.json'))).filter(([path]) => path);
    return wanted.every(([path, { version, integrity, optional, devOptional, dev }]) => {
      const found = installed[path];
      if (!found) return optional || devOptional || (dev && process.env.NODE_ENV === 'production');
      return found.version === version && found.integrity === integrity && existsSync(at(path));
    });
  } catch {
    return false;
  }
};

const install = () => {
  console.log('Installing packages; this takes a minute, once.');
  // The Node among the packages goes while npm replaces them: npm must run on the machine's own.
  const path = (process.env.PATH ?? '').split(delimiter);
  const env = {
    ...process.env,
    PATH: path.filter((folder) => !folder.includes('node_modules')).join(delimiter),
  };
  const command = existsSync(at('package-lock.json')) ? 'ci' : 'install';
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  run('npm', [command, ...quiet], env, 'Muster could not install its packages by npm');
  if (existsSync(ownNode)) return;
  fail(
    'Muster lacks its Node: npm was told not to run install scripts; allow them and start again.',
  );
};

/** The time of the last change in a file, or in a folder and all below it. */
const lastChange = (path) => {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isDirectory()) return found?.mtimeMs ?? 0;
  const inside = readdirSync(path).map((name) => lastChange(join(path, name)));
  return Math.max(found.mtimeMs, ...inside);
};

/** The stamp bears the time at which its build began: what was saved meanwhile is built next time. */
const isBuilt = () => {
  if (!existsSync(stamp) || !existsSync(join(dist, 'index.html'))) return false;
  const client = readdirSync(at('client'))
    .filter((name) => name !== 'dist')
    .map((name) => at('client', name));
  const sources = [...client, at('shared'), at('vite.config.ts'), at('package-lock.json')];
  return Math.max(...sources.map(lastChange)) <= statSync(stamp).mtimeMs;
};

const build = () => {
  console.log('Building the client.');
  const began = new Date();
  rmSync(stamp, { force: true });
  const vite = [at('node_modules', '.bin', 'vite'), 'build', '--logLevel', 'warn'];
  run(ownNode, vite, process.env, 'Muster could not build its client');
  mkdirSync(dist, { recursive: true });
  writeFileSync(stamp, '');
  utimesSync(stamp, began, began);
};

// npm empties the folder it installs into: through a link that would be somebody else's.
if (lstatSync(at('node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) {
  fail(
    'node_modules is a symbolic link; remove the link and start again: Muster installs its own.',
  );
}
if (!isInstalled() || !existsSync(ownNode)) install();
if (process.argv.includes('--build') && !isBuilt()) build();
