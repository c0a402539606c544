/** Owns who gets which outcome in a batch: gates, keys asked again, and the handlers in their order. */
import { type Actor, anonymous, objectionAtGate } from '../../shared/actor.ts';
import { type CommandName, commands } from '../../shared/protocol.ts';
import { type Refusal, Refused } from '../../shared/refusal.ts';
import type { Tx } from '../database/database.ts';
import { plainActor } from './actors.ts';
import { asked as askedActors, askerOf } from './asker.ts';
import type { Gathered } from './effects.ts';
import type { Batch, By, Community, Handlers, Outcome } from './feature.ts';
import type { Keyed, Receipts } from './receipts.ts';
import { findActors, type Who } from './store.ts';

/** A command while it is decided. */
export type Candidate = Keyed & {
  readonly by: By;
  /** As of the command's own place in the batch: an earlier one may have changed it. */
  actor: Actor;
  outcome?: Outcome<unknown>;
};

type DecideDeps = { readonly handlers: Handlers; readonly who: Who };

export const actorAmong = (actors: ReadonlyMap<string, Actor>, by: By): Actor =>
  plainActor(by) ?? actors.get(askerOf(by)) ?? anonymous;

type Deciding = {
  readonly tx: Tx;
  readonly now: number;
  readonly community: Community | undefined;
  readonly effects: Gathered;
  readonly receipts: Receipts;
};

/** Gives every command its outcome, in order; those of one name beside each other together. */
export const decideAll = async (
  deps: DecideDeps,
  deciding: Deciding,
  asked: readonly Candidate[],
): Promise<void> => {
  const { effects, receipts } = deciding;
  const twins: { one: Candidate; of: Candidate; objection: Refusal | undefined }[] = [];
  const isUndecided = (one: Candidate): boolean => {
    if (one.outcome) return false;
    const before = receipts.before(one);
    const objection = objectionAtGate(commands[one.name].gate, one.actor);
    if (before && 'twin' in before) twins.push({ one, of: before.twin, objection });
    else if (before) one.outcome = repeated(before.outcome, objection);
    else if (objection) one.outcome = new Refused(objection);
    return !before && !objection;
  };

  let known = effects.refreshed();
  for (const { name, group } of neighbours(asked)) {
    // Who may have become somebody else decides under the rights of now, not of the batch's start.
    if (effects.refreshed() > known) await identify(deps, deciding, asked);
    known = effects.refreshed();
    const undecided = group.filter(isUndecided);
    if (undecided.length === 0) continue;
    const outcomes = await takeGroup(deps, deciding, name, undecided);
    for (const [index, one] of undecided.entries()) {
      one.outcome = outcomes[index];
      receipts.note(one, one.outcome);
    }
  }
  for (const { one, of, objection } of twins) one.outcome = repeated(of.outcome, objection);
};

const identify = async (
  { who }: DecideDeps,
  { tx, now, community }: Deciding,
  asked: readonly Candidate[],
): Promise<void> => {
  const callers = askedActors(asked.map(({ by }) => by));
  const actors = await findActors(tx, who, callers, community?.slug ?? '', now);
  for (const one of asked) one.actor = actorAmong(actors, one.by);
};

const takeGroup = (
  { handlers }: DecideDeps,
  { tx, now, community, effects, receipts }: Deciding,
  name: CommandName,
  group: readonly Candidate[],
): Promise<readonly Outcome<unknown>[]> => {
  const handler = handlers[name];
  if (!('take' in handler)) throw new TypeError(`${name} changes nothing.`);
  const scope = group[0]?.scope ?? '';
  const batch = {
    ...effects,
    tx,
    now,
    community,
    asked: group,
    answered: (within: Tx, actor: Actor, command: CommandName, key: string) =>
      receipts.find(within, scope, actor, command, key),
  };
  // The contract and the handlers are typed by the same name; the compiler loses it in the list.
  return (handler.take as (batch: Batch<never>) => Promise<readonly Outcome<unknown>[]>)(
    batch as never,
  );
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

/** Commands of one name that stand next to each other are decided together; the order is kept. */
const neighbours = (asked: readonly Candidate[]) => {
  const groups: { name: CommandName; group: Candidate[] }[] = [];
  for (const one of asked) {
    const last = groups.at(-1);
    if (last?.name === one.name) last.group.push(one);
    else groups.push({ name: one.name, group: [one] });
  }
  return groups;
};
