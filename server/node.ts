/**
 * Owns the wiring of one node: builds every part, listens, and closes all of it in order. `main`
 * starts one for people, tests start several in one process.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { availability } from './availability/feature.ts';
import { pageMetaFrom } from './availability/page-meta.ts';
import { createBus } from './bus.ts';
import { type Clock, systemClock } from './clock.ts';
import type { NodeConfig } from './config.ts';
import { type Core, createCore, type Feature } from './core.ts';
import { connect, ping } from './database/database.ts';
import { createHttp, waitAMoment } from './http/http.ts';
import { addressOf, isAllowedOrigin, originsOf } from './http/origins.ts';
import { createPages } from './http/pages.ts';
import { beforeExpress } from './http/routes.ts';
import { chooseProvider } from './identity/chosen-provider.ts';
import { identity } from './identity/feature.ts';
import { createSessions, type Sessions } from './identity/sessions/sessions.ts';
import { createSignIn } from './identity/sign-in.ts';
import type { Log } from './log.ts';
import { createMetrics } from './metrics.ts';
import { connectRedis } from './redis.ts';
import type { App } from './run/app.ts';
import { outletOf } from './socket/fan-out.ts';
import { createGateway, type Gateway } from './socket/gateway.ts';
import { watchingHandlers } from './socket/watching.ts';

/** How long the last answers may take to leave when a node closes. */
const partsWithinMs = 500;

export type RunningNode = {
  /** Where people reach it. */
  url: string;
  app: App;
  /** Answers what is under way, says goodbye to viewers, and leaves nothing open. */
  close(): Promise<void>;
};

type NodeDeps = {
  readonly clock?: Clock;
  readonly log: Log;
  /** Beside those that Muster has. */
  readonly features?: readonly Feature[];
};

/** Rejects with a sentence when the port is taken or a part does not answer. */
export const createNode = async (
  config: NodeConfig,
  { clock = systemClock, log, features = [] }: NodeDeps,
): Promise<RunningNode> => {
  const closers: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    return await build(config, { clock, log, features }, closers, close);
  } catch (error) {
    await close();
    throw error;
  }
};

const build = async (
  config: NodeConfig,
  { clock, log, features }: Required<NodeDeps>,
  closers: (() => unknown)[],
  close: () => Promise<void>,
): Promise<RunningNode> => {
  const { server, port, answerWith } = await openPort(config, closers);
  const origins = originsOf(config.publicUrl, port);
  const url = origins[0] as string;
  const isSecure = url.startsWith('https:');
  const allows = isAllowedOrigin(origins);
  const address = addressOf(config.proxies);

  const database = await connect(config.databaseUrl);
  closers.push(() => database.end());
  const redis = config.redisUrl ? await connectRedis(config.redisUrl, log) : undefined;
  if (redis) closers.push(() => redis.close());

  const bus = createBus({ redis, log });
  const metrics = createMetrics({ viewers: () => bus.io.sockets.sockets.size });
  const core = createCore({
    database,
    bus,
    outlet: outletOf(bus.io),
    redis: redis?.commands,
    limitFactor: config.limitFactor,
    features: [
      identity,
      availability({ secret: config.sessionSecret, origin: config.publicUrl && url }),
      { handlers: watchingHandlers },
      ...features,
    ],
    clock,
    metrics,
    log,
  });
  const { app, streams } = core;

  const secret = config.sessionSecret;
  const sessions = createSessions({ database, secret, secure: isSecure, clock, log });
  closers.push(() => sessions.close());
  const signIn = await openSignIn(config, origins, core, sessions, closers);
  const gateway = createGateway({
    server,
    isAllowedOrigin: allows,
    contract: contractOf(config.clientDirectory),
    core,
    readSession: sessions.readSession,
    addressOf: address,
    metrics,
  });
  const pages = createPages({
    file: join(config.clientDirectory, 'index.html'),
    picture: config.publicUrl && `${url}/share.png`,
    pageMeta: pageMetaFrom(streams),
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

  await core.start();
  closers.push(() => {
    isReady = false;
    return sayGoodbye(server, gateway, core);
  });

  const parts = { app, readSession: sessions.readSession, addressOf: address };
  answerWith(beforeExpress(parts, http));
  isReady = true;
  return { url, app, close };
};

/** Listens from the first moment, and asks for patience until somebody is there to answer. */
const openPort = async (config: NodeConfig, closers: (() => unknown)[]) => {
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
  const answerWith = (listener: RequestListener): void => {
    answer = listener;
  };
  return { server, port, answerWith };
};

/** Signing in through whatever provider the configuration names, or one of our own. */
const openSignIn = async (
  config: NodeConfig,
  origins: ReturnType<typeof originsOf>,
  { app, bus, database, clock, log }: Core,
  sessions: Sessions,
  closers: (() => unknown)[],
) => {
  const provider = await chooseProvider(config, origins, log);
  closers.push(() => provider.close());
  return createSignIn({
    provider: provider.config,
    origins,
    sessions,
    database,
    clock,
    run: app.run,
    log,
    onSignOut: (account) => bus.say('refresh', account),
    addressOf: addressOf(config.proxies),
    startsPerMinute: 60 * config.limitFactor,
  });
};

/** Lets viewers go and what is under way finish, both at once. */
const sayGoodbye = async (server: Server, gateway: Gateway, core: Core): Promise<void> => {
  const ended = gateway.close();
  const closed = core.close();
  await core.app.drained();
  // What was answered last is on its way; a connection that never asked would keep us for ever.
  await Promise.race([ended, delay(partsWithinMs, undefined, { ref: false })]);
  server.closeAllConnections();
  await ended;
  await closed;
};

/** What the built client speaks, as the build has written it down. */
const contractOf = (clientDirectory: string): string | undefined => {
  const file = join(clientDirectory, 'contract.txt');
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
};

const listen = (server: Server, { port, host }: NodeConfig) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host }, () => {
      server.off('error', reject);
      resolve();
    });
  });
