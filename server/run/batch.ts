/**
 * Owns one turn of a stream: many commands, one transaction, one revision. Called by `run` alone;
 * what it announces leaves only after the commit.
 */
import { type Actor, anonymous, objectionAtGate } from '../../shared/identity.ts';
import { type CommandName, commands } from '../../shared/protocol.ts';
import { type Refusal, Refused, refusal } from '../../shared/refusal.ts';
import type { Clock } from '../clock.ts';
import { type Database, isOutage, type Tx, takenConstraint } from '../database/database.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Announcement } from '../streams/live.ts';
import { communityOf, type Streams } from '../streams/streams.ts';
import type { Who } from './actors.ts';
import type { Handlers, Outcome, Turn } from './feature.ts';
import { openReceipts } from './receipts.ts';
import { concludeTurn, lockStream } from './store.ts';

/** A parsed command waiting for its stream. */
export type Pending = {
  readonly name: CommandName;
  readonly input: unknown;
  /** Null for nobody, `system` for Muster itself. */
  readonly session: string | null;
};

export type TurnDeps = {
  database: Database;
  clock: Clock;
  handlers: Handlers;
  who: Who;
  streams: Streams;
  metrics: Metrics;
  log: Log;
};

/** A command during its turn. */
type Asked = {
  readonly name: CommandName;
  readonly input: unknown;
  readonly session: string | null;
  /** As of the command's own place in the turn: an earlier one may have changed it. */
  actor: Actor;
  outcome?: Outcome<unknown>;
};

/** What has to leave after the commit; filled while the turn is decided. */
type Effects = {
  readonly announcements: Announcement[];
  /** Accounts that may be somebody else now, or nobody. */
  readonly accounts: Set<string>;
};

/** Answers every pending command in order. What fails together is tried again one by one. */
export const takeTurn = async (
  deps: TurnDeps,
  stream: string,
  pending: readonly Pending[],
): Promise<readonly Outcome<unknown>[]> => {
  const { database, streams, metrics } = deps;
  const effects: Effects = { announcements: [], accounts: new Set() };
  try {
    const done = await database.transaction((tx) => decide(deps, tx, stream, pending, effects));
    metrics.turnTaken(pending.length);
    // First who may see, then what there is to see.
    for (const account of effects.accounts) streams.refresh(account);
    if (effects.announcements.length > 0) {
      streams.commit(stream, done.revision, effects.announcements);
    }
    return done.outcomes;
  } catch (error) {
    if (error instanceof Refused) return pending.map(() => error);
    // The commit may have happened although its answer was lost.
    for (const account of effects.accounts) streams.refresh(account);
    streams.doubt(stream);
    // In another stream the same key was answered meanwhile: its receipt is found next time.
    const isAnswered = takenConstraint(error) === 'receipts_pkey';
    if (isOutage(error) || (pending.length === 1 && !isAnswered)) throw error;
    const outcomes: Outcome<unknown>[] = [];
    for (const one of pending) outcomes.push(await takeAlone(deps, stream, one));
    return outcomes;
  }
};

const takeAlone = async (deps: TurnDeps, stream: string, one: Pending) => {
  try {
    return (await takeTurn(deps, stream, [one]))[0];
  } catch (error) {
    deps.log.error({ err: error, command: one.name }, 'a command could not be saved');
    return new Refused(refusal('unavailable', 'This could not be saved. Please try again.'));
  }
};

const decide = async (
  { clock, handlers, who }: TurnDeps,
  tx: Tx,
  stream: string,
  pending: readonly Pending[],
  { announcements, accounts }: Effects,
): Promise<{ outcomes: readonly Outcome<unknown>[]; revision: number }> => {
  const locked = await lockStream(tx, stream);
  if (!locked) {
    throw new Refused(refusal('not-found', 'There is no such community.', { field: 'community' }));
  }
  const now = clock.now();
  const sessions = [
    ...new Set(pending.flatMap(({ session }) => (isPerson(session) ? session : []))),
  ];
  const asked: Asked[] = pending.map((one) => ({ ...one, actor: anonymous }));
  const identify = async (): Promise<void> => {
    const actors = await who(tx, sessions, communityOf(stream), now);
    for (const one of asked) one.actor = actors.get(one.session ?? '') ?? anonymous;
  };
  if (sessions.length > 0) await identify();

  const receipts = await openReceipts(tx, { stream, now }, asked);
  const twins: { one: Asked; of: Asked; objection: Refusal | undefined }[] = [];
  const isUndecided = (one: Asked): boolean => {
    const before = receipts.before(one);
    const { gate } = commands[one.name];
    const objection = one.session === 'system' ? undefined : objectionAtGate(gate, one.actor);
    if (before && 'twin' in before) twins.push({ one, of: before.twin, objection });
    else if (before) one.outcome = repeated(before.outcome, objection);
    else if (objection) one.outcome = new Refused(objection);
    return !before && !objection;
  };

  const revision = { current: locked.revision, next: locked.revision + 1 };
  const community = { id: locked.community, settings: locked.settings, today: locked.today };
  let known = accounts.size;
  for (const { name, group } of neighbours(asked)) {
    // Who may have become somebody else decides under the rights of now, not of the turn's start.
    if (accounts.size > known) await identify();
    known = accounts.size;
    const undecided = group.filter(isUndecided);
    if (undecided.length === 0) continue;
    const handler = handlers[name];
    if (!('take' in handler)) throw new TypeError(`${name} belongs to no stream.`);
    const outcomes = await handler.take({
      tx,
      now,
      community,
      revision,
      asked: undecided,
      answered: receipts.find as never,
      announce: (announcement) => announcements.push(announcement),
      refresh: (account) => accounts.add(account),
    } satisfies Omit<Turn<never>, 'asked'> & { asked: readonly Asked[] } as never);
    for (const [index, one] of undecided.entries()) {
      one.outcome = outcomes[index];
      receipts.note(one, one.outcome);
    }
  }
  for (const { one, of, objection } of twins) one.outcome = repeated(of.outcome, objection);

  const reached = announcements.length > 0 ? revision.next : revision.current;
  const fresh = receipts.fresh();
  if (reached !== revision.current || fresh.length > 0) {
    await concludeTurn(tx, { stream, revision: reached, receipts: fresh, now });
  }
  return { outcomes: asked.map(({ outcome }) => outcome), revision: revision.next };
};

/**
 * What was answered before is answered again, also to whose right it took away. Whoever has no way
 * through the gate any more is told only what says nothing: no name, no id.
 */
const repeated = (
  outcome: Outcome<unknown> | undefined,
  objection: Refusal | undefined,
): Outcome<unknown> | undefined => {
  const saysNothing = outcome instanceof Refused || Object.keys(outcome ?? {}).length === 0;
  return objection && !saysNothing ? new Refused(objection) : outcome;
};

const isPerson = (session: string | null): session is string =>
  session !== null && session !== 'system';

/** Commands of one name that stand next to each other are decided together; the order is kept. */
const neighbours = (asked: readonly Asked[]) => {
  const groups: { name: CommandName; group: Asked[] }[] = [];
  for (const one of asked) {
    const last = groups.at(-1);
    if (last?.name === one.name) last.group.push(one);
    else groups.push({ name: one.name, group: [one] });
  }
  return groups;
};
