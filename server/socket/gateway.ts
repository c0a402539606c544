/**
 * Owns the sockets: who connects, the commands they send, the rooms they are in. An adapter between
 * Socket.IO and `run`; names no feature.
 */
import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { createAdapter } from '@socket.io/redis-adapter';
import { Server } from 'socket.io';
import { CommunitySlug } from '../../shared/identity.ts';
import { Refused, refusal } from '../../shared/refusal.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Redis } from '../redis.ts';
import type { Actors } from '../run/actors.ts';
import type { App } from '../run/app.ts';
import type { Presence } from '../streams/presence.ts';
import type { Io, Streams } from '../streams/streams.ts';
import { writeDirectly } from './fan-out.ts';
import { accountRoom, createRights } from './rights.ts';
import { SocketViewer, type ViewerSocket } from './viewer.ts';

/** The largest message that is read at all. More ends the connection; what is less gets an answer. */
const mostMessageBytes = 3_000_000;
/** A viewer with more than this waiting does not read: it is cut off and catches up by revision. */
const mostWaitingBytes = 1_000_000;
const lookForStalledEveryMs = 1_000;

export const createIo = (
  server: HttpServer,
  isAllowed: (request: IncomingMessage) => boolean,
  redis: Redis | undefined,
): Io => {
  const io: Io = new Server(server, {
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
  writeDirectly(io.sockets.adapter);
  return io;
};

export const createGateway = ({
  io,
  app,
  actors,
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
  actors: Actors;
  /** The session a cookie header carries, if its signature is right. */
  readSession: (cookies: string | undefined) => string | null;
  addressOf: (request: IncomingMessage) => string;
  streams: Streams;
  presence: Presence;
  clock: Clock;
  metrics: Metrics;
  log: Log;
}): { close(): void } => {
  const rights = createRights({ io, actors, streams, clock, log });

  const greet = async (socket: ViewerSocket): Promise<void> => {
    const asked = CommunitySlug.safeParse(socket.handshake.auth['community'] ?? 'default');
    if (!asked.success) {
      throw new Refused(refusal('not-found', 'community: There is no such community.'));
    }
    const session = readSession(socket.handshake.headers.cookie);
    const lookedUpAt = rights.changes();
    const actor = await actors.of(session, asked.data);
    socket.data.lookedUpAt = lookedUpAt;
    socket.data.session = actor.account ? session : null;
    socket.data.address = addressOf(socket.request);
    socket.data.viewer = new SocketViewer(socket, presence, asked.data, actor);
    if (actor.account) await socket.join(accountRoom(actor.account.id));
  };

  /** What a visitor is told; the rest is for the log. */
  const whyNot = (error: unknown): Error => {
    if (error instanceof Refused) return error;
    log.warn({ err: error }, 'a socket was not let in');
    return new Error('Muster cannot let you in just now. Try again in a moment.');
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
      (error: unknown) => next(whyNot(error)),
    );
  });
  io.on('connection', (socket) => {
    const viewer = socket as ViewerSocket;
    viewer.onAny(receive);
    viewer.on('disconnect', leave);
    rights.arrived(viewer);
    if (!streams.hears()) viewer.emit('weather', { live: 'delayed' });
  });

  const stalled = setInterval(() => {
    for (const socket of io.sockets.sockets.values()) {
      if (waitingBytes(socket as ViewerSocket) <= mostWaitingBytes) continue;
      metrics.cutOff();
      // The transport itself: a close that waited for the buffer to drain would wait for ever.
      terminate(socket as ViewerSocket);
    }
  }, lookForStalledEveryMs);

  return {
    close() {
      clearInterval(stalled);
      rights.close();
    },
  };
};

/** The raw WebSocket under a Socket.IO connection, which does not say how much waits in it. */
const rawSocket = (socket: ViewerSocket) =>
  (socket.conn.transport as { socket?: { bufferedAmount: number; terminate(): void } }).socket;

const waitingBytes = (socket: ViewerSocket): number => rawSocket(socket)?.bufferedAmount ?? 0;

const terminate = (socket: ViewerSocket): void => rawSocket(socket)?.terminate();
