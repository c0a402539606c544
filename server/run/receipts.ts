/**
 * Owns the promise behind keys: a command that was answered is not applied again, its answer is
 * repeated. One query for a whole turn.
 */
import type { Actor } from '../../shared/identity.ts';
import type { CommandName } from '../../shared/protocol.ts';
import { Refused, refusal } from '../../shared/refusal.ts';
import type { Tx } from '../database/database.ts';
import type { Outcome } from './feature.ts';
import { findReceipts, type Receipt } from './store.ts';

export type Keyed = { readonly name: CommandName; readonly actor: Actor; readonly input: unknown };

export type Receipts = {
  /** What this command answered before: in an earlier turn its outcome, in this turn its twin. */
  before<Item extends Keyed>(
    asked: Item,
  ): { outcome: Outcome<unknown> } | { twin: Item } | undefined;
  /** Remembers an answer, unless it was a refusal: those are decided anew each time. */
  note(asked: Keyed, outcome: Outcome<unknown>): void;
  /** What an actor's command was answered, in an earlier turn or in this one; nothing if unknown. */
  find(tx: Tx, actor: Actor, command: CommandName, key: string): Promise<Receipt | undefined>;
  /** Answers that are to be kept with the turn. */
  fresh(): readonly Receipt[];
};

const usedElsewhere = new Refused(
  refusal('invalid', 'key: This key was used for another command or community.', { field: 'key' }),
);

const keyOf = (input: unknown): string | undefined =>
  (input as { key?: string }).key?.toLowerCase();

const idOf = ({ actor, input }: Keyed): { account: string; key: string } | undefined => {
  const key = keyOf(input);
  return actor.account && key ? { account: actor.account.id, key } : undefined;
};

export const openReceipts = async (
  tx: Tx,
  { stream, now }: { stream: string; now: number },
  asked: readonly Keyed[],
): Promise<Receipts> => {
  const isAbout = (receipt: Receipt, command: CommandName): boolean =>
    receipt.command === command && receipt.stream === stream;
  const ids = asked.flatMap((one) => idOf(one) ?? []);
  const found = ids.length > 0 ? await findReceipts(tx, ids) : [];
  const earlier = new Map(found.map((receipt) => [`${receipt.account} ${receipt.key}`, receipt]));
  const inThisTurn = new Map<string, Keyed>();
  const fresh: Receipt[] = [];

  return {
    before<Item extends Keyed>(one: Item) {
      const id = idOf(one);
      if (!id) return undefined;
      const known = `${id.account} ${id.key}`;
      const receipt = earlier.get(known);
      if (receipt) {
        return { outcome: isAbout(receipt, one.name) ? receipt.result : usedElsewhere };
      }
      const twin = inThisTurn.get(known) as Item | undefined;
      if (twin) return twin.name === one.name ? { twin } : { outcome: usedElsewhere };
      inThisTurn.set(known, one);
      return undefined;
    },
    note(one, outcome) {
      const id = idOf(one);
      if (id && !(outcome instanceof Refused)) {
        fresh.push({ ...id, stream, command: one.name, result: outcome, at: now });
      }
    },
    async find(tx, { account }, command, givenKey) {
      if (!account) return undefined;
      const id = { account: account.id, key: givenKey.toLowerCase() };
      const isIt = (receipt: Receipt): boolean =>
        receipt.account === id.account && receipt.key === id.key && isAbout(receipt, command);
      return fresh.find(isIt) ?? (await findReceipts(tx, [id])).find(isIt);
    },
    fresh: () => fresh,
  };
};
