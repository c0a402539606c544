import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { monthAfter, monthBefore, weeksOf } from '../../client/availability/month.ts';

const month = suite('month of the calendar');

const monday = 1;
const sunday = 7;

month('begins its weeks where the reader does', () => {
  const [first] = weeksOf('2026-11', monday);
  const [american] = weeksOf('2026-11', sunday);

  assert.is(first?.[0], '2026-10-26');
  assert.is(american?.[0], '2026-11-01');
});

month('holds every day of the month once, also when the clocks change in it', () => {
  for (const name of ['2026-02', '2026-03', '2026-10', '2026-12', '2028-02']) {
    const days = weeksOf(name, monday)
      .flat()
      .filter((day) => day.startsWith(name));

    assert.is(new Set(days).size, days.length);
    assert.is(days.length, new Date(Date.UTC(+name.slice(0, 4), +name.slice(5), 0)).getUTCDate());
  }
});

month('follows and precedes across the year', () => {
  assert.is(monthAfter('2026-12'), '2027-01');
  assert.is(monthBefore('2027-01'), '2026-12');
  assert.is(monthAfter('2027-01'), '2027-02');
});

month.run();
