import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import { addDays, Day, dayAt, daysBetween, daysFrom, startOfDay } from '../../shared/day.ts';
import type { Refused } from '../../shared/refusal.ts';
import { until } from '../support/deadline.ts';
import { openHouse, type Person } from '../support/house.ts';
import { openScreen } from '../support/talk/screen.ts';

const days = suite('days');

const mark = ({ run }: Person, day: string) =>
  run('availability:set', { key: randomUUID(), marks: [{ day, status: 'LOOKING' }] });

/** Half past midnight, local, on the days the clocks change; and on a plain day. */
const nights = [
  { zone: 'Europe/Ljubljana', at: '2026-03-29T00:30:00+01:00', today: '2026-03-29' },
  { zone: 'Europe/Ljubljana', at: '2026-10-25T00:30:00+02:00', today: '2026-10-25' },
  { zone: 'America/New_York', at: '2026-03-08T00:30:00-05:00', today: '2026-03-08' },
  { zone: 'America/New_York', at: '2026-11-01T00:30:00-04:00', today: '2026-11-01' },
  { zone: 'UTC', at: '2026-12-31T00:30:00Z', today: '2026-12-31' },
  // Midnight itself is skipped here: the day begins at one o'clock.
  { zone: 'Africa/Cairo', at: '2026-04-24T01:30:00+03:00', today: '2026-04-24' },
  { zone: 'Pacific/Kiritimati', at: '2026-06-01T00:30:00+14:00', today: '2026-06-01' },
];

for (const { zone, at, today } of nights) {
  days(`begin at midnight in ${zone}: ${at}`, async () => {
    const house = await openHouse({ at, zone });
    try {
      const node = await house.startNode();
      const ana = await house.person(node, 'Ana');
      const screen = await openScreen(node, ana);
      assert.is(screen.grid().today, today);
      const me = await ana.run('identity:me', {});
      assert.is(me.community.today, today);

      for (const refused of [addDays(today, -1), addDays(today, 91)]) {
        const { refusal } = (await mark(ana, refused).catch((error: unknown) => error)) as Refused;
        assert.is(refusal.code, 'invalid', refused);
        assert.is(refusal.field, 'marks.0.day', refused);
      }
      for (const welcome of [today, addDays(today, 1), addDays(today, 90)]) {
        const { revision } = await mark(ana, welcome);
        await until('the mark', () => screen.shown().revision >= revision);
        assert.is(screen.grid().entries[welcome]?.[ana.player]?.status, 'LOOKING');
        const rows = await house.sql('select day::text from entries where day = $1', [welcome]);
        assert.equal(rows, [{ day: welcome }]);
      }
      screen.close();
    } finally {
      await house.close();
    }
  });
}

days('roll over at midnight for everyone who watches, and keep what has passed', async () => {
  const house = await openHouse({ at: '2026-10-24T23:59:00+02:00' });
  try {
    const node = await house.startNode();
    const ana = await house.person(node, 'Ana');
    const screen = await openScreen(node, ana);
    const nobody = await openScreen(node);
    await mark(ana, '2026-10-24');

    house.clock.set('2026-10-25T00:00:00+02:00');
    // A mark may come before the timer: it rolls the grid over itself.
    await mark(ana, '2026-10-25');

    await until('the new day', () => screen.grid().today === '2026-10-25');
    await until('the new day', () => nobody.counts().today === '2026-10-25');
    assert.equal(Object.keys(screen.grid().entries), ['2026-10-25']);
    assert.equal(Object.keys(nobody.counts().counts), ['2026-10-25']);
    const past = await ana.run('availability:read', { from: '2026-10-24', to: '2026-10-25' });
    assert.ok('entries' in past && past.entries['2026-10-24']?.[ana.player]);
    screen.close();
    nobody.close();
  } finally {
    await house.close();
  }
});

days('roll over by themselves, with nobody marking', async () => {
  const now = new Date(Date.now() + 1_200);
  // A community whose midnight comes in about a second, by the machine's own clock.
  const minutes = (24 * 60 - (now.getUTCHours() * 60 + now.getUTCMinutes())) % (24 * 60);
  const house = await openHouse({
    at: new Date(now.getTime() + minutes * 60_000 - (now.getTime() % 60_000) - 1_200).toISOString(),
    zone: 'UTC',
  });
  let node: RunningNode | undefined;
  try {
    const before = dayAt(house.clock.now(), 'UTC');
    node = await house.startNode();
    const screen = await openScreen(node);
    assert.is(screen.counts().today, before);

    house.clock.advance(1_200);

    await until('the rollover', () => screen.counts().today === addDays(before, 1));
    screen.close();
  } finally {
    await house.close();
  }
});

days('are dates that exist, written one way', () => {
  for (const bad of [
    '2026-02-30',
    '20261122',
    '2026-13-01',
    '2026-00-10',
    '2026-1-2',
    '+002026-11-22',
    '2026-11-22T00:00',
    ' 2026-11-22',
    '2026-11-22\n',
    '٢٠٢٦-١١-٢٢',
    '',
    'today',
  ]) {
    assert.is(Day.safeParse(bad).success, false, bad);
  }
  for (const good of ['2024-02-29', '2026-11-22', '0001-01-01', '9999-12-31']) {
    assert.is(Day.safeParse(good).success, true, good);
  }
});

days('are counted by the calendar, not by 24 hours', () => {
  assert.is(addDays('2026-03-28', 2), '2026-03-30');
  assert.is(daysBetween('2026-10-24', '2026-10-26'), 2);
  assert.equal(daysFrom('2026-12-31', 2), ['2026-12-31', '2027-01-01']);
  assert.is(
    new Date(startOfDay('2026-03-29', 'Europe/Ljubljana')).toISOString(),
    '2026-03-28T23:00:00.000Z',
  );
  assert.is(
    new Date(startOfDay('2026-04-24', 'Africa/Cairo')).toISOString(),
    '2026-04-23T22:00:00.000Z',
  );
  assert.is(dayAt(Date.parse('2026-11-22T23:30:00Z'), 'Europe/Ljubljana'), '2026-11-23');
  assert.is(dayAt(Date.parse('2026-11-22T23:30:00Z'), 'America/New_York'), '2026-11-22');
});

days.run();
