import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { moved, selection } from '../../client/availability/cursor.ts';

const cursor = suite('cursor of the grid');
const extent = { rows: 4, columns: 14, mine: 1 };
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

  const one = moved({ row: 1, column: 5 }, shift, extent);
  const two = one && moved(one, shift, extent);

  assert.equal(two, { row: 1, column: 3, anchor: 5 });
  assert.equal(two && selection(two), [3, 5]);
});

cursor('lets go of the selection with the next plain move', () => {
  const selected = { row: 1, column: 3, anchor: 5 };

  assert.equal(moved(selected, press('ArrowLeft'), extent), { row: 1, column: 2 });
});

cursor('selects nothing in the rows of others, nor across rows', () => {
  const shift = { shiftKey: true };

  assert.equal(moved({ row: 2, column: 5 }, press('ArrowLeft', shift), extent), {
    row: 2,
    column: 4,
  });
  assert.equal(moved({ row: 1, column: 5 }, press('ArrowDown', shift), extent), {
    row: 2,
    column: 5,
  });
});

cursor.run();
