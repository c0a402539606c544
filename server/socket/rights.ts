/**
 * Owns who is behind every open socket: looked up as it connects, and again whenever that may have
 * changed. Never lets a socket see more than anybody may while it is not sure.
 */
import { isDeepStrictEqual } from 'node:util';
import { LRUCache } from 'lru-cache';
import { anonymous } from '../../shared/actor.ts';
import type { Bus, Io } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Actors } from '../run/actors.ts';
import { createLanes } from '../run/lanes.ts';

import type { ViewerSocket } from './viewer.ts';

export type Rights = {
  /** Counts the changes heard of so far: to be read before a look-up, for `arrived`. */
  changes(): number;
  /** A socket has connected: what changed since it was looked up is made up for. */
  arrived(socket: ViewerSocket): void;
  close(): void;
};

/** All sockets of an account are in this room, those of nobody in none. */
export const accountRoom = (account: string): string => `account:${account}`;

/** While other nodes cannot tell what changes there. */
const lookWhileDeafEveryMs = 1_000;
/** Sessions also run out, which nobody announces. */
const lookEveryMs = 60 * 60 * 1_000;
/** Changed accounts remembered for sockets that are connecting meanwhile. */
const mostRemembered = 10_000;

export const createRights = ({
  io,
  actors,
  bus,
  clock,
  log,
}: {
  io: Io;
  actors: Pick<Actors, 'of' | 'forget'>;
  bus: Pick<Bus, 'on' | 'hears'>;
  clock: Clock;
  log: Log;
}): Rights => {
  let changes = 0;
  const changedAt = new LRUCache<string, number>({ max: mostRemembered });
  let lookedAt = clock.now();

  /** Sees nothing until it is known who this is now; then the client is told to open again. */
  const lookUp = async (socket: ViewerSocket): Promise<void> => {
    const { viewer, by } = socket.data;
    viewer.lookUps += 1;
    const mine = viewer.lookUps;
    viewer.actor = anonymous;
    viewer.unwatchAll();
    try {
      const actor = await actors.of(by, viewer.community);
      // Another change came meanwhile: this answer may be older than it.
      if (viewer.lookUps !== mine) return;
      viewer.actor = actor;
      if (actor.account) socket.emit('me');
      else socket.disconnect(true);
    } catch (error) {
      log.error({ err: error }, 'it is not known who a socket is; disconnecting it');
      socket.disconnect(true);
    }
  };

  const refresh = (account: string): void => {
    changes += 1;
    changedAt.set(account, changes);
    for (const id of [...(io.sockets.adapter.rooms.get(accountRoom(account)) ?? [])]) {
      const socket = io.sockets.sockets.get(id);
      if (socket) void lookUp(socket as ViewerSocket);
    }
  };

  /** Compares everybody who is signed in with the database, quietly: most have not changed. */
  const compare = async (): Promise<void> => {
    const sockets = [...io.sockets.sockets.values()] as ViewerSocket[];
    const signedIn = sockets.filter(({ data }) => data.by !== 'nobody');
    // What is remembered does not know of sessions that ran out.
    actors.forget(null);
    try {
      const now = await Promise.all(
        signedIn.map(({ data }) => actors.of(data.by, data.viewer.community)),
      );
      for (const [index, socket] of signedIn.entries()) {
        if (!isDeepStrictEqual(now[index], socket.data.viewer.actor)) void lookUp(socket);
      }
    } catch (error) {
      log.warn({ err: error }, 'could not compare who is here with the database; trying again');
    }
  };

  /** One look at a time; whoever asks for one meanwhile gets the next. */
  const looks = createLanes<'look', 'looked'>({
    async perform(_everybody, asked) {
      await compare();
      return asked.map(() => 'looked');
    },
  });
  const look = (): void => {
    lookedAt = clock.now();
    looks.enter('everybody', 'look').catch((error: unknown) => {
      log.error({ err: error }, 'nobody looks any more who is here');
    });
  };

  bus.on('refresh', (account) => {
    if (account === null) look();
    else refresh(account);
  });
  const timer = setInterval(() => {
    if (!bus.hears() || clock.now() - lookedAt >= lookEveryMs) look();
  }, lookWhileDeafEveryMs);

  return {
    changes: () => changes,
    arrived(socket) {
      const { account } = socket.data.viewer.actor;
      const changed = account && changedAt.get(account.id);
      if (changed && changed > socket.data.lookedUpAt) void lookUp(socket);
    },
    close: () => clearInterval(timer),
  };
};
