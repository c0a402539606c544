/**
 * Owns live delivery: every stream this node serves, one node or many. The only place that emits
 * to sockets, and only what is committed. Names no feature.
 */
import type { Server } from 'socket.io';
import type { ClientEvents, ServerEvents } from '../../shared/protocol.ts';
import { Refused, refusal } from '../../shared/refusal.ts';
import type { Audience, Snapshot } from '../../shared/stream.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import {
  type Announcement,
  createLive,
  type Emit,
  type Live,
  type LiveStep,
  type StreamSource,
} from './live.ts';

/** What nodes tell each other. */
export type NodeEvents = {
  step: (stream: string, step: LiveStep) => void;
  refresh: (account: string | null) => void;
  /** Newest revisions, said now and then: a node that missed the last step notices. */
  heads: (heads: [stream: string, revision: number][]) => void;
};

export type Io = Server<ClientEvents, ServerEvents, NodeEvents>;

export type Streams = {
  commit(stream: string, revision: number, announcements: readonly Announcement[]): void;
  /** The account's open sockets, on every node, learn who they are now. */
  refresh(account: string): void;
  /** Null means that it is not known whose: look at all of them. */
  onRefresh(listener: (account: string | null) => void): void;
  /** The stream may have moved on without this node hearing of it: compare with the database. */
  doubt(stream: string): void;
  /** Sends a viewer, already in its room, what it lacks; false when there is no such stream. */
  serve(viewer: string, stream: string, audience: Audience, since?: number): Promise<boolean>;
  snapshot(stream: string, audience: Audience): Promise<Snapshot<object> | null>;
  /** Whether steps of other nodes arrive: false while the way between them is broken. */
  setHearing(hears: boolean): void;
  hears(): boolean;
  close(): void;
};

/** The community part of a stream's name. */
export const communityOf = (stream: string): string => stream.slice(stream.indexOf(':') + 1);

/** The room of everyone who watches a stream as this audience. */
export const roomOf = (stream: string, audience: Audience): string => `${stream}/${audience}`;

/** Streams kept in memory; beyond it those nobody watches are forgotten, oldest first. */
const mostStreams = 500;
/** How often a doubted stream is compared at most, and all of them while this node is deaf. */
const checkEveryMs = 1_000;
const sayHeadsEveryMs = 10_000;

export const createStreams = ({
  io,
  sources,
  revisions,
  isOneOfMany,
  clock,
  metrics,
  log,
}: {
  io: Io;
  /** By the kind in a stream's name: `grid` serves `grid:default`. */
  sources: Readonly<Record<string, StreamSource>>;
  /** Current revisions in the database; one query. */
  revisions: (streams: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  isOneOfMany: boolean;
  clock: Clock;
  metrics: Metrics;
  log: Log;
}): Streams => {
  const lives = new Map<string, Live>();
  const listeners: ((account: string | null) => void)[] = [];
  const doubted = new Set<string>();
  let checkTimer: NodeJS.Timeout | undefined;
  let lastCheck = Number.NEGATIVE_INFINITY;
  let hears = true;

  const isWatched = (stream: string): boolean =>
    (['members', 'everyone'] as const).some((audience) =>
      io.sockets.adapter.rooms.has(roomOf(stream, audience)),
    );

  const emitFor =
    (stream: string): Emit =>
    ({ audience, viewers }, event, payload) => {
      const room = roomOf(stream, audience);
      const watching = io.sockets.adapter.rooms.get(room);
      // While an answer was being read somebody may have left, or lost the right to see it.
      const rooms = viewers ? viewers.filter((viewer) => watching?.has(viewer)) : [room];
      // Socket.IO would send to everybody if it were given no room at all.
      if (!watching || rooms.length === 0) return;
      metrics.sent(event);
      (io.local.to(rooms).emit as (event: string, payload: object) => boolean)(event, payload);
    };

  const sourceOf = (stream: string): StreamSource | undefined => {
    const kind = stream.slice(0, stream.indexOf(':'));
    return Object.hasOwn(sources, kind) ? sources[kind] : undefined;
  };

  const live = (stream: string): Live => {
    const known = lives.get(stream);
    if (known) return known;
    const source = sourceOf(stream);
    if (!source) {
      throw new Refused(refusal('not-found', 'There is no such stream.', { field: 'stream' }));
    }
    const created = createLive({
      stream,
      source,
      emit: emitFor(stream),
      elapsed: clock.elapsed,
      log,
    });
    lives.set(stream, created);
    forgetUnwatched();
    return created;
  };

  const forgetUnwatched = (): void => {
    for (const [stream, one] of lives) {
      if (lives.size <= mostStreams) return;
      if (isWatched(stream)) continue;
      one.close();
      lives.delete(stream);
    }
  };

  const accept = (stream: string, step: LiveStep): void => live(stream).accept(step);

  const tell = <Event extends keyof NodeEvents>(
    event: Event,
    ...args: Parameters<NodeEvents[Event]>
  ): void => {
    if (isOneOfMany)
      (io.serverSideEmit as (event: string, ...args: unknown[]) => boolean)(event, ...args);
  };

  const hearOf = (account: string | null): void => {
    for (const listener of listeners) listener(account);
  };

  const refresh = (account: string | null): void => {
    hearOf(account);
    tell('refresh', account);
  };

  const check = async (): Promise<void> => {
    checkTimer = undefined;
    lastCheck = clock.elapsed();
    const asked = hears ? [...doubted] : [...lives.keys()].filter(isWatched);
    doubted.clear();
    try {
      if (asked.length > 0) {
        for (const [stream, revision] of await revisions(asked))
          lives.get(stream)?.expect(revision);
      }
    } catch (error) {
      log.warn({ err: error }, 'could not compare streams with the database; trying again');
      for (const stream of asked) doubted.add(stream);
    }
    if (!hears || doubted.size > 0) checkSoon();
  };

  const checkSoon = (): void => {
    const wait = Math.max(0, lastCheck + checkEveryMs - clock.elapsed());
    checkTimer ??= setTimeout(() => void check(), wait);
  };

  const doubt = (stream: string): void => {
    if (!lives.has(stream)) return;
    doubted.add(stream);
    checkSoon();
  };

  const sayHeads = isOneOfMany
    ? setInterval(() => {
        const heads: [string, number][] = [];
        for (const [stream, one] of lives) {
          const head = one.head();
          if (head !== null) heads.push([stream, head]);
        }
        tell('heads', heads);
      }, sayHeadsEveryMs)
    : undefined;

  if (isOneOfMany) {
    io.on('step', accept);
    io.on('refresh', hearOf);
    io.on('heads', (heads) => {
      for (const [stream, revision] of heads) lives.get(stream)?.expect(revision);
    });
  }

  return {
    commit(stream, revision, announcements) {
      const source = sourceOf(stream);
      const change = announcements.reduce((earlier, later) => ({
        members: source?.members.merge(earlier.members, later.members) ?? {},
        everyone: source?.everyone.merge(earlier.everyone, later.everyone) ?? {},
      }));
      const bytes = JSON.stringify(change).length;
      const step = { from: revision - 1, to: revision, change, bytes };
      accept(stream, step);
      tell('step', stream, step);
    },
    refresh,
    onRefresh(listener) {
      listeners.push(listener);
    },
    doubt,
    async serve(viewer, stream, audience, since) {
      const one = live(stream);
      // Who comes back may come from a node that died between its commit and its announcement.
      if (isOneOfMany && since !== undefined) doubt(stream);
      return one.serve(viewer, audience, since);
    },
    async snapshot(stream, audience) {
      const one = live(stream);
      if (!hears) {
        const revision = (await revisions([stream])).get(stream);
        if (revision !== undefined) one.expect(revision);
      }
      return one.snapshot(audience);
    },
    setHearing(now) {
      if (now === hears) return;
      hears = now;
      io.local.emit('weather', { live: now ? 'yes' : 'delayed' });
      for (const stream of lives.keys()) doubted.add(stream);
      checkSoon();
      // Neither this node nor the others know what the other side changed meanwhile.
      if (now) refresh(null);
    },
    hears: () => hears,
    close() {
      clearInterval(sayHeads);
      clearTimeout(checkTimer);
      for (const one of lives.values()) one.close();
    },
  };
};
