/** Owns that receipts go: those that are a day old, and those of who has stored too much. */
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Log } from '../log.ts';
import { forgetReceipts, forgetTooManyReceipts } from './store.ts';

const dayMs = 24 * 60 * 60 * 1_000;
const everyMs = 60 * 60 * 1_000;

/** Resolves after the first time. Several nodes may do the same. */
export const startForgetting = async ({
  database,
  clock,
  log,
}: {
  database: Database;
  clock: Clock;
  log: Log;
}): Promise<{ stop(): void }> => {
  const forget = async (): Promise<void> => {
    try {
      await forgetReceipts(database, clock.now() - dayMs);
      await forgetTooManyReceipts(database);
    } catch (error) {
      log.warn({ err: error }, 'receipts were not forgotten');
    }
  };
  await forget();
  const timer = setInterval(() => void forget(), everyMs);
  return { stop: () => clearInterval(timer) };
};
