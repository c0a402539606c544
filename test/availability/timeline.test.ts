import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { endsAfter, withFrom, withUntil } from '../../client/availability/hours/hours.ts';
import {
  clockAt,
  halvesShown,
  playersIn,
  spanOf,
  windowBetween,
} from '../../client/availability/hours/timeline.ts';
import type { Entry, Status } from '../../shared/availability/grid.ts';
import { intervalOf, type TimeWindow } from '../../shared/availability/window.ts';

const timeline = suite('timeline');

const home = 'Europe/Ljubljana';
const evening = '2026-11-18';

const shown = (day: string, zone: string, ...windows: TimeWindow[]): string[] =>
  halvesShown(day, zone, windows).map((at) => clockAt(at, zone));

const entry = (status: Status, window?: TimeWindow): Entry => ({
  status,
  order: 1,
  ...(window && { window }),
});

timeline('shows the evening where nobody says more, and as much more as windows need', () => {
  const plain = shown(evening, home);
  assert.is(plain.length, 16);
  assert.is(plain[0], '17:00');
  assert.is(plain.at(-1), '00:30');

  const wide = shown(
    evening,
    home,
    { from: '15:30', until: '18:00' },
    { from: '22:00', until: '03:00' },
  );
  assert.is(wide[0], '15:30');
  assert.is(wide.at(-1), '02:30');
  assert.is(wide.length, 23);
});

timeline('shows an hour twice that the clock shows twice, and none that it skips', () => {
  const night = { from: '01:00', until: '04:00' };

  const doubled = shown('2026-10-25', home, night);
  assert.equal(doubled.slice(0, 9), [
    '01:00',
    '01:30',
    '02:00',
    '02:30',
    '02:00',
    '02:30',
    '03:00',
    '03:30',
    '04:00',
  ]);
  const skipped = shown('2027-03-28', home, night);
  assert.equal(skipped.slice(0, 5), ['01:00', '01:30', '03:00', '03:30', '04:00']);
  const over = shown('2026-10-24', home, { from: '22:00', until: '04:00' });
  assert.is(over.filter((time) => time === '02:00').length, 2, 'from the evening before');
});

timeline('begins and ends on half hours of the day where a clock jumps by half an hour', () => {
  const night = { from: '01:30', until: '02:30' };

  const lordHowe = shown('2027-04-04', 'Australia/Lord_Howe', night);
  assert.equal(lordHowe.slice(0, 4), ['01:30', '01:30', '02:00', '02:30']);
  assert.is(shown('2026-09-05', 'America/Santiago').at(-1), '23:30', 'the next half hour is 01:00');
});

timeline('counts who can play each half hour, and nobody who might', () => {
  const halves = halvesShown(evening, home, []);

  const players = playersIn(halves, evening, home, {
    ana: entry('LOOKING', { from: '18:00', until: '19:00' }),
    bor: entry('AVAILABLE', { from: '18:30', until: '00:00' }),
    eva: entry('AVAILABLE'),
    iva: entry('MAYBE', { from: '17:00', until: '01:00' }),
    jan: entry('NOT_PLAYING'),
  });

  assert.equal(players, [1, 1, 2, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1]);
});

timeline('puts a window where its half hours are, and makes one of half hours', () => {
  const window = { from: '20:30', until: '00:30' };
  const halves = halvesShown(evening, home, [window]);

  const span = spanOf(intervalOf(evening, home, window), halves);

  assert.equal(span, { from: 7, length: 8 });
  assert.equal(windowBetween(halves, 7, 14, home), window);
  assert.equal(windowBetween(halves, 14, 7, home), window, 'in either direction');
  const all = halvesShown(evening, home, [{ from: '01:00', until: '00:30' }]);
  assert.is(windowBetween(all, 0, 47, home), null, 'a whole day is any time');
});

timeline('makes any time of more than a day, and never its overlap', () => {
  // From midnight until one in the next night.
  const wide = halvesShown(evening, home, [{ from: '00:00', until: '03:00' }]);
  const last = wide.length - 1;
  assert.ok(last >= 48, `${wide.length} half hours`);
  for (const to of [47, 48, last]) assert.is(windowBetween(wide, 0, to, home), null, `to ${to}`);
  assert.equal(windowBetween(wide, 0, 46, home), { from: '00:00', until: '23:30' });

  // 25 hours long, of which 24 and a half have two ends.
  const long = '2026-10-25';
  const halves = halvesShown(long, home, [{ from: '00:00', until: '23:30' }]);
  assert.equal(windowBetween(halves, 0, 48, home), { from: '00:00', until: '23:30' });
});

timeline('completes the half of a window that was not chosen', () => {
  assert.equal(withFrom('20:30', null), { from: '20:30', until: '00:00' });
  assert.equal(withFrom('23:30', null), { from: '23:30', until: '01:30' });
  assert.equal(withUntil('22:00', null), { from: '17:00', until: '22:00' });
  assert.equal(withUntil('17:00', null), { from: '15:00', until: '17:00' });
  const evenings = { from: '20:00', until: '22:00' };
  assert.equal(withFrom('21:00', evenings), { from: '21:00', until: '22:00' });
  assert.equal(withFrom('22:00', evenings), { from: '22:00', until: '00:00' });
  assert.equal(withUntil('01:00', evenings), { from: '20:00', until: '01:00' });
  assert.is(withFrom(null, evenings), null);
  assert.is(withUntil(null, evenings), null);
  assert.is(endsAfter('20:00').length, 47);
  assert.is(endsAfter('20:00')[0], '20:30');
  assert.is(endsAfter('20:00').at(-1), '19:30');
});

timeline.run();
