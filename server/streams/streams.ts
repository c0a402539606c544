/**
 * Owns live delivery: every stream this node serves, one node or many. The only place from which
 * changes leave for viewers, and only what is committed. Names no feature.
 */
import {
  streams as contract,
  type NameOf,
  type States as StatesOf,
  type StreamKind,
  type ViewOf,
} from '../../shared/protocol.ts';
import { Refused, refusal } from '../../shared/refusal.ts';
import { partsOf, type Snapshot, type Stream } from '../../shared/stream.ts';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { type Changes, type Load, mergeIn } from './changes.ts';
import { type Emit, Live, type LiveStep } from './live.ts';
import { createRings } from './ring.ts';
import { createVerify, type Verify } from './verify.ts';

/** Where events leave to: the sockets of this node. */
export type Outlet = {
  /** Ids of those in a room; nothing for an empty one. */
  inRoom(room: string): ReadonlySet<string> | undefined;
  /** Encodes once, however many there are. At least one room is named. */
  send(rooms: readonly string[], event: string, payload: object): void;
};

/** Where each kind of stream is read from. */
export type Sources = { readonly [Kind in StreamKind]: Source<Kind> };
/** Everything in every view, read at one instant; null when there is no such stream. */
export type Source<Kind extends StreamKind> = (
  name: NameOf<Kind>,
) => Promise<{ revision: number; states: StatesOf<Kind> } | null>;

/** A stream went from one revision to the next. */
type Commit = { readonly stream: string; readonly revision: number; readonly changes: Changes };
type StepListener = (stream: string, revision: number) => void;

/** The room of everyone who watches a stream by a view. */
export const roomOf = (stream: string, view: string): string => `${stream}/${view}`;

export const contractOf = (stream: string): Stream => {
  const { kind, key } = partsOf(stream);
  const known: Stream | undefined = Object.hasOwn(contract, kind)
    ? contract[kind as StreamKind]
    : undefined;
  const isNamed = known && (known.key ? known.key.safeParse(key).success : key === undefined);
  if (known && isNamed) return known;
  throw new Refused(refusal('not-found', 'There is no such stream.', { field: 'stream' }));
};

/** Streams kept in memory; beyond it those nobody watches are forgotten, oldest first. */
const mostStreams = 500;
/** Of the oldest, looked at for each new one: a bound on what forgetting costs. */
const lookedAt = 4;
const sayHeadsEveryMs = 10_000;

type StreamsDeps = {
  readonly bus: Bus;
  readonly outlet: Outlet;
  readonly sources: Sources;
  /** Current revisions in the database; one query. */
  readonly revisions: (streams: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly log: Log;
};

export class Streams {
  readonly #deps: StreamsDeps;
  /** Those looked at last come last. */
  readonly #lives = new Map<string, Live>();
  readonly #rings = createRings();
  readonly #listeners = new Map<string, StepListener[]>();
  readonly #verify: Verify;
  readonly #sayHeads: NodeJS.Timeout | undefined;

  constructor(deps: StreamsDeps) {
    const { bus, revisions, clock, log } = deps;
    this.#deps = deps;
    this.#verify = createVerify({
      revisions,
      watched: () => [...this.#lives.keys()].filter((stream) => this.#isWatched(stream)),
      hears: bus.hears,
      expect: (stream, revision) => this.#lives.get(stream)?.expect(revision),
      clock,
      log,
    });
    bus.on('step', (stream, step) => this.#accept(stream, step));
    bus.on('heads', (heads) => {
      for (const [stream, revision] of heads) this.#lives.get(stream)?.expect(revision);
    });
    bus.onHearing(() => {
      for (const stream of this.#lives.keys()) this.#verify.ask(stream);
    });
    if (bus.isOneOfMany) {
      this.#sayHeads = setInterval(() => bus.tell('heads', this.#heads()), sayHeadsEveryMs);
    }
  }

  /** Tells everybody what has been committed, on every node. */
  commit({ stream, revision, changes }: Commit): void {
    const bytes = JSON.stringify(changes).length;
    this.#deps.bus.say('step', stream, { from: revision - 1, to: revision, changes, bytes });
  }

  /** Calls for every step of a kind of stream that this node hears of, whoever made it. */
  onStep(kind: StreamKind, listener: StepListener): void {
    this.#listeners.set(kind, [...(this.#listeners.get(kind) ?? []), listener]);
  }

  /** The stream may have moved on without this node hearing of it: compare with the database. */
  verify(stream: string): void {
    if (this.#lives.has(stream)) this.#verify.ask(stream);
  }

  /** Sends a viewer, already in its room, what it lacks; false when there is no such stream. */
  serve(viewer: string, stream: string, view: string, since?: number): Promise<boolean> {
    const live = this.#live(stream);
    // Who comes back may come from a node that died between its commit and its announcement.
    if (this.#deps.bus.isOneOfMany && since !== undefined) this.verify(stream);
    return live.serve(viewer, view, since);
  }

  /** The newest state in a view; null when there is no such stream. */
  async snapshot<Kind extends StreamKind, View extends ViewOf<Kind>>(
    stream: NameOf<Kind>,
    view: View,
  ): Promise<Snapshot<StatesOf<Kind>[View]> | null> {
    const live = this.#live(stream);
    if (!this.#deps.bus.hears()) {
      const revision = (await this.#deps.revisions([stream])).get(stream);
      if (revision !== undefined) live.expect(revision);
    }
    return live.snapshot(view) as Promise<Snapshot<StatesOf<Kind>[View]> | null>;
  }

  close(): void {
    clearInterval(this.#sayHeads);
    this.#verify.stop();
    for (const live of this.#lives.values()) live.close();
  }

  #accept(stream: string, step: LiveStep): void {
    this.#live(stream).accept(step);
    for (const listener of this.#listeners.get(partsOf(stream).kind) ?? []) {
      listener(stream, step.to);
    }
  }

  #live(stream: string): Live {
    const known = this.#lives.get(stream);
    if (known) return known;
    const { views } = contractOf(stream);
    const { sources, clock, log } = this.#deps;
    const live = new Live({
      stream,
      views,
      load: sources[partsOf(stream).kind as StreamKind] as Load,
      rings: this.#rings,
      emit: this.#emitFor(stream),
      elapsed: clock.elapsed,
      log,
    });
    this.#forgetUnwatched();
    this.#lives.set(stream, live);
    return live;
  }

  #forgetUnwatched(): void {
    let looks = lookedAt;
    for (const [stream, live] of this.#lives) {
      if (this.#lives.size < mostStreams || looks === 0) return;
      looks -= 1;
      this.#lives.delete(stream);
      if (this.#isWatched(stream)) this.#lives.set(stream, live);
      else live.close();
    }
  }

  #isWatched(stream: string): boolean {
    const { inRoom } = this.#deps.outlet;
    return Object.keys(contractOf(stream).views).some((view) => inRoom(roomOf(stream, view)));
  }

  #heads(): [stream: string, revision: number][] {
    return [...this.#lives].flatMap(([stream, { head }]) =>
      head === null ? [] : [[stream, head] as [string, number]],
    );
  }

  #emitFor(stream: string): Emit {
    const { outlet, metrics } = this.#deps;
    return ({ view, viewers }, event, payload) => {
      const room = roomOf(stream, view);
      const watching = outlet.inRoom(room);
      // While an answer was being read somebody may have left, or lost the right to see it.
      const rooms = viewers ? viewers.filter((viewer) => watching?.has(viewer)) : [room];
      // Socket.IO would send to everybody if it were given no room at all.
      if (!watching || rooms.length === 0) return;
      metrics.sent(event);
      outlet.send(rooms, event, payload);
    };
  }
}

/** One change of a stream worth all that a batch announced, in order. */
export const mergedChanges = (stream: string, changes: readonly Changes[]): Changes =>
  changes.reduce(mergeIn(contractOf(stream).views));
