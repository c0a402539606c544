/** Owns the two Redis connections of a node, and knows whether they work. Losing them loses no data. */
import { createClient } from 'redis';
import type { Log } from './log.ts';
import { StartProblem } from './start-problem.ts';

export type RedisClient = ReturnType<typeof newClient>;

export type Redis = {
  readonly commands: RedisClient;
  /** For Socket.IO's adapter: what cannot be sent is let go instead of breaking the process. */
  readonly publisher: RedisClient;
  readonly subscriber: RedisClient;
  /** Calls at every change, and once at once. */
  onChange(listener: (isUp: boolean) => void): void;
  close(): Promise<void>;
};

const newClient = (url: string) =>
  createClient({
    url,
    // Without Redis a command fails at once instead of waiting in a queue without end.
    disableOfflineQueue: true,
    socket: {
      connectTimeout: 5_000,
      reconnectStrategy: (retries) => Math.min(100 * 2 ** retries, 1_000),
    },
    pingInterval: 10_000,
  });

/** Throws when Redis does not answer within `deadlineMs` at the start; later it may come and go. */
export const connectRedis = async (url: string, log: Log, deadlineMs = 10_000): Promise<Redis> => {
  const commands = newClient(url);
  const subscriber = newClient(url);
  const listeners: ((isUp: boolean) => void)[] = [];
  let wasUp = false;

  const look = (): void => {
    const isUp = commands.isReady && subscriber.isReady;
    if (isUp === wasUp) return;
    wasUp = isUp;
    log[isUp ? 'info' : 'warn'](isUp ? 'Redis is connected' : 'Redis is gone; reconnecting');
    for (const listener of listeners) listener(isUp);
  };
  for (const client of [commands, subscriber]) {
    client.on('error', look);
    client.on('ready', look);
    client.on('reconnecting', look);
    client.on('end', look);
  }

  const deadline = AbortSignal.timeout(deadlineMs);
  const tooLate = new Promise<never>((_, reject) => {
    deadline.addEventListener('abort', () =>
      reject(
        new StartProblem(
          'Redis does not answer at REDIS_URL: start it, or unset REDIS_URL for one node.',
        ),
      ),
    );
  });
  tooLate.catch(() => {});
  try {
    await Promise.race([Promise.all([commands.connect(), subscriber.connect()]), tooLate]);
  } catch (error) {
    commands.destroy();
    subscriber.destroy();
    throw error;
  }

  return {
    commands,
    publisher: forgiving(commands, log),
    subscriber: forgiving(subscriber, log),
    onChange(listener) {
      listeners.push(listener);
      listener(commands.isReady && subscriber.isReady);
    },
    async close() {
      listeners.length = 0;
      for (const client of [subscriber, commands]) {
        if (client.isReady) await client.close();
        else client.destroy();
      }
    },
  };
};

/**
 * The adapter does not look at these promises, and an unhandled rejection would end the process.
 * A message that is lost is made up for by comparing revisions when Redis is back (streams.ts);
 * subscriptions are renewed by the client when it reconnects.
 */
const unwatched = new Set(['publish', 'subscribe', 'pSubscribe', 'unsubscribe', 'pUnsubscribe']);

const forgiving = (client: RedisClient, log: Log): RedisClient =>
  new Proxy(client, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      if (!unwatched.has(String(name))) return value.bind(target);
      return async (...args: unknown[]) => {
        try {
          return await value.apply(target, args);
        } catch (error) {
          log.debug({ err: error }, 'nodes could not talk to each other');
          return 0;
        }
      };
    },
  });
