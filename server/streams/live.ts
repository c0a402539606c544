/**
 * Owns one stream on one node: its newest state, the order of its steps, and the frames that leave.
 * Reads the database only when it must; never decides who may see what.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Audience, Frame, Snapshot, StreamKind } from '../../shared/stream.ts';
import type { Log } from '../log.ts';
import { createFrames } from './frames.ts';
import { createOpenings, type Opening } from './openings.ts';
import { createRing, type Step } from './ring.ts';

/** What a stream's audiences learn from a batch. Features type it by their stream's changes. */
export type Announcement = Readonly<Record<Audience, object>>;

/** What a feature gives so that its streams can be served. `State` is what members see. */
export type StreamSource = {
  /** The state in the database, read at one instant; null when the stream does not exist. */
  load(stream: string): Promise<{ revision: number; state: object } | null>;
  /** What everyone else sees of a state. */
  project(state: object): object;
  members: StreamKind<object, object>;
  everyone: StreamKind<object, object>;
};

export type LiveStep = Step<Announcement>;
export type LiveEvents = { snapshot: Snapshot<object>; frame: Frame<object> };

/** Sends to everyone of an audience who watches, or to named viewers only; encoded once. */
export type Emit = <Event extends keyof LiveEvents>(
  to: { audience: Audience; viewers?: readonly string[] },
  event: Event,
  payload: LiveEvents[Event],
) => void;

export type Live = {
  /** The newest revision this node knows in order; null before anything is known. */
  head(): number | null;
  accept(step: LiveStep): void;
  /** The stream is known to have reached `revision`: find out, if its steps do not arrive soon. */
  expect(revision: number): void;
  /** Sends a viewer, already in its room, what it lacks since `since`; false when there is nothing. */
  serve(viewer: string, audience: Audience, since: number | undefined): Promise<boolean>;
  /** The newest state for an audience; the same object until the revision changes. */
  snapshot(audience: Audience): Promise<Snapshot<object> | null>;
  close(): void;
};

const audiences = ['members', 'everyone'] as const;

/** How long a missing step may be on its way between nodes before the database is asked. */
const graceMs = 300;
/** Steps held back because an earlier one is missing; more than this and the database is asked. */
const mostHeld = 1_000;
/** Different answers to who comes back that are kept ready. */
const mostCatchUps = 100;

export const createLive = ({
  stream,
  source,
  emit,
  elapsed,
  log,
}: {
  stream: string;
  source: StreamSource;
  emit: Emit;
  /** Monotonic milliseconds. */
  elapsed: () => number;
  log: Log;
}): Live => {
  const mergeBoth = (earlier: Announcement, later: Announcement): Announcement => ({
    members: source.members.merge(earlier.members, later.members),
    everyone: source.everyone.merge(earlier.everyone, later.everyone),
  });
  const ring = createRing<Announcement>(mergeBoth);

  let head: number | null = null;
  let expected = 0;
  let snapshots: Record<Audience, Snapshot<object>> | undefined;
  let loading: Promise<void> | undefined;
  let held = new Map<number, LiveStep>();
  let gapTimer: NodeJS.Timeout | undefined;
  const catchUps = new Map<string, Frame<object>>();
  let isClosed = false;

  const snapshotsOf = (revision: number, members: object, everyone = source.project(members)) => ({
    members: { stream, audience: 'members', revision, state: members } as const,
    everyone: { stream, audience: 'everyone', revision, state: everyone } as const,
  });

  const fold = (step: Pick<LiveStep, 'to' | 'change'>): void => {
    if (!snapshots || snapshots.members.revision >= step.to) return;
    snapshots = snapshotsOf(
      step.to,
      source.members.apply(snapshots.members.state, step.change.members),
      source.everyone.apply(snapshots.everyone.state, step.change.everyone),
    );
  };

  const frames = createFrames<Announcement>({
    merge: mergeBoth,
    send({ from, to, change }) {
      for (const audience of audiences) {
        emit({ audience }, 'frame', { stream, audience, from, to, change: change[audience] });
      }
    },
    elapsed,
  });

  const accept = (step: LiveStep): void => {
    if (isClosed) return;
    head ??= step.from;
    if (step.to <= head) return;
    if (step.from > head) {
      if (held.size < mostHeld) held.set(step.from, step);
      expect(step.to);
      return;
    }
    head = step.to;
    ring.push(step);
    fold(step);
    frames.add(step);
    const next = held.get(head);
    if (next) {
      held.delete(head);
      accept(next);
    }
  };

  const expect = (revision: number): void => {
    expected = Math.max(expected, revision);
    if (isClosed || gapTimer || head === null || expected <= head) return;
    gapTimer = setTimeout(() => {
      gapTimer = undefined;
      if (head !== null && head < expected) void reload();
    }, graceMs);
  };

  /** Reads the database and, if it is ahead of what viewers have, starts everybody from there. */
  const reload = async (): Promise<void> => {
    const believed = expected;
    try {
      const loaded = await source.load(stream);
      if (!loaded || isClosed) return;
      if (head !== null && loaded.revision <= head) {
        // What is announced is committed: whoever spoke of more was wrong, and is not believed again.
        if (expected === believed) expected = head;
        return expect(expected);
      }
      adopt(loaded);
      ring.clear();
      frames.drop();
      for (const audience of audiences) {
        if (snapshots) emit({ audience }, 'snapshot', snapshots[audience]);
      }
    } catch (error) {
      log.warn({ err: error, stream }, 'could not read a stream; trying again');
      expect(expected);
    }
  };

  const adopt = (loaded: { revision: number; state: object }): void => {
    snapshots = snapshotsOf(loaded.revision, loaded.state);
    head = loaded.revision;
    const later = [...held.values()].filter(({ to }) => to > loaded.revision);
    held = new Map();
    for (const step of later.sort((a, b) => a.from - b.from)) accept(step);
  };

  const load = async (): Promise<void> => {
    const loaded = await source.load(stream);
    if (!loaded) return;
    if (head === null) return adopt(loaded);
    snapshots = snapshotsOf(loaded.revision, loaded.state);
    if (loaded.revision >= head) return expect(loaded.revision);
    // Steps were accepted while the database was being read: they are in the ring.
    const missed = ring.since(loaded.revision);
    if (missed) fold({ to: head, change: missed });
    else snapshots = undefined;
  };

  /** Single flight: however many ask, the database is read once. */
  const ready = async (): Promise<void> => {
    while (!snapshots && !isClosed) {
      loading ??= load().finally(() => {
        loading = undefined;
      });
      const known = head;
      await loading;
      if (!snapshots && head === known) return;
    }
  };

  const openings = createOpenings(async (take) => {
    await ready();
    const asked = take();
    if (!snapshots || head === null) return false;
    for (const opening of asked) serve(opening, snapshots[opening.audience], head);
    return true;
  });

  const serve = ({ audience, since, viewers }: Opening, newest: Snapshot<object>, to: number) => {
    const missed = since === undefined ? undefined : frameSince(since, to, audience);
    if (missed) emit({ audience, viewers }, 'frame', missed);
    else emit({ audience, viewers }, 'snapshot', newest);
  };

  /** What came after `since`, as one frame; the same object for everyone who lacks the same. */
  const frameSince = (since: number, to: number, audience: Audience): Frame<object> | undefined => {
    const lacked = `${audience} ${since}`;
    const known = catchUps.get(lacked);
    if (known?.to === to) return known;
    const change = since === to ? {} : ring.since(since)?.[audience];
    const frame = change && { stream, audience, from: since, to, change };
    if (catchUps.size >= mostCatchUps) catchUps.clear();
    if (frame) catchUps.set(lacked, frame);
    return frame;
  };

  return {
    head: () => head,
    accept,
    expect,
    async serve(viewer, audience, since) {
      if (since !== undefined && head !== null && since > head) {
        // The viewer may have been ahead on another node, whose steps are still on their way. Its
        // word alone starts nothing: whoever serves it compares with the database.
        await delay(graceMs * 2, undefined, { ref: false });
      }
      return openings.add(viewer, audience, since);
    },
    async snapshot(audience) {
      await ready();
      return snapshots?.[audience] ?? null;
    },
    close() {
      isClosed = true;
      frames.drop();
      clearTimeout(gapTimer);
    },
  };
};
