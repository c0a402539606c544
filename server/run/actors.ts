/**
 * Owns who callers are, for reading: looked up together, remembered until it may have changed.
 * Commands that write never ask here: they read the database in their own transaction.
 */
import { LRUCache } from 'lru-cache';
import { type Actor, anonymous, system } from '../../shared/actor.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { asked, askerOf } from './asker.ts';
import type { By } from './feature.ts';
import { createLanes } from './lanes.ts';
import { findActors, type Who } from './store.ts';

export type Actors = {
  /** Nobody for nobody, and for a session that has ended. */
  of(by: By, community: string): Promise<Actor>;
  /** What is known of an account may be wrong now; of all of them when null. */
  forget(account: string | null): void;
};

/** Callers remembered at most, and for how long: sessions also run out, which nobody announces. */
const mostRemembered = 10_000;
const remembersMs = 60_000;

/** Who needs no database to be known; nothing for all others. */
export const plainActor = (by: By): Actor | undefined => {
  if (by === 'nobody') return anonymous;
  if (by === 'system') return system;
  return 'service' in by ? { ...anonymous, service: by.service } : undefined;
};

export const createActors = ({
  database,
  who,
  mayRemember,
  clock,
}: {
  database: Database;
  who: Who;
  /** False while this node would not hear that something changed on another. */
  mayRemember: () => boolean;
  clock: Clock;
}): Actors => {
  const known = new LRUCache<string, Actor>({ max: mostRemembered, ttl: remembersMs });
  let changes = 0;

  /** Everyone who arrives while a look-up is under way shares the next: a storm costs few queries. */
  const lookUps = createLanes<By, Actor>({
    batchSize: 1_000,
    longest: 100_000,
    async perform(community, callers) {
      const changesBefore = changes;
      const actors = await findActors(database, who, asked(callers), community, clock.now());
      if (changes === changesBefore && mayRemember()) {
        for (const [asker, actor] of actors) known.set(`${community} ${asker}`, actor);
      }
      return callers.map((by) => actors.get(askerOf(by)) ?? anonymous);
    },
  });

  return {
    async of(by, community) {
      const plain = plainActor(by);
      if (plain) return plain;
      const before = mayRemember() ? known.get(`${community} ${askerOf(by)}`) : undefined;
      return before ?? lookUps.enter(community, by);
    },
    forget(account) {
      changes += 1;
      if (account === null) return known.clear();
      for (const [name, actor] of known.entries()) {
        if (actor.account?.id === account) known.delete(name);
      }
    },
  };
};
