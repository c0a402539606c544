import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { addressOf } from '../../server/http/origins.ts';
import type { RunningNode } from '../../server/node.ts';
import type { Command } from '../../shared/command.ts';
import { type CommandName, commands } from '../../shared/protocol.ts';
import { examples } from '../support/contract/examples.ts';
import { footprint } from '../support/database/footprint.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { ask, post } from '../support/talk/request.ts';

type Context = { house: House; node: RunningNode; ana: Person };
const origins = suite<Context>('who may write over HTTP');

const writes = Object.values<Command>(commands).filter(({ http }) => http?.method === 'post');
const pathOf = ({ http }: Command): string => http?.path ?? '';

origins.before(async (context) => {
  context.house = await openHouse();
  context.node = await context.house.startNode();
  context.ana = await context.house.person(context.node, 'Ana');
});

origins.after(async ({ house }) => {
  await house?.close();
});

for (const command of writes) {
  const input = examples[command.name as CommandName];

  origins(`${command.name}: no page but ours`, async ({ house, node, ana: person }) => {
    const before = await footprint(house);

    for (const origin of ['https://evil.example', '']) {
      const reply = await post(node, pathOf(command), input, { headers: { origin }, person });
      assert.equal([reply.status, reply.refusal?.field], [403, 'Origin'], origin);
    }

    assert.equal(await footprint(house), before);
  });

  origins(`${command.name}: without a session that comes first`, async ({ house, node }) => {
    const before = await footprint(house);

    for (const origin of [node.url, 'https://evil.example', '']) {
      const reply = await post(node, pathOf(command), input, { headers: { origin } });
      assert.equal([reply.status, reply.refusal?.code], [401, 'not-signed-in'], origin);
    }

    assert.equal(await footprint(house), before);
  });

  origins(`${command.name}: by no other method`, async ({ house, node, ana: person }) => {
    const before = await footprint(house);

    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      const body = JSON.stringify(input);
      const { status } = await ask(node, pathOf(command), { method, body, person });
      assert.is(status, 404, method);
    }

    assert.equal(await footprint(house), before);
  });
}

/** The peer is a proxy of ours, or somebody who makes up what proxies say. */
const forwarded: readonly [proxies: number, header: string | undefined, address: string][] = [
  [0, undefined, '10.0.0.9'],
  [0, '1.1.1.1', '10.0.0.9'],
  [0, '1.1.1.1, 2.2.2.2', '10.0.0.9'],
  [1, undefined, '10.0.0.9'],
  [1, '1.1.1.1', '1.1.1.1'],
  [1, 'made-up, 1.1.1.1', '1.1.1.1'],
  [1, ' , ,', '10.0.0.9'],
  [2, '1.1.1.1, 2.2.2.2', '1.1.1.1'],
  [2, 'made-up, 1.1.1.1, 2.2.2.2', '1.1.1.1'],
  // Fewer than are trusted: not all of them were passed, so nobody vouches for it.
  [2, '1.1.1.1', '10.0.0.9'],
];

for (const [proxies, header, address] of forwarded) {
  origins(`${proxies} trusted proxies and ${header ?? 'no header'}: ${address}`, () => {
    const headers = header === undefined ? {} : { 'x-forwarded-for': header };
    const request = { headers, socket: { remoteAddress: '10.0.0.9' } };
    assert.is(addressOf(proxies)(request as never), address);
  });
}

origins.run();
