/** Owns who is looking at a stream: one entry per player however many tabs. Volatile; never stored. */
import { presenceShown, type Presence as Shown } from '../shared/protocol.ts';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';
import type { RedisClient } from './redis.ts';

export type Presence = {
  join(stream: string, player: string): void;
  leave(stream: string, player: string): void;
  /** Who is looking now. */
  now(stream: string): Promise<Shown>;
  close(): void;
};

/** A player stays this long after the last node that saw it: a reload does not flicker. */
const lingersMs = 30_000;
const renewEveryMs = 10_000;
/** How often changes are looked for, and so the longest time until others see them. */
const sweepEveryMs = 2_000;

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
  show,
  log,
}: {
  redis: RedisClient | undefined;
  clock: Clock;
  /** Sends what changed to this node's viewers of the stream. */
  show: (presence: Shown) => void;
  log: Log;
}): Presence => {
  const sightings = redis ? inRedis(redis) : inMemory();
  /** How many of this node's viewers each player has on each stream. */
  const here = new Map<string, Map<string, number>>();
  const shown = new Map<string, string>();
  let renewedAt = clock.elapsed();

  const list = async (stream: string): Promise<Shown> => {
    const { players, total } = await sightings.list(stream, clock.now());
    return { stream, players, total };
  };

  const showIfChanged = async (stream: string): Promise<void> => {
    const presence = await list(stream);
    const text = JSON.stringify(presence);
    if (shown.get(stream) === text) return;
    shown.set(stream, text);
    show(presence);
    if (presence.total === 0) shown.delete(stream);
  };

  const see = (stream: string, players: readonly string[]): Promise<void> =>
    sightings.see(stream, players, clock.now() + lingersMs);

  const sweep = async (): Promise<void> => {
    try {
      const isDue = clock.elapsed() - renewedAt >= renewEveryMs;
      if (isDue) renewedAt = clock.elapsed();
      for (const [stream, players] of here) {
        if (isDue && players.size > 0) await see(stream, [...players.keys()]);
      }
      for (const stream of new Set([...here.keys(), ...shown.keys()])) await showIfChanged(stream);
    } catch (error) {
      log.debug({ err: error }, 'presence is not available');
    }
  };
  const timer = setInterval(() => void sweep(), sweepEveryMs);

  return {
    join(stream, player) {
      const players = here.get(stream) ?? new Map<string, number>();
      here.set(stream, players);
      const tabs = players.get(player) ?? 0;
      players.set(player, tabs + 1);
      if (tabs === 0) see(stream, [player]).catch((error: unknown) => log.debug({ err: error }));
    },
    leave(stream, player) {
      const players = here.get(stream);
      const tabs = (players?.get(player) ?? 0) - 1;
      if (tabs > 0) players?.set(player, tabs);
      else players?.delete(player);
      if (players?.size === 0) here.delete(stream);
    },
    now: list,
    close: () => clearInterval(timer),
  };
};
