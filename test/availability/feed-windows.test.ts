import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { halfHours, intervalOf, type TimeWindow } from '../../shared/availability/window.ts';
import { addDays, daysFrom, startOfDay } from '../../shared/day.ts';
import { evening, read, today } from '../support/feeds.ts';

const calendar = suite('windows in a feed');

const ljubljana = 'Europe/Ljubljana';
const newYork = 'America/New_York';

const windows: readonly [
  why: string,
  zone: string,
  day: string,
  TimeWindow,
  start: string,
  end: string,
][] = [
  ['an evening', ljubljana, today, { from: '20:30', until: '23:00' }, 'T20:30', 'T23:00'],
  ['over midnight', ljubljana, today, { from: '22:00', until: '01:30' }, 'T22:00', '+T01:30'],
  ['to midnight', newYork, today, { from: '20:00', until: '00:00' }, 'T20:00', '+T00:00'],
  [
    'over the skipped hour',
    ljubljana,
    '2027-03-28',
    { from: '01:30', until: '04:00' },
    'T01:30',
    'T04:00',
  ],
  [
    'into the skipped hour',
    ljubljana,
    '2027-03-28',
    { from: '01:00', until: '02:30' },
    'T01:00',
    'T03:00',
  ],
  [
    'out of the skipped hour',
    ljubljana,
    '2027-03-28',
    { from: '02:30', until: '05:00' },
    'T03:00',
    'T05:00',
  ],
  [
    'into the night of the skip',
    ljubljana,
    '2027-03-27',
    { from: '22:00', until: '02:30' },
    'T22:00',
    '+T03:00',
  ],
  [
    'over the hour that comes twice',
    ljubljana,
    '2026-10-25',
    { from: '01:30', until: '04:00' },
    'T01:30',
    'T04:00',
  ],
  [
    'New York skips another night',
    newYork,
    '2027-03-14',
    { from: '01:30', until: '02:30' },
    'T01:30',
    'T03:00',
  ],
  [
    'New York repeats another night',
    newYork,
    '2026-11-01',
    { from: '00:30', until: '03:00' },
    'T00:30',
    'T03:00',
  ],
];

for (const [why, zone, day, window, start, end] of windows) {
  calendar(`writes a window as clocks show it: ${why}`, () => {
    const { events, zones } = read([evening({ day, window })], { zone });

    const [event] = events;
    assert.equal(zones, [zone]);
    assert.is(event?.start, `${day}${start}:00`);
    assert.is(
      event?.end,
      `${end.startsWith('+') ? addDays(day, 1) : day}${end.replace('+', '')}:00`,
    );
    assert.equal([event?.from, event?.until], [...intervalOf(day, zone, window)]);
  });
}

calendar('means the instants that the grid means, in every half hour of strange days', () => {
  const days: [string, string][] = [
    [ljubljana, '2027-03-27'],
    [ljubljana, '2027-03-28'],
    [ljubljana, '2026-10-24'],
    [ljubljana, '2026-10-25'],
    [newYork, '2027-03-14'],
    [newYork, '2026-11-01'],
    ['UTC', today],
    ['Australia/Lord_Howe', '2027-04-04'],
    ['Asia/Kathmandu', today],
  ];
  const untils = ['00:00', '01:30', '02:00', '02:30', '03:00', '12:00'];
  for (const [zone, day] of days) {
    const windows = halfHours.flatMap((from) =>
      untils.filter((until) => until !== from).map((until) => ({ from, until })),
    );
    const { events } = read(
      windows.map((window) => evening({ day, window })),
      { zone },
    );
    for (const [index, window] of windows.entries()) {
      const [start, end] = intervalOf(day, zone, window);
      const { isAllDay, from, until } = events[index] ?? {};
      const what = `${zone} ${day} ${window.from} ${window.until}`;
      if (start === end) assert.is(isAllDay, true, what);
      else assert.equal([from, until], [start, end], what);
    }
  }
});

calendar('leaves no doubt which of two equal times it means', () => {
  const window = { from: '22:00', until: '02:30' };
  const [event] = read([evening({ day: '2026-10-24', window })]).events;

  assert.equal([event?.start, event?.end], ['2026-10-24T20:00:00Z', '2026-10-25T00:30:00Z']);
});

calendar('gives the day instead of a window that the clock skips', () => {
  const window = { from: '02:00', until: '03:00' };
  const [event] = read([evening({ day: '2027-03-28', window })]).events;

  assert.equal([event?.isAllDay, event?.start], [true, '2027-03-28']);
});

calendar('describes the zone it uses once, under its own name', () => {
  const evenings = daysFrom(today, 91).map((day, index) =>
    evening({ day, version: index + 1, window: { from: '20:00', until: '23:30' } }),
  );
  for (const zone of [ljubljana, newYork, 'Asia/Calcutta', 'Europe/Kyiv']) {
    const { zones, events } = read(evenings, { zone });
    assert.equal(zones, [zone]);
    for (const { start, from } of events) {
      assert.is(from, startOfDay(start.slice(0, 10), zone) + 20 * 60 * 60 * 1_000);
    }
  }
  // Known to the runtime, not to the library: in UTC every program gets it right.
  const odd = read(evenings, { zone: 'europe/ljubljana' });
  assert.equal(odd.zones, []);
  assert.is(odd.events[0]?.start, `${today}T19:00:00Z`);
});

calendar.run();
