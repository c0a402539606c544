/**
 * Owns what every process of Muster has: the write path, the streams, and the way between nodes. A
 * node is core, HTTP and sockets; the bot is core and Discord. Opens no port.
 */
import { commands, streams as contract } from '../shared/protocol.ts';
import type { Bus } from './bus.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database/database.ts';
import { actorsOf } from './identity/store.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { RedisClient } from './redis.ts';
import { type Actors, createActors } from './run/actors.ts';
import { type App, createApp } from './run/app.ts';
import type { Handlers } from './run/feature.ts';
import { createLimits } from './run/limits.ts';
import { startForgetting } from './run/receipts-age.ts';
import { revisionsOf } from './run/store.ts';
import { Presence } from './streams/presence.ts';
import { type Outlet, type Sources, Streams } from './streams/streams.ts';

/** What is started beside the commands: a reconciler, a timer. */
export type Started = { stop(): void };

/** What a feature is to the core. Nobody registers anything by hand: these are all looped over. */
export type Feature = {
  readonly sources?: (of: Pick<Core, 'database' | 'clock'>) => Partial<Sources>;
  readonly handlers: (of: Pick<Core, 'streams' | 'bus'>) => Partial<Handlers>;
  /** Called once everything answers. */
  start?(core: Core): Promise<Started>;
};

export type Core = {
  readonly app: App;
  readonly streams: Streams;
  readonly bus: Bus;
  readonly presence: Presence;
  readonly actors: Actors;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  /** Starts what features do by themselves. Resolves when each has had its first look. */
  start(): Promise<void>;
  /** Lets what is under way finish first: nobody may ask any more. */
  close(): Promise<void>;
};

type CoreDeps = {
  readonly database: Database;
  readonly bus: Bus;
  readonly outlet: Outlet;
  readonly redis: RedisClient | undefined;
  readonly limitFactor: number;
  readonly features: readonly Feature[];
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly log: Log;
};

export const createCore = (deps: CoreDeps): Core => {
  const { database, bus, outlet, redis, limitFactor, features, clock, metrics, log } = deps;
  const sources = whole<Sources>(
    Object.keys(contract),
    features.map((feature) => feature.sources?.({ database, clock }) ?? {}),
  );
  const streams = new Streams({
    bus,
    outlet,
    sources,
    revisions: (names) => revisionsOf(database, names),
    clock,
    metrics,
    log,
  });
  const presence = new Presence({ redis, outlet, clock, log });
  const actors = createActors({ database, who: actorsOf, mayRemember: bus.hears, clock });
  // Before everybody else who listens: who asks again must not be told what was remembered.
  bus.on('refresh', (account) => actors.forget(account));
  // Neither this node nor the others know what the other side changed meanwhile.
  bus.onHearing((hears) => hears && bus.say('refresh', null));
  const handlers = whole<Handlers>(
    Object.keys(commands),
    features.map((feature) => feature.handlers({ streams, bus })),
  );
  const limits = createLimits({ redis, factor: limitFactor });
  const app = createApp({
    ...{ database, clock, handlers, who: actorsOf, actors, bus, streams, limits, metrics, log },
  });

  const started: Started[] = [];
  const core: Core = {
    ...{ app, streams, bus, presence, actors, database, clock, log },
    async start() {
      started.push(await startForgetting(core));
      for (const feature of features) {
        if (feature.start) started.push(await feature.start(core));
      }
    },
    async close() {
      for (const one of started.splice(0).reverse()) one.stop();
      await app.drained();
      presence.close();
      streams.close();
    },
  };
  return core;
};

/** What features give, as one; throws when something in the contract is given by none of them. */
const whole = <All extends object>(
  names: readonly string[],
  parts: readonly Partial<All>[],
): All => {
  const all = Object.assign({}, ...parts) as All;
  const missing = names.filter((name) => !Object.hasOwn(all, name));
  if (missing.length > 0) throw new TypeError(`No feature gives ${missing.join(', ')}.`);
  return all;
};
