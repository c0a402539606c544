import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { suggestedOn } from '../../shared/availability/commands.ts';
import type { Entry, Pattern, Status } from '../../shared/availability/grid.ts';
import { bestStart, type TimeWindow } from '../../shared/availability/window.ts';
import { daysFrom, weekdayOf } from '../../shared/day.ts';

const starts = suite('best start');

const home = 'Europe/Ljubljana';
const evening = '2026-11-18';
const at = (instant: string): number => Date.parse(instant);

const entries = (
  ...answers: (readonly [status: Status, from?: string, until?: string])[]
): Record<string, Entry> =>
  Object.fromEntries(
    answers.map(([status, from, until], order) => [
      `118067528489302${4347 + order}`,
      { status, order, ...(from && until && { window: { from, until } }) },
    ]),
  );

starts('are best where most windows overlap, out of all who can play that day', () => {
  const best = bestStart(
    evening,
    home,
    entries(
      ['LOOKING', '19:00', '23:00'],
      ['LOOKING', '20:30', '22:00'],
      ['AVAILABLE', '20:00', '01:00'],
      ['AVAILABLE', '17:00', '20:00'],
      ['LOOKING'],
    ),
  );

  assert.equal(best, { at: at('2026-11-18T20:30+01:00'), players: 4, of: 5 });
});

starts('that are equally good: the earliest is the best', () => {
  const best = bestStart(
    evening,
    home,
    entries(['LOOKING', '17:00', '18:00'], ['LOOKING', '21:00', '22:00']),
  );

  assert.equal(best, { at: at('2026-11-18T17:00+01:00'), players: 1, of: 2 });
});

starts('of those who might or will not play do not count', () => {
  const best = bestStart(
    evening,
    home,
    entries(
      ['MAYBE', '19:00', '20:00'],
      ['NOT_PLAYING', '19:00', '20:00'],
      ['MAYBE'],
      ['LOOKING', '21:00', '22:00'],
    ),
  );

  assert.equal(best, { at: at('2026-11-18T21:00+01:00'), players: 1, of: 1 });
});

starts('need a window, and somebody who can play then', () => {
  assert.is(bestStart(evening, home, {}), undefined);
  assert.is(bestStart(evening, home, entries(['LOOKING'], ['AVAILABLE'])), undefined);
  assert.is(bestStart(evening, home, entries(['MAYBE', '20:00', '21:00'])), undefined);
  const skipped = entries(['LOOKING', '02:00', '03:00']);
  assert.is(bestStart('2027-03-28', home, skipped), undefined, 'nobody can play a skipped hour');
  const both = entries(['LOOKING', '02:00', '03:00'], ['LOOKING']);
  assert.is(bestStart('2027-03-28', home, both), undefined, 'every start is as good');
});

starts('are named though the clock skips a window', () => {
  const best = bestStart(
    '2027-03-28',
    home,
    entries(['LOOKING', '02:00', '03:00'], ['LOOKING', '20:00', '22:00'], ['LOOKING']),
  );

  assert.equal(best, { at: at('2027-03-28T20:00+02:00'), players: 2, of: 3 });
});

starts('may be at a time that the clock shows twice, the first time', () => {
  const best = bestStart(
    '2026-10-25',
    home,
    entries(['LOOKING', '01:00', '02:30'], ['LOOKING', '02:00', '04:00']),
  );

  assert.equal(best, { at: at('2026-10-25T02:00+02:00'), players: 2, of: 2 });
});

starts('are found in windows over midnight', () => {
  const nights: TimeWindow[] = [
    { from: '23:30', until: '02:00' },
    { from: '22:00', until: '00:30' },
  ];
  const best = bestStart(
    evening,
    home,
    entries(...nights.map(({ from, until }) => ['LOOKING', from, until] as const)),
  );

  assert.equal(best, { at: at('2026-11-18T23:30+01:00'), players: 2, of: 2 });
});

starts('follow the clock of their own evening on both nights of change', () => {
  const answers = entries(['LOOKING', '20:30', '23:00'], ['AVAILABLE', '19:00', '21:00']);

  for (const [day, instant] of [
    ['2027-03-27', '2027-03-27T20:30+01:00'],
    ['2027-03-28', '2027-03-28T20:30+02:00'],
    ['2026-10-24', '2026-10-24T20:30+02:00'],
    ['2026-10-25', '2026-10-25T20:30+01:00'],
  ] as const) {
    assert.equal(bestStart(day, home, answers), { at: at(instant), players: 2, of: 2 }, day);
  }
});

starts('are suggested by weekdays, which no zone shifts', () => {
  const thursday: Pattern = [null, null, null, { status: 'MAYBE' }, null, null, null];

  for (const [day, weekday] of [
    ['2026-10-25', 6],
    ['2026-11-01', 6],
    ['2026-11-19', 3],
    ['2027-01-01', 4],
    ['2027-03-28', 6],
    ['2028-02-29', 1],
  ] as const) {
    assert.is(weekdayOf(day), weekday, day);
  }
  const suggested = daysFrom('2026-10-19', 180).filter((day) => suggestedOn(thursday, day));
  assert.is(suggested.length, 26);
  for (const day of suggested) assert.is(new Date(`${day}T12:00Z`).getUTCDay(), 4, day);
});

starts.run();
