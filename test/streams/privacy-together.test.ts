import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import type { CountsChange, CountsGrid } from '../../shared/availability/grid.ts';
import type { Frame, Snapshot } from '../../shared/stream.ts';
import { until } from '../support/deadline.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { tellsNothingOf } from '../support/talk/eavesdrop.ts';
import { openWire, type Wire } from '../support/talk/wire.ts';

type Context = {
  house: House;
  node: RunningNode;
  ana: Person;
  /** A member's, and a stranger's who is signed in. */
  member: Wire;
  stranger: Wire;
};
const together = suite<Context>('privacy, when a member and a stranger do the same');

const today = '2026-11-18';
const grid = { stream: 'grid:default' };

together.before(async (context) => {
  context.house = await openHouse();
  context.node = await context.house.startNode();
  context.ana = await context.house.person(context.node, 'Skrivna Ana 🎯');
});

together.before.each(async (context) => {
  const { house, node, ana } = context;
  const eva = await house.person(node, 'Eva Odprta', { linked: false });
  context.member = await openWire(node, ana);
  context.stranger = await openWire(node, eva);
});

together.after.each(({ member, stranger }) => {
  member?.close();
  stranger?.close();
});

together.after(async ({ house }) => {
  await house?.close();
});

/** The revision before the mark. */
const mark = async ({ ana }: Context, status: 'LOOKING' | 'MAYBE'): Promise<number> => {
  const marks = [{ day: today, status }];
  const { revision } = await ana.run('availability:set', { key: randomUUID(), marks });
  return revision - 1;
};

const frame = (wire: Wire) => wire.received('frame')[0] as Frame<CountsChange> | undefined;
const snapshot = (wire: Wire) => wire.received('snapshot')[0] as Snapshot<CountsGrid> | undefined;

together('the stranger who resumes where a member just did gets counts alone', async (context) => {
  const { node, ana, member, stranger } = context;
  const witness = await openWire(node);
  await witness.ask('stream:open', grid);
  const since = await mark(context, 'LOOKING');
  await until('the mark', () => frame(witness));
  witness.close();

  await member.ask('stream:open', { ...grid, since });
  await stranger.ask('stream:open', { ...grid, since });

  for (const wire of [member, stranger]) assert.is(frame(wire)?.from, since);
  assert.match(member.frames.join('\n'), ana.player);
  assert.is(frame(stranger)?.change.counts?.[today]?.LOOKING, 1);
  tellsNothingOf([ana], 'the stranger', stranger.frames.join('\n'));
});

for (const first of ['member', 'stranger'] as const) {
  together(`each gets their own when both open at once, the ${first} first`, async (context) => {
    const { ana, member, stranger } = context;
    await mark(context, 'MAYBE');
    await mark(context, 'LOOKING');
    const wires = first === 'member' ? [member, stranger] : [stranger, member];

    await Promise.all(wires.map((wire) => wire.ask('stream:open', grid)));

    assert.is(snapshot(member)?.view, 'members');
    assert.match(member.frames.join('\n'), ana.player);
    assert.is(snapshot(stranger)?.view, 'everyone');
    assert.is(snapshot(stranger)?.state.counts[today]?.LOOKING, 1);
    tellsNothingOf([ana], 'the stranger', stranger.frames.join('\n'));
  });
}

together.run();
