/** Owns processes that hold an embedded PostgreSQL, for tests that stop, kill and refuse them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { suite, type Test } from 'uvu';
import * as assert from 'uvu/assert';
import { until, within } from '../deadline.ts';

type Urls = { ownerUrl: string; appUrl: string; adminUrl: string };
type Line = { urls?: Urls; refused?: string; log?: string; exit?: string };
type Muster = { process: ChildProcess; lines: Line[]; ended: Promise<number | null> };

/** Of one test: a fresh directory, and every process started in it. */
type Context = { parent: string; directory: string; musters: Muster[] };

/** A suite whose tests each begin without a database and leave no process. */
export function embeddedSuite(name: string): Test<Context> {
  const tests = suite<Context>(name);
  tests.before.each((context) => {
    context.parent = mkdtempSync(join(tmpdir(), 'muster-embedded-'));
    chmodSync(context.parent, 0o755);
    context.directory = join(context.parent, 'data');
    context.musters = [];
  });
  tests.after.each(async ({ parent, musters }) => {
    for (const muster of musters) await stop(muster);
    rmSync(parent, { recursive: true, force: true });
  });
  return tests;
}

/** Starts one in a process of its own; resolves with its first lines that matter. */
async function launch(context: Context): Promise<Line> {
  const fixture = join(import.meta.dirname, 'embedded-child.ts');
  const child = spawn(process.execPath, [fixture, context.directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: Line[] = [];
  createInterface(child.stdout).on('line', (line) => lines.push(JSON.parse(line)));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  context.musters.push({ process: child, lines, ended });
  const outcome = () => lines.find((line) => line.urls ?? line.refused);
  let silent: Line | undefined;
  void ended.then(() => {
    silent = { refused: 'ended without a word' };
  });
  return until('it starts or refuses', () => outcome() ?? silent, 30_000);
}

export async function start(context: Context): Promise<Urls> {
  const { urls, refused } = await launch(context);
  if (!urls) throw new Error(`Refused: ${refused}`);
  return urls;
}

export async function refusal(context: Context): Promise<string> {
  const { refused } = await launch(context);
  const muster = context.musters.at(-1);
  if (muster) assert.is(await within('it ends', muster.ended), 1);
  return refused ?? 'not refused';
}

export async function stop(muster: Muster | undefined): Promise<number | null> {
  muster?.process.kill('SIGTERM');
  return muster ? within('Muster stops', muster.ended, 20_000) : null;
}

export async function kill(muster: Muster | undefined): Promise<void> {
  muster?.process.kill('SIGKILL');
  if (muster) await within('Muster is killed', muster.ended);
}

export function postmasterPid({ directory }: Context): number {
  return Number.parseInt(readFileSync(join(directory, 'postgres', 'postmaster.pid'), 'utf8'), 10);
}

/** A zombie counts as gone: who reaps it is not ours to say. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const status = `/proc/${pid}/status`;
    return !(existsSync(status) && /^State:\s+Z/m.test(readFileSync(status, 'utf8')));
  } catch {
    return false;
  }
}

export async function query(url: string, text: string, values: unknown[] = []): Promise<unknown[]> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
  });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}
