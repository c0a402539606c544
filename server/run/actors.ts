/**
 * Owns who sessions belong to, for reading: looked up together, remembered until it may have
 * changed. Commands that write never ask here: they read the database in their own transaction.
 */
import { type Actor, anonymous } from '../../shared/identity.ts';
import type { Clock } from '../clock.ts';
import type { Database, Reader } from '../database/database.ts';
import { createLanes } from './lanes.ts';

/** Who sessions belong to at this moment, in one community; one query for all of them. */
export type Who = (
  db: Reader,
  sessions: readonly string[],
  community: string,
  now: number,
) => Promise<ReadonlyMap<string, Actor>>;

export type Actors = {
  /** Nobody for no session, and for one that has ended. */
  of(session: string | null, community: string): Promise<Actor>;
  /** What is known of an account may be wrong now; of all of them when null. */
  forget(account: string | null): void;
};

/** Sessions remembered at most, and for how long: they also run out, which nobody announces. */
const mostRemembered = 10_000;
const remembersMs = 60_000;

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
  const known = new Map<string, { actor: Actor; until: number }>();
  let changes = 0;

  /** Everyone who arrives while a look-up is under way shares the next: a storm costs few queries. */
  const lookUps = createLanes<string, Actor>({
    turnSize: 1_000,
    longest: 100_000,
    async perform(community, sessions) {
      const changesBefore = changes;
      const actors = await who(database, sessions, community, clock.now());
      if (changes === changesBefore && mayRemember()) {
        for (const [session, actor] of actors) remember(`${community} ${session}`, actor);
      }
      return sessions.map((session) => actors.get(session) ?? anonymous);
    },
  });

  const remember = (name: string, actor: Actor): void => {
    const [oldest] = known.keys();
    if (known.size >= mostRemembered && oldest !== undefined) known.delete(oldest);
    known.set(name, { actor, until: clock.elapsed() + remembersMs });
  };

  return {
    async of(session, community) {
      if (session === null) return anonymous;
      const before = known.get(`${community} ${session}`);
      if (before && before.until > clock.elapsed() && mayRemember()) return before.actor;
      return lookUps.enter(community, session);
    },
    forget(account) {
      changes += 1;
      for (const [name, { actor }] of known) {
        if (account === null || actor.account?.id === account) known.delete(name);
      }
    },
  };
};
