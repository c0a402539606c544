/** Owns the order in which the files in migrations/ are applied and undone; knows none of their content. */
import { join } from 'node:path';
import { runner } from 'node-pg-migrate';
import pg from 'pg';

export type MigrateOptions = {
  direction: 'up' | 'down';
  /** How many: all by default on the way up, one on the way down. */
  count?: number;
  log?: (line: string) => void;
  /** Of files `0001-name.sql` with `-- Up Migration` and `-- Down Migration`. */
  dir?: string;
};

/**
 * Applies what is not applied yet, or undoes the last; all or nothing. Resolves with the names, in
 * order. Safe to call from many processes at once: they wait for each other. Locks are waited for
 * at most a minute, so that a start cannot hang behind a forgotten session.
 */
export async function migrate(
  ownerUrl: string,
  {
    direction,
    count,
    log = () => {},
    dir = join(import.meta.dirname, '../../migrations'),
  }: MigrateOptions,
): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  let current = '';
  const info = (line: string) => {
    current = line.match(/^### MIGRATION (\S+)/)?.[1] ?? current;
    log(line);
  };
  try {
    await client.query(`set lock_timeout = '60s'`);
    const done = await runner({
      dbClient: client,
      dir,
      // Only SQL: a README may stand beside the files.
      ignorePattern: '(?!.*\\.sql$).*',
      direction,
      ...(count === undefined ? {} : { count }),
      schema: 'public',
      migrationsSchema: 'public',
      migrationsTable: 'migrations',
      advisoryLockMode: 'wait',
      singleTransaction: true,
      logger: { info, warn: log, error: log },
    });
    return done.map(({ name }) => name);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${current || 'Migrations'}: ${why}`, { cause });
  } finally {
    await client.end();
  }
}

if (import.meta.main) {
  const direction = process.argv[2];
  const url = process.env['DATABASE_OWNER_URL'] ?? process.env['DATABASE_URL'];
  if ((direction !== 'up' && direction !== 'down') || !url) {
    console.error(
      'Usage: DATABASE_OWNER_URL=postgres://... node server/database/migrate.ts up|down',
    );
    process.exitCode = 2;
  } else {
    try {
      await migrate(url, { direction, log: console.error });
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    }
  }
}
