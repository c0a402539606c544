import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { halfHoursOf, intervalOf } from '../../shared/availability/window.ts';
import { addDays, startOfDay } from '../../shared/day.ts';

const windows = suite('windows');

const home = 'Europe/Ljubljana';
const evening = '2026-11-18';

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

windows.run();
