/**
 * Owns `npm test`: sets up what tests need, runs every file in a process of its own, and counts.
 * Arguments choose files by part of their path: `npm test -- availability`. With `--every-zone`
 * each file runs in each zone, which takes three times as long.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { testPostgres } from './support/database/postgres.ts';
import { ensurePrograms } from './support/programs/programs.ts';

const root = join(import.meta.dirname, '..');
const perFileMs = 600_000;
/** East and west of UTC, and UTC: the host's zone and the database's, together. */
const zones = ['Europe/Ljubljana', 'UTC', 'America/New_York'];
/** Files whose subject has nothing to do with dates run in the first zone only. */
const inOneZone =
  /^e2e\/|^test\/(?:bench|client|database|house|http|process|run|streams)\/|evenings|feed-links|provider|sign-in-browser|undo/;

/**
 * Files beside which nothing else runs: one measures how long people wait; one counts transactions,
 * of which PostgreSQL adds some of its own while other files make databases.
 */
const alone = /together|idle/;

type Count = { passed: number; failed: number; skipped: number };
type Run = { file: string; zone: string };

const isEveryZone = process.argv.includes('--every-zone');
const chosen = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const files = globSync('{test,e2e}/**/*.test.ts', { cwd: root })
  .sort()
  .filter((file) => chosen.length === 0 || chosen.some((part) => file.includes(part)));

const running = new Set<ChildProcess>();

const runFile = ({ file, zone }: Run, postgres: string): Promise<Count> =>
  new Promise((resolve) => {
    const startedAt = performance.now();
    const child = spawn(process.execPath, [join(root, file)], {
      cwd: root,
      env: { ...process.env, TZ: zone, MUSTER_TEST_TZ: zone, MUSTER_TEST_POSTGRES: postgres },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    let output = '';
    let isLate = false;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (text: Buffer) => {
        output = (output + text.toString()).slice(-100_000);
      });
    }
    const timer = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, perFileMs);
    child.on('close', (exitCode) => {
      clearTimeout(timer);
      running.delete(child);
      const count = counted(output);
      const isBroken = exitCode !== 0 && count.failed === 0;
      if (isBroken) count.failed += 1;
      const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
      const verdict = count.failed > 0 ? 'FAILED' : 'ok';
      console.log(`${verdict.padEnd(6)} ${file} (${zone}, ${count.passed} tests, ${seconds} s)`);
      if (isLate) console.log(`Still running after ${perFileMs / 1_000} s: ended.`);
      if (count.failed > 0 || count.skipped > 0) console.log(output);
      resolve(count);
    });
  });

/** Adds up the totals that uvu prints at the end of every file. */
const counted = (output: string): Count => {
  const sum = (label: string): number =>
    [...output.matchAll(new RegExp(`^\\s*${label}:\\s+(\\d+)`, 'gm'))].reduce(
      (total, [, number]) => total + Number(number),
      0,
    );
  const [total, passed, skipped] = [sum('Total'), sum('Passed'), sum('Skipped')];
  return { passed, skipped, failed: total - passed - skipped };
};

const main = async (): Promise<number> => {
  ensurePrograms();
  if (!existsSync(join(root, 'client', 'dist', 'index.html')) || chosen.length === 0) {
    const built = spawnSync(
      process.execPath,
      [join(root, 'server', 'scripts', 'prepare.mjs'), '--build'],
      {
        cwd: root,
        stdio: 'inherit',
      },
    );
    if (built.status !== 0) return 1;
  }
  const postgres = await testPostgres();
  const runs: Run[] = zones.flatMap((zone, index) =>
    files
      .filter((file) => index === 0 || isEveryZone || !inOneZone.test(file))
      .map((file) => ({ file, zone })),
  );
  const waiting = runs.filter(({ file }) => !alone.test(file));
  const sum: Count = { passed: 0, failed: 0, skipped: 0 };
  const run = async (next: Run): Promise<void> => {
    const count = await runFile(next, postgres.adminUrl);
    for (const key of ['passed', 'failed', 'skipped'] as const) sum[key] += count[key];
  };
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await run(next);
  };
  try {
    for (const next of runs.filter(({ file }) => alone.test(file))) await run(next);
    await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));
  } finally {
    await postgres.stop();
  }
  if (sum.passed + sum.failed === 0) sum.failed = 1;
  const skipped = sum.skipped > 0 ? `, ${sum.skipped} skipped` : '';
  console.log(`${sum.passed} passed, ${sum.failed} failed${skipped}`);
  return sum.failed > 0 ? 1 : 0;
};

process.on('SIGINT', () => {
  for (const child of running) child.kill('SIGKILL');
  process.exit(130);
});

process.exitCode = await main();
