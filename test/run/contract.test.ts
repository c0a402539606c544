import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { z } from 'zod';
import type { RunningNode } from '../../server/node.ts';
import type { Answer, Command } from '../../shared/command.ts';
import { addDays } from '../../shared/day.ts';
import { type CommandName, commands } from '../../shared/protocol.ts';
import type { Refusal } from '../../shared/refusal.ts';
import { examples } from '../support/contract/examples.ts';
import { malformedFrom } from '../support/contract/malformed.ts';
import { footprint } from '../support/database/footprint.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { ask, post, type Reply } from '../support/talk/request.ts';
import { openWire, type Wire } from '../support/talk/wire.ts';

type Context = { house: House; node: RunningNode; ana: Person; wire: Wire };
const contract = suite<Context>('contract');

const names = Object.keys(commands) as CommandName[];
const commandOf = (name: CommandName): Command => commands[name];
const today = '2026-11-18';

/** What looks wrong and is right: defaults, what clears, and what stays as it is. */
const isRight = new Set([
  'community left out',
  'from left out',
  'to left out',
  'language left out',
  'since left out',
  'marks.0.status null',
  'marks.1.status null',
  'marks.0.window left out',
  'marks.0.window null',
  'marks.0.note left out',
  'marks.0.note null',
  'pattern.0 null',
  'pattern.0.window left out',
  ...Array.from({ length: 6 }, (_, day) => `pattern.${day + 1} null`),
]);

contract.before(async (context) => {
  context.house = await openHouse();
  context.node = await context.house.startNode();
  context.ana = await context.house.person(context.node, 'Ana 🎯');
  context.wire = await openWire(context.node, context.ana);
});

contract.after(async ({ house, wire }) => {
  wire?.close();
  await house?.close();
});

/** Nothing was stored by `act`, and afterwards the same socket answers a right command. */
const leavesNoTrace = async ({ house, wire }: Context, act: () => Promise<void>) => {
  const before = await footprint(house);
  await act();
  assert.ok(wire.isOpen(), 'the socket lives on');
  assert.ok((await wire.ask('identity:me', {})).ok, 'and answers');
  assert.equal(await footprint(house), before);
};

const refusalOf = (what: string, answer: Answer<unknown>): Refusal => {
  if (answer.ok) throw new Error(`${what} was accepted: ${JSON.stringify(answer.value)}`);
  return answer.refusal;
};

const isInvalid = (what: string, refusal: Refusal, field: string) => {
  assert.is(refusal.code, 'invalid', what);
  const isNamed = refusal.field === field || refusal.field?.startsWith(`${field}.`);
  assert.ok(isNamed, `${what}: named ${refusal.field}`);
  assert.ok(refusal.message.length > 0 && refusal.message.length < 200, refusal.message);
};

contract('has an example of every field of every command', () => {
  for (const name of names) {
    const { shape } = commandOf(name).input as z.ZodObject;
    assert.equal(Object.keys(examples[name]).sort(), Object.keys(shape).sort(), name);
    assert.ok(commandOf(name).input.safeParse(examples[name]).success, name);
  }
});

for (const name of names) {
  const { gate, http } = commandOf(name);
  const malformed = malformedFrom(examples[name]).filter(({ what }) => !isRight.has(what));

  contract(`${name} refuses malformed input over a socket`, async (context) => {
    await leavesNoTrace(context, async () => {
      for (const { what, field, input } of malformed) {
        const refusal = refusalOf(what, await context.wire.ask(name, input));
        if (gate === 'system') assert.is(refusal.code, 'not-found', what);
        else isInvalid(what, refusal, field);
      }
    });
  });

  contract(`${name} refuses what is no input at all over a socket`, async (context) => {
    const bytes = '{"_placeholder":true,"num":0}';
    const isRefused = async (what: string, args: string, ...binary: Buffer[]) => {
      const refusal = refusalOf(what, await context.wire.askText(args, ...binary));
      assert.is(refusal.code, gate === 'system' ? 'not-found' : 'invalid', what);
      assert.ok(refusal.field, what);
    };

    await leavesNoTrace(context, async () => {
      await isRefused('no input', `["${name}"]`);
      await isRefused('several arguments', `["${name}",null,${JSON.stringify(examples[name])}]`);
      for (const size of [0, 1, 2_000_000]) {
        await isRefused(`${size} bytes`, `["${name}",${bytes}]`, Buffer.alloc(size));
      }
      for (const field of Object.keys(examples[name])) {
        const input = JSON.stringify({ ...examples[name], [field]: 'BYTES' });
        const args = `["${name}",${input.replace('"BYTES"', bytes)}]`;
        await isRefused(`bytes as ${field}`, args, Buffer.from('2026-11-22'));
      }
      // Without an acknowledgement nobody can be told; what follows is still answered.
      context.wire.send(`42["${name}",${JSON.stringify({ extra: 1 })}]`);
      context.wire.send(`42["${name}"]`);
    });
  });

  if (http?.method === 'post') {
    contract(`${name} refuses malformed input over HTTP`, async (context) => {
      const { node, ana } = context;
      await leavesNoTrace(context, async () => {
        for (const { what, field, input } of malformed) {
          const body = JSON.stringify(input);
          isRefusedReply(what, await post(node, http.path, body, { person: ana }), field);
        }
      });
    });
  }

  // What stands in a path is no address when it is malformed: test/availability/feed.test.ts.
  if (http?.method === 'get' && !http.path.includes('{')) {
    contract(`${name} refuses malformed queries over HTTP`, async (context) => {
      const { node, ana } = context;
      await leavesNoTrace(context, async () => {
        for (const [query, field] of malformedQueries(examples[name])) {
          const reply = await ask(node, `${http.path}?${query}`, { person: ana });
          assert.is(reply.status, 400, query);
          isInvalid(query, reply.refusal as Refusal, field);
        }
        const long = await ask(node, `${http.path}?community=${'a'.repeat(20_000)}`);
        assert.is(long.status, 431, 'a query longer than any header');
      });
    });
  }
}

/** Too large is refused before it is read, and a body that is no object before it is looked at. */
const isRefusedReply = (what: string, reply: Reply, field: string) => {
  const { status, refusal } = reply;
  if (/two megabytes/.test(what)) {
    assert.equal([status, refusal?.code, refusal?.field], [413, 'too-large', 'body'], what);
  } else if (refusal?.field === 'body') {
    assert.equal([status, field], [400, 'input'], what);
  } else {
    assert.is(status, 400, `${what}: ${reply.text}`);
    isInvalid(what, refusal as Refusal, field);
  }
};

/** Pairs of a query and the field it is wrong in. */
const malformedQueries = (example: object): [string, string][] => {
  const right = Object.entries(example).map(([name, value]) => `${name}=${value}`);
  const others = (name: string) => right.filter((part) => !part.startsWith(`${name}=`)).join('&');
  const wrong = [
    '',
    'null',
    '12.5',
    '%5B%5D',
    '%00',
    '%ED%A0%80',
    '%FF',
    '%',
    '2026-02-30',
    '20261122',
  ];
  return [
    ...Object.keys(example).flatMap(
      (name) =>
        [
          ...wrong
            // A community may be called so.
            .filter((value) => name !== 'community' || !/^(null|20\d+.*)$/.test(value))
            .map((value): [string, string] => [`${others(name)}&${name}=${value}`, name]),
          [`${right.join('&')}&${right.find((part) => part.startsWith(`${name}=`))}`, name],
          [`${right.join('&')}&${name}%5B%5D=x`, `${name}[]`],
          [`${right.join('&')}&${name}[x]=x`, `${name}[x]`],
        ] as [string, string][],
    ),
    ...['extra', '__proto__', 'constructor', 'prototype', 'hasOwnProperty', ''].map(
      (name): [string, string] => [`${right.join('&')}&${name}=1`, name || 'input'],
    ),
  ];
};

contract('days are refused that may not be written', async (context) => {
  const { node, ana, wire } = context;
  const example = examples['availability:set'];
  const refused: [string, string, string[]][] = [
    ['yesterday', 'marks.0.day', [addDays(today, -1)]],
    ['day 91', 'marks.0.day', [addDays(today, 91)]],
    ['day 91 at the end', 'marks.2.day', [today, addDays(today, 90), addDays(today, 91)]],
    ['one day twice', 'marks', [today, addDays(today, 1), today]],
    ['no marks', 'marks', []],
    ['the year 9999', 'marks.0.day', ['9999-12-31']],
    ['the first day of all', 'marks.0.day', ['0001-01-01']],
  ];

  await leavesNoTrace(context, async () => {
    for (const [what, field, days] of refused) {
      const marks = days.map((day) => ({ day, status: 'LOOKING' }));
      const input = { ...example, marks };
      isInvalid(what, refusalOf(what, await wire.ask('availability:set', input)), field);
      isRefusedReply(what, await post(node, '/api/availability', input, { person: ana }), field);
    }
  });
});

contract('ranges are refused that end before they begin or never end', async (context) => {
  const { node, ana, wire } = context;
  const ranges: [string, string][] = [
    [today, addDays(today, -1)],
    [today, addDays(today, 180)],
    ['0001-01-01', '9999-12-31'],
    ['9999-12-31', '0001-01-01'],
  ];

  await leavesNoTrace(context, async () => {
    for (const [from, to] of ranges) {
      const what = `${from} to ${to}`;
      const refusal = refusalOf(what, await wire.ask('availability:read', { from, to }));
      isInvalid(what, refusal, 'to');
      const reply = await ask(node, `/api/availability?from=${from}&to=${to}`, { person: ana });
      assert.equal([reply.status, reply.refusal?.field], [400, 'to'], what);
    }
  });
});

contract.run();
