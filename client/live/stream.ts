/**
 * Owns following one stream: opens it, applies snapshots and frames in order, asks again when
 * something is missing. Must never change the value by itself.
 */

import { Refused } from '../../shared/refusal.ts';
import type { Frame, Snapshot, StreamKind, StreamName } from '../../shared/stream.ts';
import { placeOf } from '../../shared/stream.ts';
import type { Connection } from './connection.ts';
import { Store } from './store.ts';

/** A frame may overtake another on its way through several nodes; longer than this it was lost. */
const patienceMs = 200;
/** Frames kept to lay over a snapshot that was built before they were sent. */
const framesKept = 64;
const askAgainMs = 2_000;

export type Live<Members, Everyone> =
  | { readonly audience: 'members'; readonly revision: number; readonly state: Members }
  | { readonly audience: 'everyone'; readonly revision: number; readonly state: Everyone };

export type Kinds<Members, Everyone> = {
  readonly members: StreamKind<Members, unknown>;
  readonly everyone: StreamKind<Everyone, unknown>;
};

export class Stream<Members, Everyone> {
  readonly live = new Store<Live<Members, Everyone> | undefined>(undefined);
  /** False from the moment the connection is lost until the stream has answered again. */
  readonly current = new Store(false);
  readonly #connection: Connection;
  readonly #name: StreamName;
  readonly #kinds: Kinds<Members, Everyone>;
  #recent: Frame<unknown>[] = [];
  #patience: ReturnType<typeof setTimeout> | undefined;
  /** Only the answer to the latest question counts. */
  #question = 0;

  constructor(connection: Connection, name: StreamName, kinds: Kinds<Members, Everyone>) {
    this.#connection = connection;
    this.#name = name;
    this.#kinds = kinds;
    connection.on('snapshot', (snapshot) => this.#replace(snapshot));
    connection.on('frame', (frame) => this.#receive(frame));
    // Who I am decides what I may see, so the whole value is asked for again.
    connection.on('me', () => void this.#open(undefined));
    connection.state.watch((state) => {
      if (state === 'online') {
        this.#recent = [];
        void this.#open(this.live.value?.revision);
      } else this.current.set(false);
    });
  }

  async #open(since: number | undefined): Promise<void> {
    this.#question += 1;
    const question = this.#question;
    const stream = this.#name;
    try {
      const input = since === undefined ? { stream } : { stream, since };
      const { audience } = await this.#connection.ask('stream:open', input);
      if (question !== this.#question) return;
      const live = this.live.value;
      if (live?.audience === audience) this.current.set(true);
      else if (live) {
        // What only members may see leaves the page at once; counts may stay until the names come.
        if (live.audience === 'members') this.live.set(undefined);
        if (since !== undefined) void this.#open(undefined);
      }
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const wait = error.refusal.retryAfterMs ?? askAgainMs;
      setTimeout(() => {
        if (question === this.#question) void this.#open(this.live.value?.revision);
      }, wait);
    }
  }

  #replace({ stream, audience, revision, state }: Snapshot<unknown>): void {
    if (stream !== this.#name) return;
    this.live.set(
      audience === 'members'
        ? { audience, revision, state: state as Members }
        : { audience, revision, state: state as Everyone },
    );
    this.current.set(true);
    this.#advance();
  }

  #receive(frame: Frame<unknown>): void {
    if (frame.stream !== this.#name) return;
    this.#recent.push(frame);
    if (this.#recent.length > framesKept) this.#recent.shift();
    this.#advance();
  }

  /** Applies every frame that fits, in whatever order they came. */
  #advance(): void {
    let live = this.live.value;
    if (!live) return;
    for (let next = this.#find(live, 'next'); next; next = this.#find(live, 'next')) {
      live = this.#applied(live, next);
    }
    this.live.set(live);
    if (this.#find(live, 'gap')) {
      this.#patience ??= setTimeout(() => {
        this.#patience = undefined;
        void this.#open(this.live.value?.revision);
      }, patienceMs);
    } else {
      clearTimeout(this.#patience);
      this.#patience = undefined;
    }
  }

  #find(live: Live<Members, Everyone>, place: 'next' | 'gap'): Frame<unknown> | undefined {
    return this.#recent.find(
      (frame) => frame.audience === live.audience && placeOf(live.revision, frame) === place,
    );
  }

  #applied(live: Live<Members, Everyone>, { to, change }: Frame<unknown>): Live<Members, Everyone> {
    return live.audience === 'members'
      ? { ...live, revision: to, state: this.#kinds.members.apply(live.state, change) }
      : { ...live, revision: to, state: this.#kinds.everyone.apply(live.state, change) };
  }
}
