/** Owns what has to leave after a commit: gathered while a batch is decided, sent when it is stored. */
import type { NameOf, StreamKind } from '../../shared/protocol.ts';
import type { Bus } from '../bus.ts';
import type { Tx } from '../database/database.ts';
import type { Changes } from '../streams/changes.ts';
import { mergedChanges, type Streams } from '../streams/streams.ts';
import type { Effects } from './feature.ts';
import { createStream } from './store.ts';

export type Gathered = Effects & {
  readonly checkpoint: () => () => void;
  readonly revisionOf: (stream: NameOf<StreamKind>) => number;
  /** Accounts that may be somebody else now, counted: who asks later in the batch is looked at anew. */
  readonly refreshed: () => number;
  /** Streams that moved, with the revision they reach. */
  readonly moved: () => [stream: string, revision: number][];
  /** The commit may have happened: whoever may be somebody else is looked at again. */
  readonly refreshAll: (bus: Pick<Bus, 'say'>) => void;
  readonly leave: (to: { bus: Pick<Bus, 'say'>; streams: Pick<Streams, 'commit'> }) => void;
};

/** `revisions` are those of the streams that the batch holds. */
export const gatherEffects = (
  community: { readonly id: string } | undefined,
  revisions: Map<string, number>,
): Gathered => {
  let announced: { stream: string; changes: Changes }[] = [];
  let accounts: string[] = [];
  let bells: { account: string; topic: string }[] = [];

  const moves = (stream: string): boolean => announced.some((one) => one.stream === stream);
  const revisionOf = (stream: string): number => {
    const current = revisions.get(stream);
    if (current === undefined) throw new TypeError(`The batch does not hold ${stream}.`);
    return current + (moves(stream) ? 1 : 0);
  };
  const moved = (): [string, number][] =>
    [...revisions.keys()].filter(moves).map((stream) => [stream, revisionOf(stream)]);

  return {
    announce(stream, changes) {
      // Checked first: what is not held would not be in order.
      revisionOf(stream);
      announced.push({ stream, changes: changes as Changes });
      return revisionOf(stream);
    },
    async createStream(tx: Tx, stream) {
      if (!community) throw new TypeError(`${stream} would belong to no community.`);
      revisions.set(stream, await createStream(tx, stream, community.id));
    },
    refresh: (account) => accounts.push(account),
    ring: (account, topic) => bells.push({ account, topic }),
    checkpoint() {
      const before = [announced.length, accounts.length, bells.length] as const;
      return () => {
        announced = announced.slice(0, before[0]);
        accounts = accounts.slice(0, before[1]);
        bells = bells.slice(0, before[2]);
      };
    },
    revisionOf,
    refreshed: () => accounts.length,
    moved,
    refreshAll(bus) {
      for (const account of new Set(accounts)) bus.say('refresh', account);
    },
    leave({ bus, streams }) {
      // First who may see, then what there is to see.
      this.refreshAll(bus);
      for (const [stream, revision] of moved()) {
        const changes = announced.filter((one) => one.stream === stream);
        const merged = mergedChanges(
          stream,
          changes.map((one) => one.changes),
        );
        streams.commit({ stream, revision, changes: merged });
      }
      for (const { account, topic } of bells) bus.say('bell', account, topic);
    },
  };
};
