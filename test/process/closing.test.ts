import { connect, type Socket } from 'node:net';
import { suite } from 'uvu';
import type { RunningNode } from '../../server/node.ts';
import { within } from '../support/deadline.ts';
import { type House, openHouse } from '../support/house.ts';

type Context = { house: House; node: RunningNode; spare?: Socket };
const closing = suite<Context>('closing a node');

closing.before(async (context) => {
  context.house = await openHouse();
  context.node = await context.house.startNode();
});

closing.after(async ({ house, spare }) => {
  spare?.destroy();
  await house?.close();
});

const connected = (node: RunningNode): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(node.url);
    const socket = connect(Number(port), hostname, () => resolve(socket));
    socket.once('error', reject);
  });

closing('waits for no connection that a browser keeps ready and never uses', async (context) => {
  context.spare = await connected(context.node);
  // Accepted by the time that a later request is answered.
  await fetch(`${context.node.url}/ready`);

  await within('the node to close', context.node.close());
});

closing.run();
