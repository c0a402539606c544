/** Owns what a feature gives to `run`: the shape of a handler, and of the batch it decides. Runs nothing. */
import type { Actor, ActorAt, Service } from '../../shared/actor.ts';
import type { Day } from '../../shared/day.ts';
import type { Settings } from '../../shared/identity/roster.ts';
import type {
  Changes,
  CommandName,
  commands,
  Input,
  NameOf,
  Result,
  StreamKind,
} from '../../shared/protocol.ts';
import { Refused } from '../../shared/refusal.ts';
import type { Database, Tx } from '../database/database.ts';

/** Somebody as a provider of sign-in knows them. */
export type Identity = { readonly issuer: string; readonly subject: string };

/** In whose name a command is asked; what they may do is read from the database. */
export type By =
  | { readonly session: string }
  | { readonly account: Identity }
  | { readonly service: Service }
  /** Muster itself. */
  | 'system'
  | 'nobody';

/** Who sent a command, as the adapter knows it. */
export type Caller = {
  readonly by: By;
  /** Counts against the limits for nobody. */
  readonly address: string;
  /** The socket behind the call, when there is one. */
  readonly viewer?: Viewer;
};

/** A connection that can watch streams. */
export type Viewer = {
  readonly id: string;
  /** Every connection belongs to one community: the one whose page is open. */
  readonly community: string;
  /** As of the last time it changed; commands that write read it again. */
  readonly actor: Actor;
  watch(stream: string, view: string): void;
  unwatch(stream: string): void;
  /** The view by which it watches a stream; nothing while it does not. */
  sees(stream: string): string | undefined;
  /** Others see this viewer's player looking at a stream, where its contract says so, until it unwatches. */
  beSeen(stream: string): void;
};

export type Community = {
  readonly id: string;
  readonly slug: string;
  readonly settings: Settings;
  /** The date the grid last went to; null before its first command. */
  readonly today: Day | null;
};

type CommunityOf<Name extends CommandName> =
  Input<Name> extends { readonly community: string } ? Community : undefined;

export type ActorOf<Name extends CommandName> = ActorAt<(typeof commands)[Name]['gate']>;

/** One command of a batch, past its gate. */
export type Asked<Name extends CommandName> = {
  readonly actor: ActorOf<Name>;
  readonly input: Input<Name>;
};

/** What a batch can do beside its own tables; the same for every command in it. */
export type Effects = {
  /** Leaves after the commit. Answers the revision at which the stream will have it. */
  announce<Kind extends StreamKind>(stream: NameOf<Kind>, changes: Changes<Kind>): number;
  /** Makes the row of a new stream, at revision 0, where `tx` makes the thing. Safe to repeat. */
  createStream(tx: Tx, stream: NameOf<StreamKind>): Promise<void>;
  /** After the commit, the account's open sockets learn who they are now. */
  refresh(account: string): void;
  /** After the commit, the account's open pages ask again for what is theirs alone. */
  ring(account: string, topic: string): void;
};

/** Several commands of one name, in one transaction that holds the locks of all their streams. */
export type Batch<Name extends CommandName> = Effects & {
  readonly tx: Tx;
  /** Epoch milliseconds, read once for the whole batch. */
  readonly now: number;
  readonly community: CommunityOf<Name>;
  readonly asked: readonly Asked<Name>[];
  /** Answers how to forget the effects that were asked for since. */
  checkpoint(): () => void;
  /** What a stream of this batch stands at, with what has been announced so far. */
  revisionOf(stream: NameOf<StreamKind>): number;
  /**
   * What the asker's command with this key was answered in the last day, and when in epoch
   * milliseconds; nothing if it was not.
   */
  answered<Other extends CommandName>(
    tx: Tx,
    actor: Actor,
    command: Other,
    key: string,
  ): Promise<{ readonly result: Result<Other>; readonly at: number } | undefined>;
};

/** A refusal is a value here: one refused command must not undo its neighbours in the batch. */
export type Outcome<T> = T | Refused;

export type Handler<Name extends CommandName> =
  | {
      /**
       * The streams that this command changes or must see unchanged, none to several, all of its
       * community. The first orders it among others; where there is none, its asker does.
       */
      readonly streams: (input: Input<Name>) => readonly NameOf<StreamKind>[];
      /** Answers every command asked, in order. */
      readonly take: (batch: Batch<Name>) => Promise<readonly Outcome<Result<Name>>[]>;
    }
  | {
      readonly read: (asking: {
        db: Database;
        now: number;
        actor: ActorOf<Name>;
        viewer: Viewer | undefined;
        input: Input<Name>;
      }) => Promise<Result<Name>>;
    };

export type Handlers = { readonly [Name in CommandName]: Handler<Name> };

/**
 * Writes the handler of a rare command for one asker at a time, each behind a savepoint of its own:
 * who is refused leaves nothing behind, neither rows nor announcements.
 */
export const each =
  <Name extends CommandName>(
    one: (batch: Batch<Name>, asked: Asked<Name>) => Promise<Result<Name>>,
  ): ((batch: Batch<Name>) => Promise<Outcome<Result<Name>>[]>) =>
  async (batch) => {
    const outcomes: Outcome<Result<Name>>[] = [];
    for (const asked of batch.asked) {
      const takeBack = batch.checkpoint();
      try {
        outcomes.push(await batch.tx.transaction((tx) => one({ ...batch, tx }, asked)));
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        takeBack();
        outcomes.push(error);
      }
    }
    return outcomes;
  };
