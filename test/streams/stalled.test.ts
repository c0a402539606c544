import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type OpenNode, startOpenNode } from '../support/cores.ts';
import { until } from '../support/deadline.ts';
import { type House, openHouse } from '../support/house.ts';
import { openWire, type Wire } from '../support/talk/wire.ts';

type Context = { house: House; node: OpenNode; wires: Wire[] };
const stalled = suite<Context>('a viewer who does not read');

stalled.before(async (context) => {
  context.wires = [];
  context.house = await openHouse();
  context.node = await startOpenNode(context.house);
});

stalled.after.each(({ wires }) => {
  for (const wire of wires.splice(0)) wire.close();
});

stalled.after(async ({ house }) => {
  await house?.close();
});

/** Alone it may wait; sixty are more than the system and Muster keep for a viewer together. */
const long = { stream: 'grid:default', player: '1', hint: 'x'.repeat(500_000) };
const read = ({ frames }: Wire) => frames.filter(({ length }) => length > long.hint.length).length;

stalled('is cut off, and who reads the same is not', async ({ node: { node, core }, wires }) => {
  const reader = await openWire(node);
  const sleeper = await openWire(node);
  wires.push(reader, sleeper);
  const { io } = core.bus;
  const ids = [...io.sockets.sockets.keys()];
  assert.is(ids.length, 2);

  sleeper.pause();
  for (let sent = 1; sent <= 60; sent += 1) {
    io.local.to(ids).emit('hint', { ...long });
    await until('it to be read', () => read(reader) === sent);
  }
  await until('one to be gone', () => io.sockets.sockets.size === 1);

  assert.ok(reader.isOpen());
  assert.is(io.sockets.sockets.keys().next().value, ids[0]);
  const metrics = await (await fetch(`${node.url}/metrics`)).text();
  assert.match(metrics, /^muster_viewers_cut_off_total 1$/m);
});

stalled.run();
