/** Owns when every community's grid goes to its next day. The rollover itself is a command. */
import { addDays, dayAt, startOfDay } from '../../shared/day.ts';
import type { Core } from '../core.ts';
import { createDue, type Due } from '../due.ts';
import { listCommunities } from '../identity/store.ts';

const tryAgainMs = 60 * 1_000;

/**
 * Rolls over all grids that are due, then again whenever midnight comes to one of them. Several nodes
 * do the same: the row that has gone on already stays as it is. Resolves after the first look.
 */
export const startRollover = async ({
  app,
  database,
  clock,
  log,
}: Pick<Core, 'app' | 'database' | 'clock' | 'log'>): Promise<Due> => {
  const rollAll = async (): Promise<number> => {
    let next = Number.POSITIVE_INFINITY;
    for (const { slug, zone } of await listCommunities(database)) {
      next = Math.min(next, startOfDay(addDays(dayAt(clock.now(), zone), 1), zone));
      // One that cannot go on keeps none of the others from their new day.
      await app
        .run({ by: 'system', address: 'clock' }, 'availability:rollover', { community: slug })
        .catch((error: unknown) => {
          log.error({ err: error, community: slug }, 'a grid could not go to its next day');
          next = Math.min(next, clock.now() + tryAgainMs);
        });
    }
    return next;
  };
  const due = createDue({ what: 'rollover', work: rollAll, clock, log });
  await due.look();
  return due;
};
