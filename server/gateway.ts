/**
 * Owns the sockets: who connects, the commands they send, the rooms they are in. An adapter between
 * Socket.IO and `run`; names no feature.
 */
import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { createAdapter } from '@socket.io/redis-adapter';
import { Server, type Socket } from 'socket.io';
import { type Actor, anonymous, CommunitySlug } from '../shared/identity.ts';
import type { ClientEvents, ServerEvents } from '../shared/protocol.ts';
import type { Audience } from '../shared/stream.ts';
import type { App, Who } from './app.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import type { Viewer } from './handler.ts';
import { createLanes } from './lanes.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Presence } from './presence.ts';
import type { Redis } from './redis.ts';
import { type Io, type NodeEvents, roomOf, type Streams } from './streams.ts';

type SocketData = { viewer: SocketViewer; session: string | null; address: string };
type ViewerSocket = Socket<ClientEvents, ServerEvents, NodeEvents, SocketData>;

/** The largest message that is read at all. More ends the connection; what is less gets an answer. */
const mostMessageBytes = 3_000_000;
/** A viewer with more than this waiting does not read: it is cut off and catches up by revision. */
const mostWaitingBytes = 1_000_000;
const lookForStalledEveryMs = 1_000;

export const createIo = (
  server: HttpServer,
  isAllowed: (request: IncomingMessage) => boolean,
  redis: Redis | undefined,
): Io =>
  new Server(server, {
    transports: ['websocket'],
    serveClient: false,
    maxHttpBufferSize: mostMessageBytes,
    perMessageDeflate: false,
    ...(redis && { adapter: createAdapter(redis.publisher, redis.subscriber) }),
    allowRequest: (request, decide) => {
      const isWelcome = isAllowed(request);
      decide(isWelcome ? null : 'This origin is not allowed.', isWelcome);
    },
  });

/** One connection as the rest of the server sees it. */
class SocketViewer implements Viewer {
  readonly id: string;
  readonly community: string;
  actor: Actor;
  readonly #socket: ViewerSocket;
  readonly #presence: Presence;
  #watched: Map<string, { audience: Audience; player?: string }> | undefined;

  constructor(socket: ViewerSocket, presence: Presence, community: string, actor: Actor) {
    this.id = socket.id;
    this.community = community;
    this.actor = actor;
    this.#socket = socket;
    this.#presence = presence;
  }

  watch(stream: string, audience: Audience): void {
    this.unwatch(stream);
    void this.#socket.join(roomOf(stream, audience));
    this.#watched ??= new Map();
    this.#watched.set(stream, { audience });
  }

  unwatch(stream: string): void {
    const watched = this.#watched?.get(stream);
    if (!watched) return;
    this.#watched?.delete(stream);
    void this.#socket.leave(roomOf(stream, watched.audience));
    if (watched.player) this.#presence.leave(stream, watched.player);
  }

  unwatchAll(): void {
    for (const stream of [...(this.#watched?.keys() ?? [])]) this.unwatch(stream);
  }

  beSeen(stream: string): void {
    const watched = this.#watched?.get(stream);
    const player = this.actor.player?.id;
    if (watched?.audience !== 'members' || watched.player || !player) return;
    watched.player = player;
    this.#presence.join(stream, player);
  }

  show(presence: Parameters<Viewer['show']>[0]): void {
    // While presence was being read this viewer may have lost the right to see it.
    const audience = presence && this.#watched?.get(presence.stream)?.audience;
    if (presence && audience === 'members') this.#socket.emit('presence', presence);
  }
}

const accountRoom = (account: string): string => `account:${account}`;

export const createGateway = ({
  io,
  app,
  database,
  who,
  readSession,
  addressOf,
  streams,
  presence,
  clock,
  metrics,
  log,
}: {
  io: Io;
  app: App;
  database: Database;
  who: Who;
  /** The session a cookie header carries, if its signature is right. */
  readSession: (cookies: string | undefined) => string | null;
  addressOf: (request: IncomingMessage) => string;
  streams: Streams;
  presence: Presence;
  clock: Clock;
  metrics: Metrics;
  log: Log;
}): { close(): void } => {
  /** Everyone who arrives while a look-up is under way shares the next: a storm costs few queries. */
  const doorkeeper = createLanes<string, Actor>({
    turnSize: 1_000,
    longest: 100_000,
    async perform(community, sessions) {
      const actors = await who(database, sessions, community, clock.now());
      return sessions.map((session) => actors.get(session) ?? anonymous);
    },
  });
  const actorOf = (session: string | null, community: string): Promise<Actor> =>
    session === null ? Promise.resolve(anonymous) : doorkeeper.enter(community, session);

  const greet = async (socket: ViewerSocket): Promise<void> => {
    const asked = CommunitySlug.safeParse(socket.handshake.auth['community'] ?? 'default');
    if (!asked.success) throw new Error('community: There is no such community.');
    const session = readSession(socket.handshake.headers.cookie);
    const actor = await actorOf(session, asked.data);
    socket.data.session = actor.account ? session : null;
    socket.data.address = addressOf(socket.request);
    socket.data.viewer = new SocketViewer(socket, presence, asked.data, actor);
    if (actor.account) await socket.join(accountRoom(actor.account.id));
  };

  /** One function for all sockets; Socket.IO calls it with the socket as `this`. */
  function receive(this: ViewerSocket, event: string, ...args: unknown[]): void {
    const last = args.at(-1);
    const acknowledge = typeof last === 'function' ? last : undefined;
    const { session, address, viewer } = this.data;
    app
      .answer(
        { session, address, viewer },
        event,
        args[0] === last && acknowledge ? undefined : args[0],
      )
      .then((answer) => acknowledge?.(answer))
      .catch((error: unknown) => log.error({ err: error }, 'an answer could not be sent'));
  }

  function leave(this: ViewerSocket): void {
    this.data.viewer.unwatchAll();
  }

  io.use((socket, next) => {
    greet(socket as ViewerSocket).then(
      () => next(),
      (error: unknown) => next(error instanceof Error ? error : new Error('Not possible now.')),
    );
  });
  io.on('connection', (socket) => {
    const viewer = socket as ViewerSocket;
    viewer.onAny(receive);
    viewer.on('disconnect', leave);
    if (!streams.hears()) viewer.emit('weather', { live: 'delayed' });
  });

  /** Rights and sessions that changed work at once, on sockets already open too. */
  const refresh = async (account: string): Promise<void> => {
    for (const id of [...(io.sockets.adapter.rooms.get(accountRoom(account)) ?? [])]) {
      const socket = io.sockets.sockets.get(id) as ViewerSocket | undefined;
      if (!socket) continue;
      const { viewer, session } = socket.data;
      viewer.actor = anonymous;
      viewer.unwatchAll();
      const actor = await actorOf(session, viewer.community);
      if (!actor.account) socket.disconnect(true);
      viewer.actor = actor;
      socket.emit('me');
    }
  };
  streams.onRefresh((account) => {
    refresh(account).catch((error: unknown) => {
      // Whose rights are not known any more may not go on watching.
      log.error({ err: error }, 'an account could not be refreshed; disconnecting it');
      io.local.in(accountRoom(account)).disconnectSockets(true);
    });
  });

  const stalled = setInterval(() => {
    for (const socket of io.sockets.sockets.values()) {
      if (waitingBytes(socket as ViewerSocket) <= mostWaitingBytes) continue;
      metrics.cutOff();
      // The transport itself: a close that waited for the buffer to drain would wait for ever.
      terminate(socket as ViewerSocket);
    }
  }, lookForStalledEveryMs);

  return { close: () => clearInterval(stalled) };
};

/** The raw WebSocket under a Socket.IO connection, which does not say how much waits in it. */
const rawSocket = (socket: ViewerSocket) =>
  (socket.conn.transport as { socket?: { bufferedAmount: number; terminate(): void } }).socket;

const waitingBytes = (socket: ViewerSocket): number => rawSocket(socket)?.bufferedAmount ?? 0;

const terminate = (socket: ViewerSocket): void => rawSocket(socket)?.terminate();
