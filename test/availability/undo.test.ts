import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import { type Grid, queueOf } from '../../shared/availability/grid.ts';
import { addDays, daysFrom } from '../../shared/day.ts';
import type { Refused } from '../../shared/refusal.ts';
import { until } from '../support/deadline.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { refusalOf } from '../support/refused.ts';
import { paint, takeBack } from '../support/strokes.ts';
import { openScreen, type Screen } from '../support/talk/screen.ts';

type Context = { house: House; node: RunningNode; ana: Person; bor: Person; screen: Screen };
const undo = suite<Context>('undo');

const today = '2026-11-18';
const key = () => randomUUID();

const shown = async ({ screen, ana }: Context): Promise<Grid> => {
  const { revision } = await ana.run('availability:read', { from: today, to: today });
  await until('the screen to catch up', () => screen.shown().revision >= revision);
  return screen.grid();
};

undo.before.each(async (context) => {
  context.house = await openHouse();
  context.node = await context.house.startNode();
  context.ana = await context.house.person(context.node, 'Ana 🎯');
  context.bor = await context.house.person(context.node, '<b>Bor</b>');
  context.screen = await openScreen(context.node, context.bor);
});

undo.after.each(async ({ house, screen }) => {
  screen?.close();
  await house?.close();
});

undo('gives back what was there, place in the queue, window and note included', async (context) => {
  const { ana, bor } = context;
  const window = { from: '20:30', until: '00:30' };
  await paint(ana, [{ day: today, status: 'LOOKING', window, note: 'late 🚆' }]);
  await paint(bor, [{ day: today, status: 'LOOKING' }]);
  const before = await shown(context);
  const fortnight = daysFrom(today, 14).map((day) => ({ day, status: 'NOT_PLAYING' as const }));

  const { left } = await takeBack(ana, await paint(ana, fortnight));

  assert.equal(left, []);
  const after = await shown(context);
  assert.equal(after.entries, before.entries);
  assert.equal(queueOf(after.entries[today]), [ana.player, bor.player]);
});

undo('leaves what somebody changed since, and says so', async (context) => {
  const { ana, bor } = context;
  const tomorrow = addDays(today, 1);
  const stroke = await paint(bor, [
    { day: today, status: 'MAYBE' },
    { day: tomorrow, status: 'MAYBE' },
  ]);
  await paint(ana, [{ day: tomorrow, status: 'MAYBE', player: bor.player, note: 'ask him' }]);

  const { left } = await takeBack(bor, stroke);

  assert.equal(left, [{ day: tomorrow, player: bor.player }]);
  const { entries } = await shown(context);
  assert.is(entries[today], undefined);
  assert.equal(entries[tomorrow]?.[bor.player]?.note, 'ask him');
});

undo('takes back nobody else’s mark, also of the same moment', async (context) => {
  const { ana, bor } = context;
  const stroke = key();
  const [bors, anas] = await Promise.all([
    bor.run('availability:set', {
      key: key(),
      marks: [{ day: today, status: 'LOOKING', note: 'mine' }],
    }),
    ana.run('availability:set', {
      key: stroke,
      marks: [{ day: today, status: 'MAYBE', player: bor.player }],
    }),
  ]);
  assert.is(bors.revision, anas.revision, 'one batch decided both');

  const { left } = await takeBack(ana, stroke);

  assert.equal(left, []);
  const entry = (await shown(context)).entries[today]?.[bor.player];
  assert.equal([entry?.status, entry?.note, entry?.by], ['LOOKING', 'mine', undefined]);
  assert.equal(bors.changed[0]?.after, entry, 'his place in the queue too');
});

undo('goes back stroke by stroke, also through those that were sent at once', async (context) => {
  const { ana } = context;
  const strokes = [key(), key(), key()];
  const statuses = ['LOOKING', 'MAYBE', 'LOOKING'] as const;
  await Promise.all(
    strokes.map((stroke, index) =>
      ana.run('availability:set', {
        key: stroke,
        marks: [{ day: today, status: statuses[index] ?? null }],
      }),
    ),
  );

  const seen = [(await shown(context)).entries[today]?.[ana.player]?.status];
  for (const stroke of strokes.toReversed()) {
    await takeBack(ana, stroke);
    seen.push((await shown(context)).entries[today]?.[ana.player]?.status);
  }
  assert.equal(seen, ['LOOKING', 'MAYBE', 'LOOKING', undefined]);
});

undo('of large strokes sent at once is possible for each that was taken', async (context) => {
  const { ana, bor } = context;
  const days = daysFrom(today, 91);
  const strokes = Array.from({ length: 80 }, key);
  const asked = Promise.all(
    strokes.map((stroke, index) => {
      const status = index % 2 === 0 ? 'LOOKING' : 'MAYBE';
      const marks = days.map((day) => ({ day, status }) as const);
      return ana
        .run('availability:set', { key: stroke, marks })
        .catch(({ refusal }: Refused) => refusal.retryAfterMs);
    }),
  );

  const others = paint(bor, [{ day: today, status: 'LOOKING' }]);

  const answers = await asked;
  await others;
  const taken = answers.filter((answer) => typeof answer === 'object');
  assert.ok(taken.length >= 50 && taken.length < 80, `${taken.length} taken`);
  assert.equal(answers.slice(taken.length), Array(80 - taken.length).fill(1_000));
  assert.ok(taken.every(({ changed }) => changed.length === days.length));
});

undo('takes a stroke back once, however often it is asked', async (context) => {
  const { ana } = context;
  const stroke = await paint(ana, [{ day: today, status: 'MAYBE' }]);
  const once = { key: key(), stroke };
  const answers = await Promise.all([1, 2, 3].map(() => ana.run('availability:undo', once)));
  const again = await takeBack(ana, stroke);

  assert.is(new Set(answers.map(({ revision }) => revision)).size, 1);
  assert.is(again.revision, answers[0]?.revision);
  assert.is((await shown(context)).entries[today], undefined);
});

undo('knows only strokes of one’s own', async ({ ana, bor }) => {
  const stroke = await paint(ana, [{ day: today, status: 'MAYBE' }]);
  const other = key();
  await ana.run('availability:set-pattern', { key: other, pattern: Array(7).fill(null) });

  assert.is((await refusalOf(takeBack(bor, stroke))).code, 'not-found');
  assert.is((await refusalOf(takeBack(ana, key()))).code, 'not-found');
  assert.is((await refusalOf(takeBack(ana, other))).code, 'not-found');
});

undo('leaves a day that midnight has closed', async (context) => {
  const { house, ana } = context;
  const stroke = await paint(ana, [
    { day: today, status: 'MAYBE' },
    { day: addDays(today, 1), status: 'MAYBE' },
  ]);
  house.clock.set('2026-11-19T00:30:00+01:00');

  const { left } = await takeBack(ana, stroke);

  assert.equal(left, [{ day: today, player: ana.player }]);
  const rows = await house.sql<{ day: string }>('select day::text from entries');
  assert.equal(rows, [{ day: today }]);
});

undo('of a stroke over others needs the role that made it', async (context) => {
  const { house, ana, bor } = context;
  const stroke = await paint(ana, [{ day: today, status: 'MAYBE', player: bor.player }]);
  await house.sql('delete from roles');

  assert.is((await refusalOf(takeBack(ana, stroke))).code, 'forbidden');
  assert.is((await shown(context)).entries[today]?.[bor.player]?.status, 'MAYBE');
});

undo('of a stroke leaves other communities alone, for an admin there too', async (context) => {
  const { house, ana } = context;
  await house.community('other');
  await house.sql(
    `insert into roles (community_id, account_id, role)
     select id, $1, 'admin' from communities where slug = 'other'`,
    [ana.account],
  );
  await ana.run('identity:link', { community: 'other', key: key(), name: 'Ana' });
  await paint(ana, [{ day: today, status: 'LOOKING' }]);
  const stroke = await paint(ana, [{ day: today, status: null }]);

  const refused = await refusalOf(
    ana.run('availability:undo', { community: 'other', key: key(), stroke }),
  );

  assert.equal([refused.code, refused.field], ['not-found', 'stroke']);
  assert.equal(await house.sql('select from entries'), []);
});

undo('moves the count, also below the threshold and above it again', async (context) => {
  const { house, node, ana, bor } = context;
  await house.sql('update communities set threshold = 2');
  await paint(bor, [{ day: today, status: 'LOOKING' }]);
  const everyone = await openScreen(node);
  try {
    const stroke = await paint(ana, [{ day: today, status: 'LOOKING' }]);
    await until('both', () => everyone.counts().counts[today]?.LOOKING === 2);
    await takeBack(ana, stroke);
    await until('one', () => everyone.counts().counts[today]?.LOOKING === 1);
    await paint(ana, [{ day: today, status: 'LOOKING' }]);
    await until('both again', () => everyone.counts().counts[today]?.LOOKING === 2);
    assert.is(everyone.counts().ready, true);
  } finally {
    everyone.close();
  }
});

undo.run();
