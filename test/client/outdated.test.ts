import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Server, type Socket } from 'socket.io';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { renewWhenOutdated } from '../../client/device/renew.ts';
import { Connection, newKey } from '../../client/live/connection.ts';
import { until } from '../support/deadline.ts';
import { openHouse } from '../support/house.ts';

// A peer that refuses on purpose: a whole Muster would need a later version of itself.
type Context = {
  peer: Server;
  isTurnedAway: boolean;
  shaken: unknown[];
  sockets: Socket[];
  url: string;
  connection: Connection;
  kept: Map<string, string>;
  loads: number;
};
const outdated = suite<Context>('a page that is outdated');

/** A tab of contract "old", as it is after each load. */
const load = (context: Context): Connection => {
  context.connection?.close();
  const connection = new Connection('default', context.url, undefined, 'old');
  context.connection = connection;
  const { kept } = context;
  renewWhenOutdated(
    { outdated: connection.outdated, hasUnsent: () => connection.hasUnsent },
    'old',
    {
      memory: () => ({
        getItem: (name) => kept.get(name) ?? null,
        setItem: (name, value) => void kept.set(name, value),
      }),
      reload: () => {
        context.loads += 1;
      },
    },
  );
  connection.open();
  return connection;
};

outdated.before.each(async (context) => {
  Object.assign(context, {
    isTurnedAway: false,
    shaken: [],
    sockets: [],
    kept: new Map(),
    loads: 0,
  });
  const http = createServer();
  context.peer = new Server(http, { transports: ['websocket'] });
  context.peer.use((socket, next) => {
    context.shaken.push(socket.handshake.auth);
    if (!context.isTurnedAway) return next();
    next(Object.assign(new Error('Load anew.'), { data: { code: 'outdated' } }));
  });
  context.peer.on('connection', (socket) => context.sockets.push(socket));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  context.url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});

outdated.after.each(async ({ connection, peer }) => {
  connection?.close();
  await peer?.close();
});

outdated('says which contract it speaks', async (context) => {
  load(context);

  await until('the handshake', () => context.shaken.length > 0);
  assert.equal(context.shaken[0], { community: 'default', contract: 'old' });
  assert.not(context.connection.outdated.value);
});

outdated('loads anew once, and not in circles', async (context) => {
  context.isTurnedAway = true;
  load(context);
  await until('the load', () => context.loads === 1);

  const again = load(context);

  await until('the same answer', () => again.outdated.value);
  const before = context.shaken.length;
  await until('one more refusal', () => context.shaken.length > before);
  assert.is(context.loads, 1);
});

outdated('does not load anew while a mark of mine waits', async (context) => {
  const connection = load(context);
  await until('the connection', () => connection.state.value === 'online');
  const marks = [{ day: '2026-11-18', status: 'LOOKING' as const }];
  void connection.ask('availability:set', { community: 'default', key: newKey(), marks });
  context.isTurnedAway = true;

  for (const socket of context.sockets) socket.disconnect(true);

  await until('the refusal', () => connection.outdated.value);
  assert.is(context.loads, 0);
  assert.ok(connection.hasUnsent);
});

outdated('loads anew although a reading waits: it is asked again', async (context) => {
  const connection = load(context);
  await until('the connection', () => connection.state.value === 'online');
  void connection.ask('identity:me', { community: 'default' });
  context.isTurnedAway = true;

  for (const socket of context.sockets) socket.disconnect(true);

  await until('the load', () => context.loads === 1);
});

outdated('is up to date as soon as it is let in', async (context) => {
  context.isTurnedAway = true;
  const connection = load(context);
  await until('the refusal', () => connection.outdated.value);

  context.isTurnedAway = false;

  await until('the connection', () => connection.state.value === 'online');
  assert.not(connection.outdated.value);
});

outdated('is what a whole Muster says of another contract, and of none', async () => {
  const house = await openHouse();
  try {
    const node = await house.startNode();
    const built = readFileSync(join(import.meta.dirname, '../../client/dist/contract.txt'), 'utf8');
    const met = async (contract: string | undefined): Promise<string> => {
      const connection = new Connection('default', node.url, { origin: node.url }, contract);
      connection.open();
      const isOnline = () => connection.state.value === 'online';
      await until('an answer', () => isOnline() || connection.outdated.value);
      const state = connection.state.value;
      connection.close();
      return state;
    };

    const states = [await met('another'), await met(built), await met(undefined)];

    assert.equal(states, ['offline', 'online', 'online']);
  } finally {
    await house.close();
  }
});

outdated.run();
