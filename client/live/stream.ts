/**
 * Owns following one stream while somebody holds it: opens it, applies snapshots and frames in order,
 * asks again when something is missing. Must never change the value by itself.
 */
import { type Held, type NameOf, type StreamKind, streams } from '../../shared/protocol.ts';
import { type Refusal, type RefusalCode, Refused } from '../../shared/refusal.ts';
import { type Frame, placeOf, type Snapshot, type View } from '../../shared/stream.ts';
import type { Connection } from './connection.ts';
import { Store } from './store.ts';

/** A frame may overtake another on its way through several nodes; longer than this it was lost. */
const patienceMs = 200;
/** Frames kept to lay over a snapshot that was built before they were sent. */
const framesKept = 64;
const askAgainMs = 2_000;
/** Whoever goes to another page and back finds the stream still open. */
const closesAfterMs = 5_000;
/** Asking again would not help: only when I am somebody else may the answer be another. */
const isFinal: ReadonlySet<RefusalCode> = new Set([
  'invalid',
  'not-signed-in',
  'not-linked',
  'forbidden',
  'not-found',
]);

export class Stream<Kind extends StreamKind> {
  readonly live = new Store<Held<Kind> | undefined>(undefined);
  /** False from the moment the connection is lost until the stream has answered again. */
  readonly current = new Store(false);
  /** Why it may not be seen, until I am somebody else. */
  readonly refused = new Store<Refusal | undefined>(undefined);
  readonly #connection: Connection;
  readonly #name: NameOf<Kind>;
  readonly #views: Readonly<Record<string, View>>;
  #recent: Frame<unknown>[] = [];
  #patience: ReturnType<typeof setTimeout> | undefined;
  /** Only the answer to the latest question counts. */
  #question = 0;
  #holders = 0;
  #closing: ReturnType<typeof setTimeout> | undefined;
  #stops: (() => void)[] = [];

  constructor(connection: Connection, name: NameOf<Kind>) {
    this.#connection = connection;
    this.#name = name;
    this.#views = streams[name.slice(0, name.indexOf(':')) as StreamKind].views;
  }

  /** Follows the stream until all who hold it have let go. Returns how to let go. */
  hold(): () => void {
    this.#holders += 1;
    clearTimeout(this.#closing);
    if (this.#stops.length === 0) this.#begin();
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#holders -= 1;
      if (this.#holders === 0) this.#closing = setTimeout(() => this.#end(), closesAfterMs);
    };
  }

  #begin(): void {
    const connection = this.#connection;
    this.#stops = [
      connection.on('snapshot', (snapshot) => this.#replace(snapshot)),
      connection.on('frame', (frame) => this.#receive(frame)),
      // Who I am decides what I may see, so the whole value is asked for again.
      connection.on('me', () => void this.#open(undefined)),
      connection.state.watch((state) => {
        if (state === 'online') this.#reopen();
        else this.current.set(false);
      }),
    ];
    if (connection.state.value === 'online') this.#reopen();
  }

  #reopen(): void {
    this.#recent = [];
    void this.#open(this.live.value?.revision);
  }

  #end(): void {
    this.#question += 1;
    clearTimeout(this.#patience);
    this.#patience = undefined;
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.#recent = [];
    this.current.set(false);
    if (this.#connection.state.value !== 'online') return;
    // Whatever the answer is: nobody looks any more.
    this.#connection.ask('stream:close', { stream: this.#name }).catch(() => undefined);
  }

  async #open(since: number | undefined): Promise<void> {
    this.#question += 1;
    const question = this.#question;
    const stream = this.#name;
    try {
      const input = since === undefined ? { stream } : { stream, since };
      const { view } = await this.#connection.ask('stream:open', input);
      if (question !== this.#question) return;
      this.refused.set(undefined);
      const live = this.live.value;
      if (live?.view === view) this.current.set(true);
      else if (live) {
        // What only some may see leaves the page at once; what everyone sees may stay until it comes.
        if (live.view !== 'everyone') this.live.set(undefined);
        if (since !== undefined) void this.#open(undefined);
      }
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (question === this.#question) this.#refuse(error.refusal, question);
    }
  }

  #refuse(why: Refusal, question: number): void {
    if (isFinal.has(why.code)) {
      this.live.set(undefined);
      this.refused.set(why);
      return;
    }
    setTimeout(() => {
      if (question === this.#question) void this.#open(this.live.value?.revision);
    }, why.retryAfterMs ?? askAgainMs);
  }

  #replace({ stream, view, revision, state }: Snapshot<unknown>): void {
    if (stream !== this.#name) return;
    this.live.set({ view, revision, state } as Held<Kind>);
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

  #find(live: Held<Kind>, place: 'next' | 'gap'): Frame<unknown> | undefined {
    return this.#recent.find(
      (frame) => frame.view === live.view && placeOf(live.revision, frame) === place,
    );
  }

  #applied(live: Held<Kind>, { to, change }: Frame<unknown>): Held<Kind> {
    const state = this.#views[live.view]?.apply(live.state, change as object) ?? live.state;
    return { ...live, revision: to, state };
  }
}
