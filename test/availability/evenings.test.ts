import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import { addDays, daysFrom } from '../../shared/day.ts';
import type { Sent } from '../../shared/protocol.ts';
import { until } from '../support/deadline.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { refusalOf } from '../support/refused.ts';
import { openScreen, type Screen } from '../support/talk/screen.ts';

type Context = { house: House; node: RunningNode; ana: Person; bor: Person; screen: Screen };
/** Windows, notes, answers for others, and patterns. */
const evenings = suite<Context>('evenings');

type Marks = Sent<'availability:set'>['marks'];
const today = '2026-11-18';
const late = { from: '20:30', until: '00:30' };
const key = () => randomUUID();
const mark = (person: Person, marks: Marks) =>
  person.run('availability:set', { key: key(), marks });

/** What a screen that has been watching shows of a day, and what a fresh one is given. */
const entryOf = async ({ screen, node, bor }: Context, day: string, player: string) => {
  const fresh = await openScreen(node, bor);
  try {
    const { revision } = fresh.shown();
    await until('the screen to catch up', () => screen.shown().revision >= revision);
    assert.equal(screen.grid(), fresh.grid());
    return fresh.grid().entries[day]?.[player];
  } finally {
    fresh.close();
  }
};

evenings.before.each(async (context) => {
  context.house = await openHouse();
  context.node = await context.house.startNode();
  // The first account is admin.
  context.ana = await context.house.person(context.node, 'Ana 🎯');
  context.bor = await context.house.person(context.node, '<b>Bor</b>');
  context.screen = await openScreen(context.node, context.bor);
});

evenings.after.each(async ({ house, screen }) => {
  screen?.close();
  await house?.close();
});

evenings('have a window and a note, which stay until they are changed', async (context) => {
  const { bor } = context;
  const seen = () => entryOf(context, today, bor.player);
  await mark(bor, [{ day: today, status: 'MAYBE', window: late, note: '  <i>late</i> 🚆\u202e ' }]);
  assert.equal(await seen(), { status: 'MAYBE', order: 1, window: late, note: '<i>late</i> 🚆' });

  await mark(bor, [{ day: today, status: 'AVAILABLE' }]);
  assert.equal((await seen())?.window, late);
  assert.is((await seen())?.note, '<i>late</i> 🚆');

  await mark(bor, [{ day: today, status: 'AVAILABLE', window: null, note: '' }]);
  assert.equal(Object.keys((await seen()) ?? {}).sort(), ['order', 'status']);
});

evenings('are cleared with all they have', async (context) => {
  const { bor } = context;
  await mark(bor, [{ day: today, status: 'MAYBE', window: late, note: 'late' }]);
  await mark(bor, [{ day: today, status: null }]);
  await mark(bor, [{ day: today, status: 'MAYBE' }]);

  assert.equal(Object.keys((await entryOf(context, today, bor.player)) ?? {}).sort(), [
    'order',
    'status',
  ]);
});

evenings('keep the place in the queue when window or note change', async (context) => {
  const { ana, bor } = context;
  await mark(bor, [{ day: today, status: 'LOOKING' }]);
  await mark(ana, [{ day: today, status: 'LOOKING' }]);
  await mark(bor, [{ day: today, status: 'LOOKING', window: late }]);
  await mark(bor, [{ day: today, status: 'LOOKING', note: 'with snacks' }]);

  const bors = await entryOf(context, today, bor.player);
  const anas = await entryOf(context, today, ana.player);
  assert.ok((bors?.order ?? 0) < (anas?.order ?? 0));
});

evenings('lose nothing when two marks of one cell meet in one batch', async (context) => {
  const { bor } = context;
  await Promise.all([
    mark(bor, [{ day: today, status: 'MAYBE', window: late }]),
    mark(bor, [{ day: today, status: 'LOOKING', note: 'late' }]),
  ]);

  const entry = await entryOf(context, today, bor.player);
  assert.equal([entry?.status, entry?.window, entry?.note], ['LOOKING', late, 'late']);
});

evenings('refuse half a window, a minute between, and a note too long', async ({ house, bor }) => {
  const refused: [string, object][] = [
    ['marks.0.window.until', { window: { from: '20:30' } }],
    ['marks.0.window.from', { window: { from: '20:15', until: '22:00' } }],
    ['marks.0.window.until', { window: { from: '20:00', until: '24:00' } }],
    ['marks.0.window.until', { window: { from: '20:00', until: '20:00' } }],
    ['marks.0.window', { status: null, window: late }],
    ['marks.0.note', { status: null, note: 'why' }],
    ['marks.0.note', { note: '🎯'.repeat(81) }],
    ['marks.0.note', { note: 'half \ud800' }],
    ['marks.0.note', { note: '\u200d' }],
    ['marks.0.player', { player: '0' }],
    ['marks.0.player', { player: '9223372036854775808' }],
    ['marks.0.player', { player: '9999999999999999999' }],
  ];
  for (const [field, more] of refused) {
    const marks = [{ day: today, status: 'MAYBE', ...more }] as Marks;
    const refusal = await refusalOf(mark(bor, marks));
    assert.is(refusal.field, field, JSON.stringify(more));
  }
  assert.equal(await house.sql('select from entries'), []);
});

evenings('take a day once, also when its own player is named', async ({ house, bor }) => {
  const { field } = await refusalOf(
    mark(bor, [
      { day: today, status: 'MAYBE' },
      { day: today, status: 'LOOKING', player: bor.player },
    ]),
  );

  assert.is(field, 'marks');
  assert.equal(await house.sql('select from entries'), []);
});

evenings('take at most a thousand cells at once', async ({ ana }) => {
  const marks = Array.from({ length: 1_001 }, (_, index) => ({
    day: addDays(today, index % 91),
    status: 'MAYBE' as const,
    player: String(1_000 + Math.floor(index / 91)),
  }));
  assert.is((await refusalOf(mark(ana, marks))).field, 'marks');
});

evenings('may be set by an admin for somebody else, shown and audited', async (context) => {
  const { house, ana, bor } = context;
  const days = daysFrom(today, 3);
  await mark(ana, [
    ...days.map((day) => ({ day, status: 'AVAILABLE' as const, player: bor.player })),
    { day: today, status: 'LOOKING', player: ana.player },
  ]);

  const bors = await entryOf(context, today, bor.player);
  assert.equal([bors?.status, bors?.by], ['AVAILABLE', ana.player]);
  assert.is((await entryOf(context, today, ana.player))?.by, undefined);
  const audit = await house.sql<{ subject: string; before: object; after: object }>(
    `select subject, before, after from audit where action = 'entries:set'`,
  );
  assert.is(audit.length, 1);
  assert.is(audit[0]?.subject, bor.player);
  assert.equal(Object.keys(audit[0]?.after ?? {}).sort(), days);

  await mark(bor, [{ day: today, status: 'AVAILABLE' }]);
  assert.is((await entryOf(context, today, bor.player))?.by, undefined, 'confirmed by himself');
});

evenings('stay whose they were when an admin sets the same in the same moment', async (context) => {
  const { ana, bor } = context;
  await Promise.all([
    mark(bor, [{ day: today, status: 'LOOKING' }]),
    mark(ana, [{ day: today, status: 'LOOKING', player: bor.player }]),
  ]);

  const entry = await entryOf(context, today, bor.player);
  assert.equal([entry?.status, entry?.by], ['LOOKING', undefined]);
});

evenings('are not set for others by members, nor for who is not here', async (context) => {
  const { house, ana, bor } = context;
  const forAna: Marks = [
    { day: today, status: 'MAYBE' },
    { day: today, status: 'MAYBE', player: ana.player },
  ];
  const forNobody: Marks = [{ day: today, status: 'MAYBE', player: '9223372036854775807' }];

  const byMember = await refusalOf(mark(bor, forAna));
  const byAdmin = await refusalOf(mark(ana, forNobody));

  assert.equal([byMember.code, byMember.field], ['forbidden', 'marks.1.player']);
  assert.equal([byAdmin.code, byAdmin.field], ['not-found', 'marks.0.player']);
  assert.equal(await house.sql('select from entries'), []);
});

evenings('that are usual suggest and do not count', async (context) => {
  const { house, node, bor, screen } = context;
  const everyone = await openScreen(node);
  const pattern = [
    null,
    null,
    { status: 'LOOKING' as const, window: late },
    null,
    null,
    null,
    null,
  ];
  try {
    const { revision } = await bor.run('availability:set-pattern', { key: key(), pattern });
    await until('the pattern', () => screen.shown().revision >= revision);
    assert.equal(screen.grid().patterns, { [bor.player]: pattern });
    assert.is(await entryOf(context, today, bor.player), undefined);
    await until('everyone', () => everyone.shown().revision >= revision);
    assert.equal(everyone.counts().counts, {});
    assert.is(JSON.stringify(everyone.counts()).includes(bor.player), false);

    const again = await bor.run('availability:set-pattern', { key: key(), pattern });
    assert.is(again.revision, revision, 'the same again changes nothing');
    const none = await bor.run('availability:set-pattern', {
      key: key(),
      pattern: Array(7).fill(null),
    });
    await until('no pattern', () => screen.shown().revision >= none.revision);
    assert.equal(screen.grid().patterns, {});
    assert.equal(await house.sql('select from patterns'), []);
  } finally {
    everyone.close();
  }
});

evenings.run();
