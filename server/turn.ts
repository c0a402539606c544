/**
 * Owns one turn of a stream: many commands, one transaction, one revision. Called by `run` alone;
 * what it announces leaves only after the commit.
 */
import { type Actor, anonymous, objectionAtGate } from '../shared/identity.ts';
import { type CommandName, commands } from '../shared/protocol.ts';
import { Refused, refusal } from '../shared/refusal.ts';
import type { Who } from './actors.ts';
import type { Clock } from './clock.ts';
import { type Database, isOutage, type Tx } from './database.ts';
import type { Announcement, Handlers, Outcome, Turn } from './handler.ts';
import type { Metrics } from './metrics.ts';
import { openReceipts } from './receipts.ts';
import { concludeTurn, lockStream } from './store.ts';
import { communityOf, type Streams } from './streams.ts';

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
};

/** A command during its turn: who asks is known, the outcome not yet. */
type Asked = {
  readonly name: CommandName;
  readonly input: unknown;
  readonly actor: Actor;
  readonly isSystem: boolean;
  outcome?: Outcome<unknown>;
};

type Done = {
  readonly outcomes: readonly Outcome<unknown>[];
  readonly announcements: readonly Announcement[];
  readonly accounts: ReadonlySet<string>;
  readonly revision: number;
};

/** Answers every pending command in order. What fails together is tried again one by one. */
export const takeTurn = async (
  deps: TurnDeps,
  stream: string,
  pending: readonly Pending[],
): Promise<readonly Outcome<unknown>[]> => {
  const { database, streams, metrics } = deps;
  try {
    const done = await database.transaction((tx) => decide(deps, tx, stream, pending));
    metrics.turnTaken(pending.length);
    // First who may see, then what there is to see.
    for (const account of done.accounts) streams.refresh(account);
    if (done.announcements.length > 0) streams.commit(stream, done.revision, done.announcements);
    return done.outcomes;
  } catch (error) {
    if (error instanceof Refused) return pending.map(() => error);
    // The commit may have happened although its answer was lost.
    streams.doubt(stream);
    if (isOutage(error) || pending.length === 1) throw error;
    const outcomes: Outcome<unknown>[] = [];
    for (const one of pending) outcomes.push(await takeAlone(deps, stream, one));
    return outcomes;
  }
};

const takeAlone = async (deps: TurnDeps, stream: string, one: Pending) => {
  try {
    return (await takeTurn(deps, stream, [one]))[0];
  } catch {
    return new Refused(refusal('unavailable', 'This could not be saved. Please try again.'));
  }
};

const decide = async (
  { clock, handlers, who }: TurnDeps,
  tx: Tx,
  stream: string,
  pending: readonly Pending[],
): Promise<Done> => {
  const locked = await lockStream(tx, stream);
  if (!locked) {
    throw new Refused(refusal('not-found', 'There is no such community.', { field: 'community' }));
  }
  const now = clock.now();
  const sessions = [
    ...new Set(pending.flatMap(({ session }) => (isPerson(session) ? session : []))),
  ];
  const actors =
    sessions.length > 0 ? await who(tx, sessions, communityOf(stream), now) : new Map();
  const asked: Asked[] = pending.map(({ name, input, session }) => ({
    name,
    input,
    actor: (session && actors.get(session)) || anonymous,
    isSystem: session === 'system',
  }));

  const receipts = await openReceipts(tx, asked);
  const twins: { one: Asked; of: Asked }[] = [];
  const undecided = asked.filter((one) => {
    const objection = one.isSystem
      ? undefined
      : objectionAtGate(commands[one.name].gate, one.actor);
    if (objection) {
      one.outcome = new Refused(objection);
      return false;
    }
    const before = receipts.before(one);
    if (before && 'outcome' in before) one.outcome = before.outcome;
    if (before && 'twin' in before) twins.push({ one, of: before.twin });
    return before === undefined;
  });

  const announcements: Announcement[] = [];
  const accounts = new Set<string>();
  const revision = { current: locked.revision, next: locked.revision + 1 };
  for (const group of neighbours(undecided)) {
    const { name } = group[0];
    const handler = handlers[name];
    if (!('take' in handler)) throw new TypeError(`${name} belongs to no stream.`);
    const outcomes = await handler.take({
      tx,
      now,
      community: { id: locked.community, settings: locked.settings, today: locked.today },
      revision,
      asked: group,
      announce: (announcement) => announcements.push(announcement),
      refresh: (account) => accounts.add(account),
    } satisfies Omit<Turn<never>, 'asked'> & { asked: readonly Asked[] } as never);
    group.forEach((one, index) => {
      one.outcome = outcomes[index];
      receipts.note(one, one.outcome);
    });
  }
  for (const { one, of } of twins) one.outcome = of.outcome;

  const reached = announcements.length > 0 ? revision.next : revision.current;
  const fresh = receipts.fresh();
  if (reached !== revision.current || fresh.length > 0) {
    await concludeTurn(tx, { stream, revision: reached, receipts: fresh, now });
  }
  const outcomes = asked.map(({ outcome }) => outcome);
  return { outcomes, announcements, accounts, revision: revision.next };
};

const isPerson = (session: string | null): session is string =>
  session !== null && session !== 'system';

/** Commands of one name that stand next to each other are decided together; the order is kept. */
const neighbours = (asked: readonly Asked[]): [Asked, ...Asked[]][] => {
  const groups: [Asked, ...Asked[]][] = [];
  for (const one of asked) {
    const last = groups.at(-1);
    if (last?.[0].name === one.name) last.push(one);
    else groups.push([one]);
  }
  return groups;
};
