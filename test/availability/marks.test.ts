import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import { addDays } from '../../shared/day.ts';
import { Refused } from '../../shared/refusal.ts';
import { until } from '../support/deadline.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { openScreen, type Screen } from '../support/talk/screen.ts';

type Context = { house: House; node: RunningNode; ana: Person; bor: Person; screens: Screen[] };
const marks = suite<Context>('marks');

const today = '2026-11-18';
const key = () => randomUUID();

marks.before(async (context) => {
  context.house = await openHouse();
  context.node = await context.house.startNode();
  context.ana = await context.house.person(context.node, 'Ana 🎯');
  context.bor = await context.house.person(context.node, '<b>Bor</b>');
  context.screens = [];
});

marks.after.each(({ screens }) => {
  for (const screen of screens.splice(0)) screen.close();
});

marks.after(async ({ house }) => {
  await house?.close();
});

marks('reach everyone who watches, and so does clearing', async ({ node, ana, bor, screens }) => {
  const seenByBor = await openScreen(node, bor);
  const seenByNobody = await openScreen(node);
  screens.push(seenByBor, seenByNobody);

  await ana.run('availability:set', { key: key(), marks: [{ day: today, status: 'LOOKING' }] });
  await until(
    'the mark',
    () => seenByBor.grid().entries[today]?.[ana.player]?.status === 'LOOKING',
  );
  await until('the count', () => seenByNobody.counts().counts[today]?.LOOKING === 1);

  await ana.run('availability:set', { key: key(), marks: [{ day: today, status: null }] });
  await until('the clearing', () => seenByBor.grid().entries[today] === undefined);
  await until('the count', () => seenByNobody.counts().counts[today] === undefined);
});

marks('set many days at once, or none of them', async ({ node, ana, bor, screens }) => {
  const screen = await openScreen(node, bor);
  screens.push(screen);
  const days = [1, 2, 3].map((days) => addDays(today, days));

  const refused = await ana
    .run('availability:set', {
      key: key(),
      marks: [...days, addDays(today, 91)].map((day) => ({ day, status: 'MAYBE' as const })),
    })
    .catch((error: unknown) => error);
  assert.instance(refused, Refused);
  assert.is((refused as Refused).refusal.field, 'marks.3.day');

  const { revision } = await ana.run('availability:set', {
    key: key(),
    marks: days.map((day) => ({ day, status: 'AVAILABLE' as const })),
  });
  await until('the stroke', () => screen.shown().revision >= revision);
  for (const day of days) {
    assert.is(screen.grid().entries[day]?.[ana.player]?.status, 'AVAILABLE');
  }
});

marks('with one key are applied once, however often they are sent', async ({ house, ana }) => {
  const once = { key: key(), marks: [{ day: today, status: 'LOOKING' as const }] };
  const answers = await Promise.all([1, 2, 3].map(() => ana.run('availability:set', once)));
  await ana.run('availability:set', { key: key(), marks: [{ day: today, status: 'MAYBE' }] });
  answers.push(await ana.run('availability:set', once));

  assert.is(new Set(answers.map(({ revision }) => revision)).size, 1);
  const rows = await house.sql<{ status: string }>(
    'select status from entries where player_id = $1 and day = $2',
    [ana.player, today],
  );
  assert.equal(rows, [{ status: 'MAYBE' }]);
});

marks('are answered too when their key is taken at the same moment elsewhere', async (context) => {
  const { house, ana } = context;
  const once = key();
  await house.sql('begin');
  await house.sql(
    `insert into receipts (owner, key, stream, command, result, at)
     values ($1, $2, 'grid:default', 'availability:set', '{"revision":7,"changed":[]}', now())`,
    [`account ${ana.account}`, once],
  );
  const asked = ana.run('availability:set', {
    key: once,
    marks: [{ day: addDays(today, 7), status: 'MAYBE' }],
  });
  await until('the mark to wait', async () => {
    const waiting = await house.sql(
      'select from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))',
    );
    return waiting.length > 0;
  });
  await house.sql('commit');

  assert.equal(await asked, { revision: 7, changed: [] });
});

marks('of one player for one day at the same moment leave one entry', async (context) => {
  const { house, node, ana, bor, screens } = context;
  screens.push(await openScreen(node, ana), await openScreen(node, bor));
  const day = addDays(today, 5);
  const statuses = ['LOOKING', 'AVAILABLE', 'MAYBE', 'NOT_PLAYING'] as const;

  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      ana.run('availability:set', {
        key: key(),
        marks: [{ day, status: statuses[index % 4] as (typeof statuses)[number] }],
      }),
    ),
  );

  const last = Math.max(...answers.map(({ revision }) => revision));
  const rows = await house.sql<{ status: string }>(
    'select status from entries where day = $1 and player_id = $2',
    [day, ana.player],
  );
  assert.is(rows.length, 1);
  for (const screen of screens) {
    await until('the last mark', () => screen.shown().revision >= last);
    assert.is(screen.grid().entries[day]?.[ana.player]?.status, rows[0]?.status);
  }
});

marks('keep the place in the queue while the status stays', async ({ node, ana, bor, screens }) => {
  const screen = await openScreen(node, ana);
  screens.push(screen);
  const day = addDays(today, 6);
  const look = (person: Person, status: 'LOOKING' | 'MAYBE') =>
    person.run('availability:set', { key: key(), marks: [{ day, status }] });
  const order = (person: Person) => screen.grid().entries[day]?.[person.player]?.order ?? 0;

  await look(ana, 'LOOKING');
  await look(bor, 'LOOKING');
  const { revision } = await look(ana, 'LOOKING');
  await until('both', () => screen.shown().revision >= revision && order(bor) > 0);
  assert.ok(order(ana) < order(bor), 'setting it again does not move to the end');

  await look(ana, 'MAYBE');
  const back = await look(ana, 'LOOKING');
  await until('her return', () => screen.shown().revision >= back.revision);
  assert.ok(order(ana) > order(bor), 'leaving and coming back does');
});

marks.run();
