import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { cursorAfter, layoutAfter, placeAfter } from '../../client/availability/grid/layout.ts';

const layout = suite('layout of the grid');

const before = { days: ['2026-11-18', '2026-11-19', '2026-11-20'], players: ['ana', 'bor'] };

layout('finds a day and a player again after midnight and when others come', () => {
  const after = {
    days: ['2026-11-19', '2026-11-20', '2026-11-21'],
    players: ['ana', 'aaron', 'bor'],
  };

  assert.equal(placeAfter({ row: 2, column: 1 }, before, after), { row: 3, column: 0 });
  assert.equal(placeAfter({ row: 0, column: 2 }, before, after), { row: 0, column: 1 });
  assert.is(placeAfter({ row: 2, column: 0 }, before, after), undefined);
});

layout('knows that a player is not shown any more', () => {
  const after = { ...before, players: ['ana'] };

  assert.is(placeAfter({ row: 2, column: 1 }, before, after), undefined);
  assert.equal(placeAfter({ row: 1, column: 1 }, before, after), { row: 1, column: 1 });
});

layout('stays the same object until something in it changes', () => {
  const copy = { days: [...before.days], players: [...before.players] };
  const other = layoutAfter(before, { ...copy, players: ['bor', 'ana'] });

  assert.is(layoutAfter(before, copy), before);
  assert.is(other.days, before.days);
  assert.equal(other.players, ['bor', 'ana']);
});

layout('keeps the cursor on its day, and a selection while its corner is there', () => {
  const cursor = { row: 1, column: 2, anchor: { row: 1, column: 1 } };
  const tomorrow = { ...before, days: ['2026-11-19', '2026-11-20', '2026-11-21'] };
  const later = { ...before, days: ['2026-11-20', '2026-11-21', '2026-11-22'] };

  assert.equal(cursorAfter(cursor, 1, before, tomorrow), {
    row: 1,
    column: 1,
    anchor: { row: 1, column: 0 },
  });
  assert.equal(cursorAfter(cursor, 1, before, later), { row: 1, column: 0 });
  assert.equal(cursorAfter(cursor, -1, before, tomorrow), { row: 0, column: 1 });
});

layout.run();
