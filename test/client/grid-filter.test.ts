import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { confirmations, weeksFrom } from '../../client/availability/confirming.ts';
import {
  daysFromQuery,
  filterFrom,
  queryOf,
  rowsOf,
} from '../../client/availability/grid/grid-filter.ts';
import { View } from '../../client/availability/view.ts';
import type { Pattern, Status } from '../../shared/availability/grid.ts';
import { membersGrid } from '../support/live-grid.ts';

const filter = suite('filter of the grid');

const today = '2026-11-18';
const tomorrow = '2026-11-19';
const byName = (a: string, b: string): number => a.localeCompare(b, 'en');

/** Ana looks; entries are by day and player. */
const viewOf = (
  entries: Record<string, Record<string, Status>>,
  patterns: Record<string, Pattern> = {},
): View => {
  const names = { mia: 'Mia', ana: 'Ana', zoë: 'Zoë', bor: 'Bor' };
  const answers = Object.entries(entries).map(([day, cells]) => [
    day,
    Object.fromEntries(
      Object.entries(cells).map(([player, status], order) => [player, { status, order }]),
    ),
  ]);
  const grid = { today, entries: Object.fromEntries(answers), patterns };
  const live = membersGrid(names, grid, { threshold: 3 });
  return new View(live, 'mia');
};

filter('is read from the address and written to it', () => {
  const filters = [
    { can: undefined, sort: 'name' as const },
    { can: tomorrow, sort: 'name' as const },
    { can: '2026-12-01', sort: 'evenings' as const },
  ];

  for (const one of filters) assert.equal(filterFrom(queryOf(one), today), one);
  assert.is(queryOf(filters[0] as (typeof filters)[0]), '');
  assert.is(queryOf(filters[2] as (typeof filters)[0]), '?can=2026-12-01&sort=evenings');
});

filter('asks for nothing that makes no sense', () => {
  const nothing = { can: undefined, sort: 'name' };

  for (const can of ['2026-11-17', '2026-12-02', '2026-02-30', 'friday', '2026-11-19T20:00', '']) {
    assert.equal(filterFrom(`?can=${can}&sort=beauty`, today), nothing, can);
  }
});

filter('puts me first and the others by name', () => {
  const rows = rowsOf(viewOf({}), { can: undefined, sort: 'name' }, byName);

  assert.equal(rows, ['mia', 'ana', 'bor', 'zoë']);
});

filter('shows who can on a day, which maybe is not, and me in any case', () => {
  const view = viewOf({ [tomorrow]: { ana: 'MAYBE', bor: 'AVAILABLE', zoë: 'LOOKING' } });

  const rows = rowsOf(view, { can: tomorrow, sort: 'name' }, byName);

  assert.equal(rows, ['mia', 'bor', 'zoë']);
});

filter('puts those with most evenings first, of as many by name', () => {
  const view = viewOf({
    [today]: { zoë: 'LOOKING', bor: 'NOT_PLAYING' },
    [tomorrow]: { zoë: 'AVAILABLE', bor: 'LOOKING', ana: 'LOOKING' },
  });

  const rows = rowsOf(view, { can: undefined, sort: 'evenings' }, byName);

  assert.equal(rows, ['mia', 'zoë', 'ana', 'bor']);
});

filter('shows as many days as the address says, within reason', () => {
  for (const [query, days] of [
    ['', 14],
    ['?days=42', 42],
    ['?days=9999', 366],
    ['?days=3', 14],
    ['?days=1.5', 14],
    ['?days=all', 14],
  ] as const) {
    assert.is(daysFromQuery(query, 366), days, query);
  }
  assert.is(queryOf({ can: undefined, sort: 'name' }, 42), '?days=42');
  assert.is(queryOf({ can: undefined, sort: 'name' }, 14), '');
});

filter('knows this week and the next one, from the weekday they begin with', () => {
  const [monday, afterMonday] = weeksFrom(today, 1);
  const [sunday] = weeksFrom(today, 7);

  assert.is(`${monday[0]} ${monday[6]}`, '2026-11-16 2026-11-22');
  assert.is(`${afterMonday[0]} ${afterMonday[6]}`, '2026-11-23 2026-11-29');
  assert.is(`${sunday[0]} ${sunday[6]}`, '2026-11-15 2026-11-21');
});

filter(
  'confirms what my week suggests, where there is no answer and the day can be written',
  () => {
    const window = { from: '20:00', until: '23:00' };
    const suggestion = { status: 'LOOKING' as const, window };
    const view = viewOf(
      { '2026-11-20': { mia: 'NOT_PLAYING' } },
      { mia: [suggestion, suggestion, suggestion, { status: 'MAYBE' }, suggestion, null, null] },
    );

    // Monday and Tuesday are over, Friday is answered, the weekend is open.
    assert.equal(confirmations(view, weeksFrom(today, 1)[0]), [
      { day: today, status: 'LOOKING', window },
      { day: tomorrow, status: 'MAYBE', window: null },
    ]);
  },
);

filter.run();
