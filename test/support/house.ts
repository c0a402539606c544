/** Owns a whole Muster for one test file: a database of its own, any number of nodes, its people. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { sign } from 'cookie-signature';
import pg from 'pg';
import type { Feature } from '../../server/core.ts';
import { createLog } from '../../server/log.ts';
import { createNode, type RunningNode } from '../../server/node.ts';
import type { Caller } from '../../server/run/feature.ts';
import type { CommandName, Result, Sent } from '../../shared/protocol.ts';
import { createTestClock, type TestClock } from './clock.ts';
import { cloneDatabase } from './database/postgres.ts';

/** Larger than a JavaScript number can hold: an id that is rounded anywhere fails its test. */
const firstId = '1180675284893024347';
/** Signs the session cookies of every house. */
export const houseSecret = 'a secret of thirty-two characters';

/** The cookie that a browser sends for a session id. */
export const cookieOf = (id: string, secret = houseSecret): string =>
  `muster=${encodeURIComponent(`s:${sign(id, secret)}`)}`;

export type Person = {
  readonly name: string;
  readonly account: string;
  /** Set once the person has linked a player. */
  readonly player: string;
  /** What the server knows the session by: the hash of its id. */
  readonly session: string;
  /** What the browser alone has of it. */
  readonly sessionId: string;
  readonly cookie: string;
  readonly caller: Caller;
  run<Name extends CommandName>(name: Name, input: Sent<Name>): Promise<Result<Name>>;
};

export type House = {
  readonly clock: TestClock;
  readonly database: {
    readonly appUrl: string;
    readonly ownerUrl: string;
    readonly adminUrl: string;
  };
  /** Every node runs against the same database; with `redisUrl` they are many. */
  startNode(options?: {
    redisUrl?: string;
    port?: number;
    limitFactor?: number;
    /** Another way to the same database. */
    databaseUrl?: string;
    publicUrl?: string;
    /** Beside those that Muster has. */
    features?: readonly Feature[];
  }): Promise<RunningNode>;
  /** Runs SQL as the owner: for arranging what has no command yet, and for looking. */
  sql<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** A second community, beside the default one. */
  community(slug: string): Promise<void>;
  /** Signs in and links a player; `linked: false` leaves the account without one. */
  person(node: RunningNode, name: string, options?: { linked?: boolean }): Promise<Person>;
  close(): Promise<void>;
};

/** Wednesday evening in Ljubljana, far from any change of clocks. */
const anEvening = '2026-11-18T19:30:00+01:00';

export const openHouse = async ({
  at = anEvening,
  zone = 'Europe/Ljubljana',
  threshold = 3,
}: {
  at?: string;
  zone?: string;
  threshold?: number;
} = {}): Promise<House> => {
  const clock = createTestClock(at);
  const database = await cloneDatabase();
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  const nodes: RunningNode[] = [];
  const sql: House['sql'] = async (text, values = []) =>
    (await owner.query(text, [...values])).rows as never;

  for (const table of ['accounts', 'players']) {
    await sql(`alter table ${table} alter column id restart with ${firstId}`);
  }
  await sql('update communities set zone = $1, threshold = $2', [zone, threshold]);

  return {
    clock,
    database,
    sql,
    async startNode({
      redisUrl,
      port = 0,
      limitFactor = 1_000,
      databaseUrl = database.appUrl,
      publicUrl,
      features = [],
    } = {}) {
      const node = await createNode(
        {
          host: '127.0.0.1',
          port,
          publicUrl,
          proxies: 0,
          databaseUrl,
          redisUrl,
          oidc: 'local',
          isProduction: false,
          sessionSecret: houseSecret,
          limitFactor,
          clientDirectory: join(import.meta.dirname, '..', '..', 'client', 'dist'),
        },
        { clock, log: createLog(process.env['LOG_LEVEL'] ?? 'silent'), features },
      );
      nodes.push(node);
      return node;
    },
    async community(slug) {
      await sql(`insert into communities (slug, name, zone) values ($1, $1, 'UTC')`, [slug]);
      await sql(
        `insert into streams (name, community_id)
         select kind || slug, id from communities, unnest('{grid:,roster:}'::text[]) as kind
         where slug = $1`,
        [slug],
      );
    },
    async person(node, name, { linked = true } = {}) {
      const { account } = await node.app.run(
        { by: 'system', address: 'test' },
        'identity:sign-in',
        { issuer: 'test', subject: name, name },
      );
      const sessionId = randomBytes(18).toString('base64url');
      const session = createHash('sha256').update(sessionId).digest('hex');
      await sql(
        `insert into sessions (id_hash, account_id, created_at, seen_at, expires_at)
         values ($1, $2, $3, $3, '2099-01-01')`,
        [session, account, new Date(clock.now())],
      );
      const caller = { by: { session }, address: '127.0.0.1' };
      const run: Person['run'] = (command, input) => node.app.run(caller, command, input);
      const player = linked
        ? (await run('identity:link', { key: randomUUID(), name })).player.id
        : '';
      const cookie = cookieOf(sessionId);
      return { name, account, player, session, sessionId, cookie, caller, run };
    },
    async close() {
      for (const node of nodes) await node.close();
      await owner.end();
      await database.drop();
    },
  };
};
