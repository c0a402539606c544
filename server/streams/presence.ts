/** Owns who is looking at a stream: one entry per player however many tabs. Volatile; never stored. */
import { presenceShown, type Presence as Shown } from '../../shared/protocol.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { RedisClient } from '../redis.ts';
import { contractOf, type Outlet, roomOf } from './streams.ts';

export type Presence = {
  /** A viewer looks at a stream as a player; soon it is told who else does. */
  join(stream: string, player: string, viewer: string): void;
  leave(stream: string, player: string): void;
  close(): void;
};

/** What one node's viewers do on one stream. */
type Here = {
  /** How many viewers each player has. */
  readonly tabs: Map<string, number>;
  /** Players to be recorded, and viewers to be told, with the next look. */
  unseen: Set<string>;
  newcomers: string[];
};

/** A player stays this long after the last node that saw it: a reload does not flicker. */
const lingersMs = 30_000;
const renewEveryMs = 10_000;
/** How often changes are looked for, and so the longest time until others see them. */
const sweepEveryMs = 2_000;
/** Whoever comes within this time is recorded and told together: a storm costs one look. */
const gathersMs = 200;

/** Where sightings are kept: `until` is epoch milliseconds. */
type Sightings = {
  see(stream: string, players: readonly string[], until: number): Promise<void>;
  list(stream: string, now: number): Promise<{ players: string[]; total: number }>;
};

const inMemory = (): Sightings => {
  const streams = new Map<string, Map<string, number>>();
  return {
    async see(stream, players, until) {
      const seen = streams.get(stream) ?? new Map<string, number>();
      streams.set(stream, seen);
      for (const player of players) seen.set(player, until);
    },
    async list(stream, now) {
      const seen = streams.get(stream);
      if (!seen) return { players: [], total: 0 };
      for (const [player, until] of seen) if (until <= now) seen.delete(player);
      if (seen.size === 0) streams.delete(stream);
      return { players: [...seen.keys()].sort().slice(0, presenceShown), total: seen.size };
    },
  };
};

const inRedis = (redis: RedisClient): Sightings => {
  const keyOf = (stream: string): string => `presence:${stream}`;
  return {
    async see(stream, players, until) {
      const members = players.map((value) => ({ score: until, value }));
      await redis
        .multi()
        .zAdd(keyOf(stream), members)
        .pExpire(keyOf(stream), lingersMs * 2)
        .exec();
    },
    async list(stream, now) {
      const [, players, total] = await redis
        .multi()
        .zRemRangeByScore(keyOf(stream), 0, now)
        .zRange(keyOf(stream), 0, presenceShown - 1)
        .zCard(keyOf(stream))
        .execTyped();
      return { players: players.sort(), total };
    },
  };
};

export const createPresence = ({
  redis,
  clock,
  outlet,
  log,
}: {
  redis: RedisClient | undefined;
  clock: Clock;
  outlet: Outlet;
  log: Log;
}): Presence => {
  /** To all on this node who watch by the view that sees who is here, or to those of them named. */
  const show = (shown: Shown, viewers?: readonly string[]): void => {
    const room = roomOf(shown.stream, contractOf(shown.stream).presence ?? '');
    const watching = outlet.inRoom(room);
    // A viewer may have lost the right to see it since it came.
    const to = viewers?.filter((viewer) => watching?.has(viewer)) ?? [room];
    if (to.length > 0) outlet.send(to, 'presence', shown);
  };
  const sightings = redis ? inRedis(redis) : inMemory();
  const here = new Map<string, Here>();
  const shown = new Map<string, string>();
  let renewedAt = clock.elapsed();
  let soon: NodeJS.Timeout | undefined;

  const see = (stream: string, players: readonly string[]): Promise<void> =>
    sightings.see(stream, players, clock.now() + lingersMs);

  const look = async (stream: string): Promise<void> => {
    const mine = here.get(stream);
    const { unseen, newcomers } = mine ?? { unseen: new Set<string>(), newcomers: [] };
    if (mine) Object.assign(mine, { unseen: new Set(), newcomers: [] });
    if (unseen.size > 0) await see(stream, [...unseen]);
    const presence = { stream, ...(await sightings.list(stream, clock.now())) };
    const text = JSON.stringify(presence);
    if (shown.get(stream) !== text) show(presence);
    else if (newcomers.length > 0) show(presence, newcomers);
    shown.set(stream, text);
    if (presence.total === 0) shown.delete(stream);
  };

  const sweep = async (streams: Iterable<string>): Promise<void> => {
    try {
      const isDue = clock.elapsed() - renewedAt >= renewEveryMs;
      if (isDue) renewedAt = clock.elapsed();
      for (const stream of streams) {
        const players = [...(here.get(stream)?.tabs.keys() ?? [])];
        if (isDue && players.length > 0) await see(stream, players);
        await look(stream);
      }
    } catch (error) {
      log.debug({ err: error }, 'presence is not available');
    }
  };
  const known = (): Set<string> => new Set([...here.keys(), ...shown.keys()]);
  const timer = setInterval(() => void sweep(known()), sweepEveryMs);

  return {
    join(stream, player, viewer) {
      const mine: Here = here.get(stream) ?? {
        tabs: new Map(),
        unseen: new Set(),
        newcomers: [],
      };
      here.set(stream, mine);
      mine.tabs.set(player, (mine.tabs.get(player) ?? 0) + 1);
      mine.unseen.add(player);
      mine.newcomers.push(viewer);
      soon ??= setTimeout(() => {
        soon = undefined;
        void sweep(known());
      }, gathersMs);
    },
    leave(stream, player) {
      const mine = here.get(stream);
      const tabs = (mine?.tabs.get(player) ?? 0) - 1;
      if (tabs > 0) mine?.tabs.set(player, tabs);
      else mine?.tabs.delete(player);
      if (mine?.tabs.size === 0) here.delete(stream);
    },
    close() {
      clearInterval(timer);
      clearTimeout(soon);
    },
  };
};
