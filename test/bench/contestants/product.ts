/** Owns the product as contestant: its PostgreSQL with fsync on, its Redis, and its people. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../../../server/database/migrate.ts';
import { ensureDatabase } from '../../../server/database/roles.ts';
import { startEmbeddedPostgres } from '../../../server/embedded/embedded.ts';
import { addDays, dayAt } from '../../../shared/day.ts';
import type { ServerName } from '../figures.ts';
import { until } from '../load/clock.ts';
import { accepts, freePort, type Server, startServer, stop } from './processes.ts';
import { headersOf, seedPeople, sessionSecret } from './seed.ts';
import type { Contestant } from './stage.ts';

const publishers = 100;
/** Nobody marks a thousand times in ten seconds; the publishers of a bench do. */
const limitFactor = 10_000;

export type Product = Contestant & {
  /** Connected as the owner of its database. */
  owner: pg.Client;
  /** Transactions its database has seen, by its own count. */
  transactions: () => Promise<number>;
  /** Vacuum by itself counts as transactions: it rests while the idle are watched. */
  setAutovacuum: (state: 'on' | 'off') => Promise<void>;
};

export type Products = { plain: Product; redis: Product; close: () => Promise<void> };

/** The product twice, each on a database of its own in one cluster: without and with Redis. */
export async function openProducts(viewers: number): Promise<Products> {
  const closers: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.reverse()) await closer();
  };
  try {
    const directory = mkdtempSync(join(tmpdir(), 'muster-bench-'));
    closers.push(() => rmSync(directory, { recursive: true, force: true }));
    const postgres = await startEmbeddedPostgres({ directory });
    closers.push(postgres.stop);
    const admin = new pg.Client(postgres.adminUrl);
    await admin.connect();
    closers.push(() => admin.end());
    await ensureDatabase(admin, 'muster_redis');

    const redis = await startRedis();
    closers.push(redis.stop);
    const open = async (name: ServerName, database: string, env: Record<string, string>) => {
      const ownerUrl = inDatabase(postgres.ownerUrl, database);
      await migrate(ownerUrl, { direction: 'up' });
      const owner = new pg.Client(ownerUrl);
      await owner.connect();
      closers.push(() => owner.end());
      await seedPeople(owner, publishers + viewers);
      const { rows } = await owner.query('select zone from communities');
      const today = dayAt(Date.now(), rows[0].zone);
      const product: Product = {
        name,
        dialect: 'muster',
        async start() {
          // Publishers begin anew: what they set the last time would be no change.
          await owner.query('delete from entries where day >= current_date');
          return startProduct({
            ...env,
            DATABASE_URL: inDatabase(postgres.appUrl, database),
            DATABASE_OWNER_URL: ownerUrl,
            MUSTER_DATA: directory,
          });
        },
        publisherHeaders: headersOf(1, publishers),
        viewerHeaders: headersOf(publishers + 1, viewers),
        // The last writable day is left out: the bench may run past midnight.
        days: Array.from({ length: 90 }, (_, i) => addDays(today, i + 1)),
        owner,
        transactions: () => transactionsOf(admin, database),
        async setAutovacuum(state) {
          await admin.query(`alter system set autovacuum = ${state}`);
          await admin.query('select pg_reload_conf()');
        },
      };
      return product;
    };
    return {
      plain: await open('muster', 'muster', {}),
      redis: await open('muster+redis', 'muster_redis', { REDIS_URL: redis.url }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startProduct(env: Record<string, string>): Promise<Server> {
  const server = await startServer('../../../server/main.ts', {
    ...env,
    SESSION_SECRET: sessionSecret,
    MUSTER_LIMIT_FACTOR: String(limitFactor),
  });
  if (!(await until(() => isReady(server), 30_000, 50))) {
    await server.stop();
    throw new Error('The product was not ready within 30 s.');
  }
  return server;
}

const isReady = ({ address }: Server): Promise<boolean> =>
  new Promise((resolve) => {
    const asking = get({ ...address, path: '/ready', timeout: 1_000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    // What is asked before the node is wired is never answered.
    asking.on('timeout', () => asking.destroy());
    asking.on('error', () => resolve(false));
  });

/** Nothing is kept on disk: losing Redis loses no data. */
async function startRedis(): Promise<{ url: string; stop: () => Promise<void> }> {
  const port = await freePort();
  const args = ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no'];
  const child: ChildProcess = spawn('redis-server', args, { stdio: 'ignore' });
  child.on('error', () => {});
  if (!(await until(() => accepts({ host: '127.0.0.1', port }), 5_000, 50))) {
    throw new Error('The bench needs redis-server: install it from the system packages.');
  }
  return { url: `redis://127.0.0.1:${port}`, stop: () => stop(child) };
}

async function transactionsOf(admin: pg.Client, database: string): Promise<number> {
  const { rows } = await admin.query(
    'select xact_commit + xact_rollback as count from pg_stat_database where datname = $1',
    [database],
  );
  return Number(rows[0].count);
}

function inDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
