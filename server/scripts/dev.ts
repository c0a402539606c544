/** Owns `npm run dev`: the server restarts and the page reloads when a file changes. Not for people. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const page = 'http://localhost:5173';

const run = (words: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess =>
  spawn(process.execPath, [...words], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });

// People open Vite's address, which hands on to the server everything that is no source file.
const children = [
  run(['--watch', '--watch-preserve-output', 'server/main.ts'], { PUBLIC_URL: page }),
  run([join(root, 'node_modules', 'vite', 'bin', 'vite.js'), '--strictPort', '--port', '5173']),
];

const stop = (): void => {
  for (const child of children) child.kill('SIGTERM');
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
for (const child of children) child.on('exit', stop);
