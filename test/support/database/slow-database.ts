/** Owns a way to the database on which answers can be held back, as a slow or a dead network would. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { House } from '../house.ts';

export type SlowDatabase = {
  /** For `startNode`. */
  readonly url: string;
  /** From now on nothing that the database says arrives. */
  hold(): void;
  /** Whether it has said anything since. */
  holds(): boolean;
  /** Everything held so far arrives; what comes later is held again. */
  letThrough(): void;
  release(): void;
  close(): Promise<void>;
};

export const openSlowDatabase = async (house: House): Promise<SlowDatabase> => {
  const target = new URL(house.database.appUrl);
  const sockets = new Set<Socket>();
  let held: (() => void)[] = [];
  let isHolding = false;

  const letThrough = () => {
    for (const pass of held.splice(0)) pass();
  };
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.setNoDelay();
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.on('error', () => other.destroy());
    }
    near.on('data', (data) => far.write(data));
    far.on('data', (data) => {
      if (isHolding) held.push(() => near.write(data));
      else near.write(data);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = `${(server.address() as AddressInfo).port}`;
  return {
    url: url.href,
    hold() {
      isHolding = true;
    },
    holds: () => held.length > 0,
    letThrough,
    release() {
      isHolding = false;
      letThrough();
    },
    async close() {
      isHolding = false;
      held = [];
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};
