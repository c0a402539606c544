import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { moved, selection } from '../../client/availability/grid/cursor.ts';

const cursor = suite('cursor of the grid');

const mine = 1;
const extent = { rows: 4, columns: 14, mayPaint: (row: number) => row === mine };
const forPromoters = { ...extent, mayPaint: (row: number) => row > 0 };
const press = (key: string, more: { shiftKey?: boolean; ctrlKey?: boolean } = {}) => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  ...more,
});

cursor('moves by arrows, Home and End, and stops at the edges', () => {
  const at = { row: 0, column: 13 };

  assert.equal(moved(at, press('ArrowRight'), extent), at);
  assert.equal(moved(at, press('ArrowUp'), extent), at);
  assert.equal(moved(at, press('ArrowDown'), extent), { row: 1, column: 13 });
  assert.equal(moved(at, press('Home'), extent), { row: 0, column: 0 });
  assert.equal(moved(at, press('Home', { ctrlKey: true }), extent), { row: 0, column: 0 });
  assert.equal(moved(at, press('End', { ctrlKey: true }), extent), { row: 3, column: 13 });
  assert.is(moved(at, press('x'), extent), undefined);
});

cursor('selects with Shift in my row, from where it began', () => {
  const shift = press('ArrowLeft', { shiftKey: true });

  const one = moved({ row: mine, column: 5 }, shift, extent);
  const two = one && moved(one, shift, extent);

  assert.equal(two, { row: mine, column: 3, anchor: { row: mine, column: 5 } });
  assert.equal(two && selection(two), { top: mine, bottom: mine, left: 3, right: 5 });
});

cursor('lets go of the selection with the next plain move', () => {
  const selected = { row: mine, column: 3, anchor: { row: mine, column: 5 } };

  assert.equal(moved(selected, press('ArrowLeft'), extent), { row: mine, column: 2 });
});

cursor('selects nothing in the rows of others, nor across rows', () => {
  const shift = { shiftKey: true };

  assert.equal(moved({ row: 2, column: 5 }, press('ArrowLeft', shift), extent), {
    row: 2,
    column: 4,
  });
  assert.equal(moved({ row: mine, column: 5 }, press('ArrowDown', shift), extent), {
    row: 2,
    column: 5,
  });
});

cursor('selects a rectangle for who may answer for others, but never the row of everybody', () => {
  const keys = ['ArrowDown', 'ArrowRight', 'ArrowRight'].map((key) =>
    press(key, { shiftKey: true }),
  );

  const end = keys.reduce((at, key) => moved(at, key, forPromoters) ?? at, { row: 1, column: 5 });

  assert.equal(selection(end), { top: 1, bottom: 2, left: 5, right: 7 });
  assert.equal(moved({ row: 1, column: 5 }, press('ArrowUp', { shiftKey: true }), forPromoters), {
    row: 0,
    column: 5,
  });
});

cursor.run();
