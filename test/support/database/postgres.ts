/** Owns the PostgreSQL of the tests: one throw-away cluster, and databases cloned from one template. */
import { createHash, createHmac } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../../../server/database/migrate.ts';
import { ensureDatabase, ensureRoles } from '../../../server/database/roles.ts';
import { startEmbeddedPostgres } from '../../../server/embedded/embedded.ts';

const template = 'muster_template';
const migrations = join(import.meta.dirname, '../../../migrations');

/** Nothing in a test outlives the machine; several nodes, each with a pool, share one server. */
const forgetful = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  // Its visits count as transactions, and a test counts those of the server.
  autovacuum: 'off',
  max_connections: '300',
};

export type TestDatabase = {
  name: string;
  appUrl: string;
  ownerUrl: string;
  /** The superuser, in this database. */
  adminUrl: string;
  /** Cuts off whoever is still connected. */
  drop(): Promise<void>;
};

export type TestPostgres = {
  /** The superuser's, to hand to other processes as MUSTER_TEST_POSTGRES. */
  adminUrl: string;
  /** A migrated database of one's own; its time zone is MUSTER_TEST_TZ or TZ unless given. */
  cloneDatabase(options?: { timeZone?: string }): Promise<TestDatabase>;
  /** Ends and deletes the cluster, unless it is another process's. */
  stop(): Promise<void>;
};

/**
 * The server at MUSTER_TEST_POSTGRES, else a new one; with the roles and the migrated template in
 * place. Any number of processes may ask at once. Settings replace the forgetful ones, for the bench.
 */
export async function testPostgres(
  options: { settings?: Readonly<Record<string, string>> } = {},
): Promise<TestPostgres> {
  const given = process.env['MUSTER_TEST_POSTGRES'];
  const own = given ? undefined : await startOwn(options.settings ?? forgetful);
  const adminUrl = given ?? own?.adminUrl ?? '';
  const stop = async () => own?.stop();
  try {
    await prepareTemplate(adminUrl);
  } catch (error) {
    await stop();
    throw error;
  }
  return { adminUrl, cloneDatabase: (clone = {}) => cloneTemplate(adminUrl, clone), stop };
}

let shared: Promise<TestPostgres> | undefined;
let clones = 0;

/** A migrated database of one's own, on a server that goes when the last such database is dropped. */
export async function cloneDatabase(options: { timeZone?: string } = {}): Promise<TestDatabase> {
  shared ??= testPostgres();
  clones += 1;
  const server = await shared;
  const database = await server.cloneDatabase(options);
  const drop = async () => {
    await database.drop();
    clones -= 1;
    if (clones > 0) return;
    shared = undefined;
    await server.stop();
  };
  return { ...database, drop };
}

async function startOwn(settings: Readonly<Record<string, string>>) {
  const directory = mkdtempSync(join(tmpdir(), 'muster-test-'));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  try {
    const embedded = await startEmbeddedPostgres({ directory, settings });
    const stop = async () => {
      await embedded.stop();
      remove();
    };
    return { adminUrl: embedded.adminUrl, stop };
  } catch (error) {
    remove();
    throw error;
  }
}

/** The comment holds which migrations made the template, and is written last: without it, it is made again. */
function prepareTemplate(adminUrl: string): Promise<void> {
  return asAdmin(adminUrl, async (admin) => {
    await admin.query(`select pg_advisory_lock(hashtext('${template}'))`);
    const wanted = fingerprint();
    const { rows } = await admin.query(
      `select shobj_description(oid, 'pg_database') as made from pg_database where datname = $1`,
      [template],
    );
    if (rows[0]?.made === wanted) return;
    await ensureRoles(admin, {
      owner: password(adminUrl, 'owner'),
      app: password(adminUrl, 'app'),
    });
    await admin.query(`drop database if exists ${template} with (force)`);
    await ensureDatabase(admin, template);
    await migrate(urlOf(adminUrl, 'owner', template), { direction: 'up', dir: migrations });
    await admin.query(`comment on database ${template} is '${wanted}'`);
  });
}

async function cloneTemplate(
  adminUrl: string,
  { timeZone = process.env['MUSTER_TEST_TZ'] ?? process.env['TZ'] }: { timeZone?: string },
): Promise<TestDatabase> {
  const name = `muster_${crypto.randomUUID().replaceAll('-', '')}`;
  await asAdmin(adminUrl, async (admin) => {
    await ensureDatabase(admin, name, template);
    if (timeZone) {
      await admin.query(`alter database ${name} set timezone to ${pg.escapeLiteral(timeZone)}`);
    }
  });
  const own = new URL(adminUrl);
  own.pathname = name;
  return {
    name,
    appUrl: urlOf(adminUrl, 'app', name),
    ownerUrl: urlOf(adminUrl, 'owner', name),
    adminUrl: own.href,
    drop: () =>
      asAdmin(adminUrl, async (admin) => {
        await admin.query(`drop database if exists ${name} with (force)`);
      }),
  };
}

async function asAdmin(adminUrl: string, act: (admin: pg.Client) => Promise<void>): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 10_000 });
  await admin.connect();
  try {
    await admin.query(`set lock_timeout = '60s'`);
    await act(admin);
  } finally {
    await admin.end();
  }
}

/** The same in every process that knows the server, so that none has to be told. */
function password(adminUrl: string, role: 'owner' | 'app'): string {
  return createHmac('sha256', new URL(adminUrl).password).update(role).digest('hex');
}

function urlOf(adminUrl: string, role: 'owner' | 'app', database: string): string {
  const url = new URL(adminUrl);
  url.username = `muster_${role}`;
  url.password = password(adminUrl, role);
  url.pathname = database;
  return url.href;
}

function fingerprint(): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(migrations).toSorted()) {
    hash.update(name).update(readFileSync(join(migrations, name)));
  }
  return hash.digest('hex');
}
