/**
 * Owns one stream on one node: its newest state in every view, the order of its steps, and the frames
 * that leave. Reads the database only when it must; never decides who may see what.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Frame, Snapshot, Views } from '../../shared/stream.ts';
import type { Log } from '../log.ts';
import { type Changes, type Load, mergeIn, type States, unchanged } from './changes.ts';
import { createFrames, type Frames } from './frames.ts';
import { createOpenings, type Opening, type Openings } from './openings.ts';
import type { Ring, Rings, Step } from './ring.ts';

export type LiveStep = Step<Changes>;
export type LiveEvents = { snapshot: Snapshot<object>; frame: Frame<object> };

/** Sends to everyone who watches by a view, or to named viewers only; encoded once. */
export type Emit = <Event extends keyof LiveEvents>(
  to: { view: string; viewers?: readonly string[] },
  event: Event,
  payload: LiveEvents[Event],
) => void;

type LiveDeps = {
  readonly stream: string;
  readonly views: Views;
  readonly load: Load;
  readonly rings: Rings;
  readonly emit: Emit;
  /** Monotonic milliseconds. */
  readonly elapsed: () => number;
  readonly log: Log;
};

type Snapshots = { readonly revision: number; readonly of: Record<string, Snapshot<object>> };

/** How long a missing step may be on its way between nodes before the database is asked. */
const graceMs = 300;
/** Steps held back because an earlier one is missing; more than this and the database is asked. */
const mostHeld = 1_000;
/** Different answers to who comes back that are kept ready. */
const mostCatchUps = 100;

export class Live {
  readonly #deps: LiveDeps;
  readonly #views: readonly string[];
  readonly #ring: Ring<Changes>;
  readonly #frames: Frames<Changes>;
  readonly #openings: Openings;
  readonly #catchUps = new LRUCache<string, Frame<object>>({ max: mostCatchUps });
  /** The newest revision this node knows in order; null before anything is known. */
  #head: number | null = null;
  #expected = 0;
  #snapshots: Snapshots | undefined;
  #loading: Promise<void> | undefined;
  #held = new Map<number, LiveStep>();
  #gapTimer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(deps: LiveDeps) {
    this.#deps = deps;
    this.#views = Object.keys(deps.views);
    const merge = mergeIn(deps.views);
    this.#ring = deps.rings.create(merge);
    this.#frames = createFrames({
      merge,
      send: (frame) => this.#leave(frame),
      elapsed: deps.elapsed,
    });
    this.#openings = createOpenings((take) => this.#answer(take));
  }

  get head(): number | null {
    return this.#head;
  }

  accept(step: LiveStep): void {
    if (this.#isClosed) return;
    this.#head ??= step.from;
    if (step.to <= this.#head) return;
    if (step.from > this.#head) {
      if (this.#held.size < mostHeld) this.#held.set(step.from, step);
      this.expect(step.to);
      return;
    }
    this.#head = step.to;
    this.#ring.push(step);
    this.#fold(step);
    this.#frames.add(step);
    const next = this.#held.get(this.#head);
    if (next) {
      this.#held.delete(this.#head);
      this.accept(next);
    }
  }

  /** The stream is known to have reached `revision`: find out, if its steps do not arrive soon. */
  expect(revision: number): void {
    this.#expected = Math.max(this.#expected, revision);
    const head = this.#head;
    if (this.#isClosed || this.#gapTimer || head === null || this.#expected <= head) return;
    this.#gapTimer = setTimeout(() => {
      this.#gapTimer = undefined;
      if (this.#head !== null && this.#head < this.#expected) void this.#reload();
    }, graceMs);
  }

  /** Sends a viewer, already in its room, what it lacks since `since`; false when there is nothing. */
  async serve(viewer: string, view: string, since: number | undefined): Promise<boolean> {
    if (since !== undefined && this.#head !== null && since > this.#head) {
      // The viewer may have been ahead on another node, whose steps are still on their way. Its
      // word alone starts nothing: whoever serves it compares with the database.
      await delay(graceMs * 2, undefined, { ref: false });
    }
    return this.#openings.add(viewer, view, since);
  }

  /** The newest state in a view; the same object until the revision changes. */
  async snapshot(view: string): Promise<Snapshot<object> | null> {
    return this.#snapshots?.of[view] ?? this.#loaded(view);
  }

  close(): void {
    this.#isClosed = true;
    this.#frames.drop();
    this.#ring.clear();
    clearTimeout(this.#gapTimer);
  }

  async #loaded(view: string): Promise<Snapshot<object> | null> {
    await this.#ready();
    return this.#snapshots?.of[view] ?? null;
  }

  #leave({ from, to, changes }: { from: number; to: number; changes: Changes }): void {
    const { stream, emit } = this.#deps;
    for (const view of this.#views) {
      emit({ view }, 'frame', { stream, view, from, to, change: changes[view] ?? unchanged });
    }
  }

  #keep(revision: number, states: States): void {
    const { stream } = this.#deps;
    const of: Snapshots['of'] = {};
    for (const view of this.#views) {
      of[view] = { stream, view, revision, state: states[view] ?? unchanged };
    }
    this.#snapshots = { revision, of };
  }

  #fold({ to, changes }: Pick<LiveStep, 'to' | 'changes'>): void {
    const before = this.#snapshots;
    if (!before || before.revision >= to) return;
    const states: Record<string, object> = {};
    for (const view of this.#views) {
      const state = before.of[view]?.state ?? unchanged;
      const change = changes[view];
      states[view] = change ? (this.#deps.views[view]?.apply(state, change) ?? state) : state;
    }
    this.#keep(to, states);
  }

  /** Reads the database and, if it is ahead of what viewers have, starts everybody from there. */
  async #reload(): Promise<void> {
    const { stream, load, emit, log } = this.#deps;
    const believed = this.#expected;
    try {
      const loaded = await load(stream);
      if (!loaded || this.#isClosed) return;
      if (this.#head !== null && loaded.revision <= this.#head) {
        // What is announced is committed: whoever spoke of more was wrong, and is not believed again.
        if (this.#expected === believed) this.#expected = this.#head;
        return this.expect(this.#expected);
      }
      this.#ring.clear();
      this.#frames.drop();
      this.#adopt(loaded);
      for (const view of this.#views) {
        const snapshot = this.#snapshots?.of[view];
        if (snapshot) emit({ view }, 'snapshot', snapshot);
      }
    } catch (error) {
      log.warn({ err: error, stream }, 'could not read a stream; trying again');
      this.expect(this.#expected);
    }
  }

  #adopt(loaded: { revision: number; states: States }): void {
    this.#keep(loaded.revision, loaded.states);
    this.#head = loaded.revision;
    const later = [...this.#held.values()].filter(({ to }) => to > loaded.revision);
    this.#held = new Map();
    for (const step of later.sort((a, b) => a.from - b.from)) this.accept(step);
  }

  async #load(): Promise<void> {
    const loaded = await this.#deps.load(this.#deps.stream);
    if (!loaded) return;
    if (this.#head === null) return this.#adopt(loaded);
    this.#keep(loaded.revision, loaded.states);
    if (loaded.revision >= this.#head) return this.expect(loaded.revision);
    // Steps were accepted while the database was being read: they are in the ring.
    const changes = this.#ring.since(loaded.revision);
    if (changes) this.#fold({ to: this.#head, changes });
    else this.#snapshots = undefined;
  }

  /** Single flight: however many ask, the database is read once. */
  async #ready(): Promise<void> {
    while (!this.#snapshots && !this.#isClosed) {
      this.#loading ??= this.#load().finally(() => {
        this.#loading = undefined;
      });
      const known = this.#head;
      await this.#loading;
      if (!this.#snapshots && this.#head === known) return;
    }
  }

  async #answer(take: () => readonly Opening[]): Promise<boolean> {
    await this.#ready();
    const asked = take();
    if (!this.#snapshots || this.#head === null) return false;
    for (const { view, since, viewers } of asked) {
      const missed = since === undefined ? undefined : this.#since(since, this.#head, view);
      const newest = this.#snapshots.of[view];
      if (missed) this.#deps.emit({ view, viewers }, 'frame', missed);
      else if (newest) this.#deps.emit({ view, viewers }, 'snapshot', newest);
    }
    return true;
  }

  /** What came after `since`, as one frame; the same object for everyone who lacks the same. */
  #since(since: number, to: number, view: string): Frame<object> | undefined {
    const lacked = `${view} ${since}`;
    const known = this.#catchUps.get(lacked);
    if (known?.to === to) return known;
    const changes = since === to ? {} : this.#ring.since(since);
    if (!changes) return undefined;
    const { stream } = this.#deps;
    const frame = { stream, view, from: since, to, change: changes[view] ?? unchanged };
    this.#catchUps.set(lacked, frame);
    return frame;
  }
}
