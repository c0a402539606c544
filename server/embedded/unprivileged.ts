/** Decides as whom PostgreSQL's programs run, as they refuse root; creates no user, loosens no permission. */
import { spawnSync } from 'node:child_process';
import { lchownSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StartProblem } from '../start-problem.ts';

type Owner = { uid: number; gid: number };

/** How to run a program: what to put before its path, the ids to spawn it with, who owns its files. */
export type RunAs = { before: readonly string[]; ids: Partial<Owner>; owner?: Owner };

/** `nobody` on Linux; initdb asks for the name of its user, and this one has one everywhere. */
const nobody: Owner = { uid: 65_534, gid: 65_534 };

/** None of the caller's PG* settings; messages in English, because some are recognised. */
export const environment: NodeJS.ProcessEnv = {
  PATH: process.env['PATH'] ?? '/usr/bin:/bin',
  LC_ALL: 'C',
  ...(process.env['TZ'] ? { TZ: process.env['TZ'] } : {}),
};

/**
 * The first way in which `program` starts and can enter `directory`; refuses when there is none.
 * Root becomes the owner of the `data` already there, else nobody.
 */
export function findRunAs(program: string, directory: string, data: string): RunAs {
  const ways = process.getuid?.() === 0 ? waysForRoot(data) : [{ before: [], ids: {} }];
  let reason = '';
  for (const way of ways) {
    const probe = run(way, 'sh', [
      '-c',
      'cd "$1" && exec "$2" --version',
      'sh',
      directory,
      program,
    ]);
    if (probe.status === 0) return way;
    reason ||= (probe.stderr || probe.error?.message || 'no reason given').trim();
  }
  throw new StartProblem(
    `PostgreSQL cannot run here (${reason}): install again with install scripts allowed, ` +
      'start Muster as an ordinary user, or set DATABASE_URL to a server of your own.',
  );
}

/** Runs a program to its end, at most a minute. */
export function run({ before, ids }: RunAs, program: string, args: readonly string[]) {
  const [command = program, ...rest] = [...before, program, ...args];
  const options = { ...ids, cwd: '/', env: environment, timeout: 60_000 };
  return spawnSync(command, rest, { ...options, encoding: 'utf8' });
}

/** Gives `path` and all in it to who runs PostgreSQL; the top last, so that a broken run is repeated. */
export function handOver({ owner }: RunAs, path: string): void {
  if (!owner || statSync(path).uid === owner.uid) return;
  for (const name of readdirSync(path, { recursive: true, encoding: 'utf8' })) {
    lchownSync(join(path, name), owner.uid, owner.gid);
  }
  lchownSync(path, owner.uid, owner.gid);
}

/**
 * Taking another user's ids is enough unless a parent directory keeps others out (/root, a checkout
 * made by `mktemp -d`). Then the process keeps one capability beside them: to read and search past
 * permissions, or, in containers that hold only this one, to write too. Without `no_setuid_fixup`
 * access(2) ignores capabilities, and initdb looks for its companions by access(2).
 */
function waysForRoot(data: string): RunAs[] {
  const found = statSync(data, { throwIfNoEntry: false });
  const owner = found?.uid ? { uid: found.uid, gid: found.gid } : nobody;
  const keeping = (capability: string): RunAs => ({
    before: [
      'setpriv',
      ...[`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups'],
      '--securebits=+no_setuid_fixup',
      ...['inh-caps', 'ambient-caps', 'bounding-set'].map((set) => `--${set}=-all,+${capability}`),
      '--',
    ],
    ids: {},
    owner,
  });
  return [{ before: [], ids: owner, owner }, keeping('dac_read_search'), keeping('dac_override')];
}
