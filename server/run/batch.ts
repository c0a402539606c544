/**
 * Owns one batch: many commands, one transaction, one revision for each stream it changes. Called by
 * `run` alone; what it announces leaves only after the commit.
 */
import type { CommandName } from '../../shared/protocol.ts';
import { type Refusal, Refused, refusal } from '../../shared/refusal.ts';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import { type Database, isOutage, type Tx, takenConstraint } from '../database/database.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Streams } from '../streams/streams.ts';
import { asked as askedActors, askerOf } from './asker.ts';
import { actorAmong, type Candidate, decideAll } from './decide.ts';
import { type Gathered, gatherEffects } from './effects.ts';
import type { By, Community, Handlers, Outcome } from './feature.ts';
import { keyOf, openReceipts } from './receipts.ts';
import { concludeBatch, openBatch, type Who } from './store.ts';

/** A parsed command waiting for its batch. */
export type Pending = {
  readonly name: CommandName;
  readonly input: unknown;
  readonly by: By;
  /** Those it changes. The whole batch belongs to one community. */
  readonly streams: readonly string[];
  /** Its slug; nothing for a command that belongs to none. */
  readonly community: string | undefined;
};

export type BatchDeps = {
  database: Database;
  clock: Clock;
  handlers: Handlers;
  who: Who;
  bus: Bus;
  streams: Streams;
  metrics: Metrics;
  log: Log;
};

/** What is known once the transaction is over. */
type Decided = { readonly asked: readonly Candidate[]; readonly effects: Gathered };

/** Answers every pending command in order. What fails together is tried again one by one. */
export const takeBatch = async (
  deps: BatchDeps,
  pending: readonly Pending[],
): Promise<readonly Outcome<unknown>[]> => {
  const { database, bus, streams, metrics } = deps;
  let effects: Gathered | undefined;
  try {
    const decided = await database.transaction((tx) =>
      decide(deps, tx, pending, (gathered) => {
        effects = gathered;
      }),
    );
    metrics.batchTaken(pending.length);
    decided.effects.leave({ bus, streams });
    return decided.asked.map(({ outcome }) => outcome);
  } catch (error) {
    // The commit may have happened although its answer was lost.
    effects?.refreshAll(bus);
    for (const stream of namesOf(pending)) streams.verify(stream);
    // In another batch the same key was answered meanwhile: its receipt is found next time.
    const isAnswered = takenConstraint(error) === 'receipts_pkey';
    if (isOutage(error) || (pending.length === 1 && !isAnswered)) throw error;
    const outcomes: Outcome<unknown>[] = [];
    for (const one of pending) outcomes.push(await takeAlone(deps, one));
    return outcomes;
  }
};

const takeAlone = async (deps: BatchDeps, one: Pending) => {
  try {
    return (await takeBatch(deps, [one]))[0];
  } catch (error) {
    deps.log.error({ err: error, command: one.name }, 'a command could not be saved');
    return new Refused(refusal('unavailable', 'This could not be saved. Please try again.'));
  }
};

const namesOf = (pending: readonly Pending[]): string[] => [
  ...new Set(pending.flatMap(({ streams }) => streams)),
];

const decide = async (
  deps: BatchDeps,
  tx: Tx,
  pending: readonly Pending[],
  gathers: (effects: Gathered) => void,
): Promise<Decided> => {
  const now = deps.clock.now();
  const slug = pending[0]?.community;
  const opened = await openBatch(tx, deps.who, {
    streams: namesOf(pending),
    community: slug,
    asked: askedActors(pending.map(({ by }) => by)),
    keys: pending.flatMap(({ by, input }) => {
      const key = keyOf(input);
      return key ? { asker: askerOf(by), key } : [];
    }),
    now,
  });
  const effects = gatherEffects(opened.community, opened.revisions);
  gathers(effects);
  const asked = pending.map((one) => ({
    ...one,
    actor: actorAmong(opened.actors, one.by),
    scope: one.streams[0] ?? one.community ?? '',
  })) satisfies (Pending & Candidate)[] as (Pending & Candidate)[];
  for (const one of asked) {
    const missing = objectionToPlace(one, opened);
    if (missing) one.outcome = new Refused(missing);
  }

  const receipts = openReceipts(opened.receipts, now);
  const { community } = opened;
  await decideAll(deps, { tx, now, community, effects, receipts }, asked);

  const moved = effects.moved();
  const fresh = receipts.fresh();
  if (moved.length > 0 || fresh.length > 0) await concludeBatch(tx, moved, fresh);
  return { asked, effects };
};

/** Why a command finds nothing to act on: its community or its streams are not there. */
const objectionToPlace = (
  { community, streams }: Pending,
  opened: { community: Community | undefined; revisions: ReadonlyMap<string, number> },
): Refusal | undefined => {
  if (community !== undefined && !opened.community) {
    return refusal('not-found', 'There is no such community.', { field: 'community' });
  }
  return streams.every((stream) => opened.revisions.has(stream))
    ? undefined
    : refusal('not-found', 'This is not there, or not any more.');
};
