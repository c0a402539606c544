/**
 * Owns the wiring of one node: builds every part, listens, and closes all of it in order. `main`
 * starts one for people, tests start several in one process.
 */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { availabilityHandlers } from './availability/commands.ts';
import { feedHandlers } from './availability/feed/commands.ts';
import { gridSource } from './availability/grid-source.ts';
import { blurbsFrom } from './availability/page-meta.ts';
import { availabilityReadings } from './availability/queries.ts';
import { startTurning } from './availability/rollover.ts';
import { type Clock, systemClock } from './clock.ts';
import type { NodeConfig } from './config.ts';
import { connect, ping } from './database/database.ts';
import { createHttp, waitAMoment } from './http/http.ts';
import { addressOf, isAllowedOrigin, originsOf } from './http/origins.ts';
import { createPages } from './http/pages.ts';
import { beforeReadings } from './http/routes.ts';
import { chooseProvider } from './identity/chosen-provider.ts';
import { identityHandlers } from './identity/commands.ts';
import { createSessions } from './identity/sessions.ts';
import { createSignIn } from './identity/sign-in.ts';
import { actorsOf, listCommunities } from './identity/store.ts';
import type { Log } from './log.ts';
import { createMetrics } from './metrics.ts';
import { connectRedis } from './redis.ts';
import { createActors } from './run/actors.ts';
import { createApp } from './run/app.ts';
import { createLimits } from './run/limits.ts';
import { forgetReceipts, forgetTooManyReceipts, revisionsOf } from './run/store.ts';
import { createGateway, createIo } from './socket/gateway.ts';
import { watchingHandlers } from './socket/watching.ts';
import { createPresence } from './streams/presence.ts';
import { createStreams, roomOf } from './streams/streams.ts';

/** How long the last answers may take to leave when a node closes. */
const partsWithinMs = 500;

export type Node = {
  /** Where people reach it. */
  url: string;
  app: ReturnType<typeof createApp>;
  /** Answers what is under way, says goodbye to viewers, and leaves nothing open. */
  close(): Promise<void>;
};

/** Rejects with a sentence when the port is taken or a part does not answer. */
export const createNode = async (
  config: NodeConfig,
  { clock = systemClock, log }: { clock?: Clock; log: Log },
): Promise<Node> => {
  const closers: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    return await build(config, clock, log, closers, close);
  } catch (error) {
    await close();
    throw error;
  }
};

const build = async (
  config: NodeConfig,
  clock: Clock,
  log: Log,
  closers: (() => unknown)[],
  close: () => Promise<void>,
): Promise<Node> => {
  const server = createServer();
  let answer: RequestListener = waitAMoment;
  // Before Socket.IO, which answers for its own path and passes everything else on to here.
  server.on('request', (request, response) => answer(request, response));
  // A header of 16 kB is more than any browser sends; slow senders do not keep a socket for ever.
  server.requestTimeout = 30_000;
  await listen(server, config);
  closers.push(async () => {
    server.closeAllConnections();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  const origins = originsOf(config.publicUrl, port);
  const url = origins[0] as string;
  const isSecure = url.startsWith('https:');
  const allows = isAllowedOrigin(origins);
  const address = addressOf(config.proxies);

  const database = await connect(config.databaseUrl);
  closers.push(() => database.end());
  const redis = config.redisUrl ? await connectRedis(config.redisUrl, log) : undefined;
  if (redis) closers.push(() => redis.close());

  const io = createIo(server, allows, redis);
  const metrics = createMetrics({ viewers: () => io.engine.clientsCount });
  const streams = createStreams({
    io,
    sources: { grid: gridSource(database, clock) },
    revisions: (names) => revisionsOf(database, names),
    isOneOfMany: redis !== undefined,
    clock,
    metrics,
    log,
  });
  redis?.onChange((isUp) => streams.setHearing(isUp));
  const presence = createPresence({
    redis: redis?.commands,
    clock,
    show(shown, viewers) {
      const room = roomOf(shown.stream, 'members');
      const members = io.sockets.adapter.rooms.get(room);
      // A viewer may have lost the right to see it since it came.
      const to = viewers?.filter((viewer) => members?.has(viewer)) ?? [room];
      if (to.length > 0) io.local.to(to).emit('presence', shown);
    },
    log,
  });
  const actors = createActors({
    database,
    who: actorsOf,
    mayRemember: () => streams.hears(),
    clock,
  });
  // Before everybody else who listens: who asks again must not be told what was remembered.
  streams.onRefresh((account) => actors.forget(account));
  const limits = createLimits({ redis: redis?.commands, factor: config.limitFactor });
  const handlers = {
    ...identityHandlers,
    ...availabilityHandlers,
    ...availabilityReadings({ streams }),
    ...feedHandlers({ secret: config.sessionSecret, origin: config.publicUrl && url }),
    ...watchingHandlers({ streams }),
  };
  const app = createApp({
    database,
    clock,
    handlers,
    who: actorsOf,
    actors,
    streams,
    limits,
    metrics,
    log,
  });

  const pool = new pg.Pool({ connectionString: config.databaseUrl, max: 4 });
  closers.push(() => pool.end());
  const sessions = createSessions({ pool, secret: config.sessionSecret, secure: isSecure, log });
  closers.push(() => sessions.close());

  const provider = await chooseProvider(config, origins, log);
  closers.push(() => provider.close());
  const signIn = createSignIn({
    provider: provider.config,
    origins,
    sessions,
    database,
    clock,
    run: app.run,
    log,
    onSignOut: (account) => streams.refresh(account),
    addressOf: address,
    startsPerMinute: 60 * config.limitFactor,
  });

  const gateway = createGateway({
    io,
    app,
    actors,
    readSession: sessions.readSession,
    addressOf: address,
    streams,
    presence,
    clock,
    metrics,
    log,
  });
  const pages = createPages({
    file: join(config.clientDirectory, 'index.html'),
    picture: config.publicUrl && `${url}/share.png`,
    blurb: blurbsFrom(streams),
  });
  let isReady = false;
  const http = createHttp({
    app,
    signIn,
    keepSession: sessions.keep,
    readSession: sessions.readSession,
    addressOf: address,
    isAllowedOrigin: allows,
    ping: () => ping(database),
    isReady: () => isReady,
    isSecure,
    clientDirectory: config.clientDirectory,
    pages,
    metrics,
    log,
  });

  const turning = await startTurning({
    app,
    communities: () => listCommunities(database),
    clock,
    log,
  });
  const forget = async (): Promise<void> => {
    try {
      await forgetReceipts(database, clock.now() - 24 * 60 * 60 * 1_000);
      await forgetTooManyReceipts(database);
    } catch (error) {
      log.warn({ err: error }, 'receipts were not forgotten');
    }
  };
  await forget();
  const forgetting = setInterval(() => void forget(), 60 * 60 * 1_000);
  closers.push(async () => {
    isReady = false;
    turning.stop();
    clearInterval(forgetting);
    gateway.close();
    const ended = io.close();
    await app.drained();
    // What was answered last is on its way; a connection that never asked would keep us for ever.
    await Promise.race([ended, delay(partsWithinMs, undefined, { ref: false })]);
    server.closeAllConnections();
    await ended;
    presence.close();
    streams.close();
  });

  const parts = { app, readSession: sessions.readSession, addressOf: address };
  answer = beforeReadings(parts, http);
  isReady = true;
  return { url, app, close };
};

const listen = (server: ReturnType<typeof createServer>, { port, host }: NodeConfig) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host }, () => {
      server.off('error', reject);
      resolve();
    });
  });
