/**
 * Owns the promise behind keys: a command that was answered is not applied again, its answer is
 * repeated. They come with the opening of a batch, and leave with its end.
 */
import type { Actor } from '../../shared/actor.ts';
import type { CommandName } from '../../shared/protocol.ts';
import { Refused, refusal } from '../../shared/refusal.ts';
import type { Tx } from '../database/database.ts';
import type { Outcome } from './feature.ts';
import { findReceipts, type Receipt } from './store.ts';

export type Keyed = {
  readonly name: CommandName;
  readonly actor: Actor;
  readonly input: unknown;
  /** The stream that orders the command, or else its community: a key belongs to one of them. */
  readonly scope: string;
};

export type Receipts = {
  /** What this command answered before: in an earlier batch its outcome, in this batch its twin. */
  before<Item extends Keyed>(
    asked: Item,
  ): { outcome: Outcome<unknown> } | { twin: Item } | undefined;
  /** Remembers an answer, unless it was a refusal: those are decided anew each time. */
  note(asked: Keyed, outcome: Outcome<unknown>): void;
  /** What an actor's command was answered, in an earlier batch or in this one; nothing if unknown. */
  find(
    tx: Tx,
    scope: string,
    actor: Actor,
    command: CommandName,
    key: string,
  ): Promise<Receipt | undefined>;
  /** Answers that are to be kept with the batch. */
  fresh(): readonly Receipt[];
};

const usedElsewhere = new Refused(
  refusal('invalid', 'key: This key was used for another command or community.', { field: 'key' }),
);

/** The key of a command, as the database writes it; nothing where it has none. */
export const keyOf = (input: unknown): string | undefined =>
  (input as { key?: string }).key?.toLowerCase();

/** Muster itself asks anew each time; nobody has no way back to an answer. */
const ownerOf = ({ account, service }: Actor): string | undefined => {
  if (account) return `account ${account.id}`;
  return service === null || service === 'system' ? undefined : `service ${service}`;
};

const idOf = ({ actor, input }: Keyed): { owner: string; key: string } | undefined => {
  const key = keyOf(input);
  const owner = ownerOf(actor);
  return owner !== undefined && key ? { owner, key } : undefined;
};

const isAbout = (receipt: Receipt, command: CommandName, scope: string): boolean =>
  receipt.command === command && receipt.stream === scope;

/** `found` are those of earlier batches that have a key of this one. */
export const openReceipts = (found: readonly Receipt[], now: number): Receipts => {
  const earlier = new Map(found.map((receipt) => [`${receipt.owner} ${receipt.key}`, receipt]));
  const inThisBatch = new Map<string, Keyed>();
  const fresh: Receipt[] = [];

  return {
    before<Item extends Keyed>(one: Item) {
      const id = idOf(one);
      if (!id) return undefined;
      const known = `${id.owner} ${id.key}`;
      const receipt = earlier.get(known);
      if (receipt) {
        return { outcome: isAbout(receipt, one.name, one.scope) ? receipt.result : usedElsewhere };
      }
      const twin = inThisBatch.get(known) as Item | undefined;
      const isTwin = twin?.name === one.name && twin.scope === one.scope;
      if (twin) return isTwin ? { twin } : { outcome: usedElsewhere };
      inThisBatch.set(known, one);
      return undefined;
    },
    note(one, outcome) {
      const id = idOf(one);
      if (id && !(outcome instanceof Refused)) {
        fresh.push({ ...id, stream: one.scope, command: one.name, result: outcome, at: now });
      }
    },
    async find(tx, scope, actor, command, givenKey) {
      const owner = ownerOf(actor);
      if (owner === undefined) return undefined;
      const id = { owner, key: givenKey.toLowerCase() };
      const isIt = (receipt: Receipt): boolean =>
        receipt.owner === id.owner && receipt.key === id.key && isAbout(receipt, command, scope);
      return fresh.find(isIt) ?? (await findReceipts(tx, [id])).find(isIt);
    },
    fresh: () => fresh,
  };
};
