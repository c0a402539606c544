import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { usualOn } from '../../shared/availability.ts';
import { addDays, daysFrom, startOfDay, weekdayOf } from '../../shared/day.ts';
import type { Entry, Status, Week } from '../../shared/grid.ts';
import { bestStart, halfHoursOf, intervalOf, type Window } from '../../shared/window.ts';

const windows = suite('windows');

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

const hours = (day: string, zone: string, from: string, until: string): string[] =>
  intervalOf(day, zone, { from, until }).map((instant) => new Date(instant).toISOString());

windows('stand for instants of the community, and reach into the next morning', () => {
  assert.equal(hours(evening, home, '20:30', '23:00'), [
    '2026-11-18T19:30:00.000Z',
    '2026-11-18T22:00:00.000Z',
  ]);
  assert.equal(hours(evening, home, '22:00', '01:30'), [
    '2026-11-18T21:00:00.000Z',
    '2026-11-19T00:30:00.000Z',
  ]);
  assert.equal(hours(evening, home, '21:00', '00:00'), [
    '2026-11-18T20:00:00.000Z',
    '2026-11-18T23:00:00.000Z',
  ]);
  assert.equal(hours(evening, 'America/New_York', '20:00', '02:00'), [
    '2026-11-19T01:00:00.000Z',
    '2026-11-19T07:00:00.000Z',
  ]);
});

/** How many half hours a day has on which the clocks change. */
const daysOfChange = [
  { zone: home, day: '2027-03-28', count: 46 },
  { zone: home, day: '2026-10-25', count: 50 },
  { zone: 'America/New_York', day: '2027-03-14', count: 46 },
  { zone: 'America/New_York', day: '2026-11-01', count: 50 },
  // Half an hour, forward and back.
  { zone: 'Australia/Lord_Howe', day: '2026-10-04', count: 47 },
  { zone: 'Australia/Lord_Howe', day: '2027-04-04', count: 49 },
  // From midnight to one o'clock, and back to eleven in the evening.
  { zone: 'America/Santiago', day: '2026-09-06', count: 46 },
  { zone: 'America/Santiago', day: '2027-04-03', count: 50 },
  { zone: 'Asia/Kathmandu', day: '2026-10-25', count: 48 },
  { zone: home, day: evening, count: 48 },
];

for (const { zone, day, count } of daysOfChange) {
  windows(`${day} has ${count} half hours in ${zone}, one after the other`, () => {
    const halves = halfHoursOf(day, zone);

    assert.is(halves.length, count);
    assert.is(halves[0], startOfDay(day, zone));
    for (const [index, half] of halves.entries()) {
      assert.is(half, (halves[0] ?? 0) + index * 1_800_000);
    }
    assert.is((halves.at(-1) ?? 0) + 1_800_000, startOfDay(addDays(day, 1), zone));
  });
}

/** Windows that begin, end or lie where a clock skips an hour or shows it twice. */
const oddWindows: readonly {
  what: string;
  zone: string;
  day: string;
  window: [from: string, until: string];
  hours: [start: string, end: string];
}[] = [
  {
    what: 'lies inside the skipped hour',
    zone: home,
    day: '2027-03-28',
    window: ['02:00', '02:30'],
    hours: ['2027-03-28T01:00:00.000Z', '2027-03-28T01:00:00.000Z'],
  },
  {
    what: 'is the skipped hour',
    zone: home,
    day: '2027-03-28',
    window: ['02:00', '03:00'],
    hours: ['2027-03-28T01:00:00.000Z', '2027-03-28T01:00:00.000Z'],
  },
  {
    what: 'ends where the clock skips',
    zone: home,
    day: '2027-03-28',
    window: ['01:00', '02:00'],
    hours: ['2027-03-28T00:00:00.000Z', '2027-03-28T01:00:00.000Z'],
  },
  {
    what: 'begins in the skipped hour',
    zone: home,
    day: '2027-03-28',
    window: ['02:30', '04:00'],
    hours: ['2027-03-28T01:00:00.000Z', '2027-03-28T02:00:00.000Z'],
  },
  {
    what: 'goes over the skipped hour from the evening before',
    zone: home,
    day: '2027-03-27',
    window: ['22:00', '04:00'],
    hours: ['2027-03-27T21:00:00.000Z', '2027-03-28T02:00:00.000Z'],
  },
  {
    what: 'goes over the doubled hour',
    zone: home,
    day: '2026-10-25',
    window: ['01:00', '03:00'],
    hours: ['2026-10-24T23:00:00.000Z', '2026-10-25T02:00:00.000Z'],
  },
  {
    what: 'begins and ends in the doubled hour, the first time',
    zone: home,
    day: '2026-10-25',
    window: ['02:00', '02:30'],
    hours: ['2026-10-25T00:00:00.000Z', '2026-10-25T00:30:00.000Z'],
  },
  {
    what: 'goes over the doubled hour from the evening before',
    zone: 'America/New_York',
    day: '2026-10-31',
    window: ['21:00', '03:00'],
    hours: ['2026-11-01T01:00:00.000Z', '2026-11-01T08:00:00.000Z'],
  },
  {
    what: 'is the skipped hour',
    zone: 'America/New_York',
    day: '2027-03-14',
    window: ['02:00', '03:00'],
    hours: ['2027-03-14T07:00:00.000Z', '2027-03-14T07:00:00.000Z'],
  },
  {
    what: 'ends at a midnight that is skipped',
    zone: 'America/Santiago',
    day: '2026-09-05',
    window: ['20:00', '00:00'],
    hours: ['2026-09-06T00:00:00.000Z', '2026-09-06T04:00:00.000Z'],
  },
  {
    what: 'ends after a midnight that is skipped',
    zone: 'America/Santiago',
    day: '2026-09-05',
    window: ['20:00', '00:30'],
    hours: ['2026-09-06T00:00:00.000Z', '2026-09-06T04:00:00.000Z'],
  },
  {
    what: 'begins at a midnight that is skipped',
    zone: 'America/Santiago',
    day: '2026-09-06',
    window: ['00:00', '02:00'],
    hours: ['2026-09-06T04:00:00.000Z', '2026-09-06T05:00:00.000Z'],
  },
  {
    what: 'goes over the skipped half hour',
    zone: 'Australia/Lord_Howe',
    day: '2026-10-04',
    window: ['01:30', '02:30'],
    hours: ['2026-10-03T15:00:00.000Z', '2026-10-03T15:30:00.000Z'],
  },
  {
    what: 'goes over the doubled half hour',
    zone: 'Australia/Lord_Howe',
    day: '2027-04-04',
    window: ['01:30', '02:00'],
    hours: ['2027-04-03T14:30:00.000Z', '2027-04-03T15:30:00.000Z'],
  },
];

for (const { what, zone, day, window, hours: expected } of oddWindows) {
  windows(`${window.join(' to ')} on ${day} in ${zone} ${what}`, () => {
    assert.equal(hours(day, zone, ...window), expected);
  });
}

windows('make the start at which most overlap, out of all who can play that day', () => {
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

windows('are as good at several starts: the earliest is the best', () => {
  const best = bestStart(
    evening,
    home,
    entries(['LOOKING', '17:00', '18:00'], ['LOOKING', '21:00', '22:00']),
  );

  assert.equal(best, { at: at('2026-11-18T17:00+01:00'), players: 1, of: 2 });
});

windows('of those who might or will not play do not count', () => {
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

windows('are needed for a best start, and somebody who can play then', () => {
  assert.is(bestStart(evening, home, {}), undefined);
  assert.is(bestStart(evening, home, entries(['LOOKING'], ['AVAILABLE'])), undefined);
  assert.is(bestStart(evening, home, entries(['MAYBE', '20:00', '21:00'])), undefined);
  const skipped = entries(['LOOKING', '02:00', '03:00']);
  assert.is(bestStart('2027-03-28', home, skipped), undefined, 'nobody can play a skipped hour');
});

windows('that the clock skips hold nobody back from another start', () => {
  const best = bestStart(
    '2027-03-28',
    home,
    entries(['LOOKING', '02:00', '03:00'], ['LOOKING', '20:00', '22:00'], ['LOOKING']),
  );

  assert.equal(best, { at: at('2027-03-28T20:00+02:00'), players: 2, of: 3 });
});

windows('may begin at a time that the clock shows twice, the first time', () => {
  const best = bestStart(
    '2026-10-25',
    home,
    entries(['LOOKING', '01:00', '02:30'], ['LOOKING', '02:00', '04:00']),
  );

  assert.equal(best, { at: at('2026-10-25T02:00+02:00'), players: 2, of: 2 });
});

windows('over midnight overlap before and after it', () => {
  const nights: Window[] = [
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

windows('on both nights of change name the evening by the clock of that evening', () => {
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

windows('of a week belong to weekdays, which no zone shifts', () => {
  const thursday: Week = [null, null, null, { status: 'MAYBE' }, null, null, null];

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
  const suggested = daysFrom('2026-10-19', 180).filter((day) => usualOn(thursday, day));
  assert.is(suggested.length, 26);
  for (const day of suggested) assert.is(new Date(`${day}T12:00Z`).getUTCDay(), 4, day);
});

windows.run();
