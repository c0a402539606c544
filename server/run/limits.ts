/** Owns how often one actor may ask: per command, in memory or in Redis. Refusals say when to try again. */
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Command } from '../../shared/command.ts';
import { Refused, refusal } from '../../shared/refusal.ts';
import type { RedisClient } from '../redis.ts';
import { payerOf } from './asker.ts';
import type { Caller } from './feature.ts';

export type Limits = {
  /**
   * Throws `Refused` with code `too-many` when the caller has used up this command for now. Takes one
   * point, or as many as are given; never more than would be there again after a rest.
   */
  spend(command: Command, caller: Caller, points?: number): Promise<void>;
};

/** `factor` multiplies every limit: benches and tests ask faster than people do. */
export const createLimits = ({
  redis,
  factor,
}: {
  redis: RedisClient | undefined;
  factor: number;
}): Limits => {
  const limiters = new Map<string, RateLimiterMemory | RateLimiterRedis>();

  const limiterOf = ({ name, limit }: Command) => {
    const known = limiters.get(name);
    if (known) return known;
    const options = {
      keyPrefix: `limit:${name}`,
      points: Math.ceil(limit.points * factor),
      duration: limit.seconds,
    };
    const memory = new RateLimiterMemory(options);
    // While Redis is away each node counts for itself: looser, never open.
    const limiter = redis
      ? new RateLimiterRedis({
          ...options,
          storeClient: redis,
          useRedisPackage: true,
          insuranceLimiter: memory,
          inMemoryBlockOnConsumed: options.points + 1,
        })
      : memory;
    limiters.set(name, limiter);
    return limiter;
  };

  return {
    async spend(command, caller, points = 1) {
      try {
        const limiter = limiterOf(command);
        // One point went to the asking already.
        const most = Math.max(1, limiter.points - 1);
        await limiter.consume(payerOf(caller), Math.min(points, most));
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        const retryAfterMs = Math.max(1, Math.ceil(refused.msBeforeNext));
        const seconds = Math.ceil(retryAfterMs / 1_000);
        throw new Refused(
          refusal('too-many', `That was quick. Try again in ${seconds} s.`, { retryAfterMs }),
        );
      }
    },
  };
};
