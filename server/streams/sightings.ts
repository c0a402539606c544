/** Owns where it is noted who looks at a stream: in memory, or in Redis for several nodes. */
import { randomUUID } from 'node:crypto';
import { presenceShown } from '../../shared/protocol.ts';
import type { RedisClient } from '../redis.ts';

/** A time `until` is epoch milliseconds; what it says ends by itself then. */
export type Sightings = {
  /** These players are seen by this node, and shown until then. */
  see(stream: string, players: readonly string[], until: number): Promise<void>;
  /** This node sees a player no more; others may. Shown on until what was said before ends. */
  lose(stream: string, player: string): Promise<void>;
  /** Whether any node sees a player. */
  isSeen(stream: string, player: string, now: number): Promise<boolean>;
  /** The first of those shown, and how many there are in all. */
  list(stream: string, now: number): Promise<{ players: string[]; total: number }>;
};

export const inMemory = (): Sightings => {
  const shown = new Map<string, Map<string, number>>();
  const seen = new Map<string, Set<string>>();
  return {
    async see(stream, players, until) {
      const times = shown.get(stream) ?? new Map<string, number>();
      shown.set(stream, times);
      for (const player of players) times.set(player, until);
      seen.set(stream, new Set([...(seen.get(stream) ?? []), ...players]));
    },
    async lose(stream, player) {
      const here = seen.get(stream);
      here?.delete(player);
      if (here?.size === 0) seen.delete(stream);
    },
    isSeen: async (stream, player) => seen.get(stream)?.has(player) ?? false,
    async list(stream, now) {
      const times = shown.get(stream);
      if (!times) return { players: [], total: 0 };
      for (const [player, until] of times) if (until <= now) times.delete(player);
      if (times.size === 0) shown.delete(stream);
      return { players: [...times.keys()].sort().slice(0, presenceShown), total: times.size };
    },
  };
};

/** How long keys outlive what they hold, so that a stream nobody looks at leaves nothing behind. */
const keptMs = 60_000;

export const inRedis = (redis: RedisClient): Sightings => {
  const node = randomUUID();
  const shownKey = (stream: string): string => `presence:${stream}`;
  /** Who is seen by which node: a node that dies says nothing, and its sightings end. */
  const seenKey = (stream: string, player: string): string => `seen:${stream}:${player}`;
  return {
    async see(stream, players, until) {
      const changes = redis.multi().zAdd(
        shownKey(stream),
        players.map((value) => ({ score: until, value })),
      );
      changes.pExpire(shownKey(stream), keptMs);
      for (const player of players) {
        changes.zAdd(seenKey(stream, player), { score: until, value: node });
        changes.pExpire(seenKey(stream, player), keptMs);
      }
      await changes.exec();
    },
    async lose(stream, player) {
      await redis.zRem(seenKey(stream, player), node);
    },
    isSeen: async (stream, player, now) =>
      (await redis.zCount(seenKey(stream, player), now, '+inf')) > 0,
    async list(stream, now) {
      const [, players, total] = await redis
        .multi()
        .zRemRangeByScore(shownKey(stream), 0, now)
        .zRange(shownKey(stream), 0, presenceShown - 1)
        .zCard(shownKey(stream))
        .execTyped();
      return { players: players.sort(), total };
    },
  };
};
