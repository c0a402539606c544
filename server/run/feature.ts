/** Owns what a feature gives to `run`: the shape of a handler, and of the turn it takes. Runs nothing. */
import type { Day } from '../../shared/day.ts';
import type { Actor, Settings } from '../../shared/identity.ts';
import type { CommandName, Input, Result } from '../../shared/protocol.ts';
import { Refused } from '../../shared/refusal.ts';
import type { Audience } from '../../shared/stream.ts';
import type { Database, Tx } from '../database/database.ts';
import type { Announcement } from '../streams/live.ts';

/** Who sent a command, as the adapter knows it; what they may do is read from the database. */
export type Caller = {
  /** The session's id, or null when nobody signed in; `system` is Muster itself. */
  readonly session: string | null | 'system';
  /** Counts against the limits where there is no session. */
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
  watch(stream: string, audience: Audience): void;
  unwatch(stream: string): void;
  /** Others see this viewer's player looking at a stream it watches as a member, until it unwatches. */
  beSeen(stream: string): void;
};

/** Several commands of one name for one stream, in one transaction that holds the stream's lock. */
export type Turn<Name extends CommandName> = {
  readonly tx: Tx;
  /** Epoch milliseconds, read once for the whole turn. */
  readonly now: number;
  readonly community: {
    readonly id: string;
    readonly settings: Settings;
    /** The date the grid last turned to; null before its first command. */
    readonly today: Day | null;
  };
  /** The stream's revision so far, and the one that this turn makes if it announces anything. */
  readonly revision: { readonly current: number; readonly next: number };
  readonly asked: readonly { readonly actor: Actor; readonly input: Input<Name> }[];
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
  /** Leaves after the commit, as part of revision `next`. */
  announce(announcement: Announcement): void;
  /** After the commit, the account's open sockets learn who they are now. */
  refresh(account: string): void;
};

/** A refusal is a value here: one refused command must not undo its neighbours in the turn. */
export type Outcome<T> = T | Refused;

export type Handler<Name extends CommandName> =
  | {
      /** The stream whose lock orders this command. */
      readonly stream: (input: Input<Name>) => string;
      /** Answers every command asked, in order. */
      readonly take: (turn: Turn<Name>) => Promise<readonly Outcome<Result<Name>>[]>;
    }
  | {
      /** A write that changes no stream: a transaction of its own. */
      readonly alone: (asking: {
        tx: Tx;
        now: number;
        input: Input<Name>;
      }) => Promise<Result<Name>>;
    }
  | {
      readonly read: (asking: {
        db: Database;
        now: number;
        actor: Actor;
        viewer: Viewer | undefined;
        input: Input<Name>;
      }) => Promise<Result<Name>>;
    };

export type Handlers = { readonly [Name in CommandName]: Handler<Name> };

/** Writes the handler of a rare command for one asker at a time, each behind a savepoint of its own. */
export const each =
  <Name extends CommandName>(
    one: (turn: Turn<Name>, asked: Turn<Name>['asked'][number], tx: Tx) => Promise<Result<Name>>,
  ): ((turn: Turn<Name>) => Promise<Outcome<Result<Name>>[]>) =>
  async (turn) => {
    const outcomes: Outcome<Result<Name>>[] = [];
    for (const asked of turn.asked) {
      outcomes.push(
        await turn.tx
          .transaction((savepoint) => one(turn, asked, savepoint))
          .catch((error: unknown) => {
            if (error instanceof Refused) return error;
            throw error;
          }),
      );
    }
    return outcomes;
  };
