import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import { footprint } from '../support/database/footprint.ts';
import { within } from '../support/deadline.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { openWire, type Wire } from '../support/talk/wire.ts';

type Context = { house: House; node: RunningNode; ana: Person; wire: Wire };
const large = suite<Context>('contract, for large input');

const bytes = '{"_placeholder":true,"num":0}';
const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

large.before(async (context) => {
  context.house = await openHouse();
  context.node = await context.house.startNode();
  context.ana = await context.house.person(context.node, 'Ana 🎯');
  context.wire = await openWire(context.node, context.ana);
});

large.after(async ({ house, wire }) => {
  wire?.close();
  await house?.close();
});

/** Nothing was stored, and the open socket goes on. */
const harmsNobody = async ({ house, wire }: Context, act: () => Promise<void>) => {
  const before = await footprint(house);
  await act();
  assert.ok((await wire.ask('identity:me', {})).ok);
  assert.equal(await footprint(house), before);
};

/** Of this process: what others do on the machine does not count. */
const processorMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

large('of two megabytes costs little time', async (context) => {
  const key = '"key":"0198c0de-7e57-7a3b-8c4d-1f2e3d4c5b6a"';
  const manyKeys = Array.from({ length: 180_000 }, (_, index) => `"k${index}":1`).join();
  const inputs: Record<string, [args: string, ...binary: Buffer[]]> = {
    'one value of bytes': [`["identity:me",${bytes}]`, Buffer.alloc(2_000_000)],
    'a mark of bytes': [
      `["availability:set",{${key},"marks":[${bytes}]}]`,
      Buffer.alloc(2_000_000),
    ],
    'empty marks': [`["availability:set",{${key},"marks":[${'{},'.repeat(660_000)}{}]}]`],
    'many fields': [`["identity:me",{${manyKeys}}]`],
    'a deep list': [`["identity:me",{"community":${deep(990_000)}}]`],
    'deep bytes': [
      `["identity:me",{"community":${deep(3_000).replace('[]', `[${bytes}]`)}}]`,
      Buffer.alloc(9),
    ],
    'a long name': [`["identity:link",{${key},"name":"${' \\u0301'.repeat(280_000)}"}]`],
  };

  await harmsNobody(context, async () => {
    for (const [what, [args, ...binary]] of Object.entries(inputs)) {
      const before = processorMs();
      const refused = await context.wire.askText(args, ...binary);
      const spentMs = processorMs() - before;
      assert.is(refused.ok ? 'ok' : refused.refusal.code, 'invalid', what);
      // All others wait meanwhile. Bytes once took two seconds; the rest takes a tenth of that.
      assert.ok(spentMs < 1_200, `${what}: ${spentMs} ms`);
    }
  });
});

/** In bytes, after everything nobody holds any more is gone. */
const memoryHeld = (): number => {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
};

large('of two megabytes is not kept', async (context) => {
  await harmsNobody(context, async () => {
    const before = memoryHeld();
    for (let time = 0; time < 30; time += 1) {
      const long = `${time}`.padEnd(2_000_000, 'x');
      await context.wire.ask('availability:read', { from: long, to: '2026-11-22' });
      await context.wire.ask('stream:open', { stream: long });
    }
    const grownMb = (memoryHeld() - before) / 1_000_000;
    assert.ok(grownMb < 30, `${grownMb} MB of 120 are held`);
  });
});

large('larger than anything ends the connection, and only that', async (context) => {
  await harmsNobody(context, async () => {
    for (const frame of [`42["x","${'x'.repeat(4_000_000)}"]`, Buffer.alloc(4_000_000)]) {
      const wire = await openWire(context.node);
      wire.send(frame);
      await within('the end of the connection', wire.closed);
    }
  });
});

large.run();
