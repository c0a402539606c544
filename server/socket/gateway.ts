/**
 * Owns the sockets: who connects, the commands they send, the rooms they are in. An adapter between
 * Socket.IO and `run`; names no feature.
 */
import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { CommunitySlug } from '../../shared/identity/roster.ts';
import { Refused, refusal } from '../../shared/refusal.ts';
import type { Bus, Io } from '../bus.ts';
import type { Core } from '../core.ts';
import type { Metrics } from '../metrics.ts';
import type { By } from '../run/feature.ts';
import { contractOf, roomOf } from '../streams/streams.ts';
import { accountRoom, createRights } from './rights.ts';
import { cutOffStalled } from './stalled.ts';
import { SocketViewer, type ViewerSocket } from './viewer.ts';

/** The largest message that is read at all. More ends the connection; what is less gets an answer. */
const mostMessageBytes = 3_000_000;

/** Lets people in: those whose page is ours, over WebSocket alone, so that any node may answer. */
const attach = (
  io: Io,
  server: HttpServer,
  isAllowed: (request: IncomingMessage) => boolean,
): void => {
  io.attach(server, {
    transports: ['websocket'],
    maxHttpBufferSize: mostMessageBytes,
    perMessageDeflate: false,
    allowRequest: (request, decide) => {
      const isWelcome = isAllowed(request);
      decide(isWelcome ? null : 'This origin is not allowed.', isWelcome);
    },
  });
};

/** Socket.IO hands `data` on to the page. */
class Outdated extends Error {
  readonly data = { code: 'outdated' };
}

export type Gateway = {
  /** Says goodbye to everybody; resolves when all connections have ended. */
  close(): Promise<void>;
};

export const createGateway = ({
  server,
  isAllowedOrigin,
  core: { app, actors, bus, presence, clock, log },
  contract,
  readSession,
  addressOf,
  metrics,
}: {
  server: HttpServer;
  isAllowedOrigin: (request: IncomingMessage) => boolean;
  core: Core;
  /** What our own pages speak; pages of another version load anew. Nothing where none are built. */
  contract: string | undefined;
  /** The session a cookie header carries, if its signature is right. */
  readSession: (cookies: string | undefined) => string | null;
  addressOf: (request: IncomingMessage) => string;
  metrics: Metrics;
}): Gateway => {
  const { io } = bus;
  attach(io, server, isAllowedOrigin);
  const rights = createRights({ io, actors, bus, clock, log });

  const greet = async (socket: ViewerSocket): Promise<void> => {
    const asked = CommunitySlug.safeParse(socket.handshake.auth['community'] ?? 'default');
    if (!asked.success) {
      throw new Refused(refusal('not-found', 'community: There is no such community.'));
    }
    const spoken: unknown = socket.handshake.auth['contract'];
    if (contract !== undefined && spoken !== undefined && spoken !== contract)
      throw new Outdated('This page is of another version: load it anew.');
    const session = readSession(socket.handshake.headers.cookie);
    const lookedUpAt = rights.changes();
    const by: By = session === null ? 'nobody' : { session };
    const actor = await actors.of(by, asked.data);
    socket.data.lookedUpAt = lookedUpAt;
    socket.data.by = actor.account ? by : 'nobody';
    socket.data.address = addressOf(socket.request);
    socket.data.viewer = new SocketViewer(socket, presence, asked.data, actor);
    if (actor.account) await socket.join(accountRoom(actor.account.id));
  };

  /** What a visitor is told; the rest is for the log. */
  const whyNot = (error: unknown): Error => {
    if (error instanceof Refused || error instanceof Outdated) return error;
    log.warn({ err: error }, 'a socket was not let in');
    return new Error('Muster cannot let you in just now. Try again in a moment.');
  };

  /** One function for all sockets; Socket.IO calls it with the socket as `this`. */
  function receive(this: ViewerSocket, event: string, ...args: unknown[]): void {
    const last = args.at(-1);
    const acknowledge = typeof last === 'function' ? last : undefined;
    const { by, address, viewer } = this.data;
    app
      .answer({ by, address, viewer }, event, args[0] === last && acknowledge ? undefined : args[0])
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
    if (!bus.hears()) viewer.emit('sync', { live: 'delayed' });
  });

  passOn(bus);
  const stalled = cutOffStalled(io, metrics);

  return {
    async close() {
      stalled.stop();
      rights.close();
      await io.close();
    },
  };
};

/** What nodes tell each other that is for this node's viewers. */
const passOn = (bus: Bus): void => {
  const { io } = bus;
  bus.onHearing((hears) => io.local.emit('sync', { live: hears ? 'yes' : 'delayed' }));
  bus.on('bell', (account, topic) => io.local.to(accountRoom(account)).emit('mine', { topic }));
  bus.on('hint', (stream, player, hint) => {
    const { presence: view } = contractOf(stream);
    if (view) io.local.to(roomOf(stream, view)).volatile.emit('hint', { stream, player, hint });
  });
};
