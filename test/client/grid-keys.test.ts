import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { deedOf } from '../../client/availability/grid/grid-keys.ts';

const keys = suite('keys of the grid');

const mine = 1;
const place = {
  rows: 4,
  columns: 14,
  mine,
  mayPaint: (row: number) => row === mine,
  cursor: { row: mine, column: 5 },
};
const elsewhere = (row: number) => ({ ...place, cursor: { row, column: 5 } });
const press = (key: string, more: Partial<Record<string, boolean>> = {}) => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});

keys('put statuses, clear, confirm and go on, in a row that may be painted', () => {
  const does = (key: string) => deedOf(press(key), place);

  assert.equal(does('1'), { does: 'put', status: 'LOOKING' });
  assert.equal(does('4'), { does: 'put', status: 'NOT_PLAYING' });
  assert.equal(does('0'), { does: 'put', status: null });
  assert.equal(does('Enter'), { does: 'next' });
  assert.equal(does(' '), { does: 'next' });
  assert.equal(does('c'), { does: 'confirm' });
  assert.equal(does('C'), { does: 'confirm' }, 'with Caps Lock');
  assert.is(does('5'), undefined);
  assert.is(does('Tab'), undefined);
});

keys('put nothing in the rows of others', () => {
  for (const key of ['1', '0', 'Enter', ' ', 'c']) {
    assert.is(deedOf(press(key), elsewhere(2)), undefined, key);
  }
});

keys('open a day from the row of everybody, where nothing can be put', () => {
  assert.equal(deedOf(press('Enter'), elsewhere(0)), { does: 'open' });
  assert.is(deedOf(press('1'), elsewhere(0)), undefined);
});

keys('select my whole row and undo, by Control or by Command, from any row', () => {
  const anchor = { row: mine, column: 13 };
  const wholeRow = { does: 'move', to: { row: mine, column: 0, anchor } };

  for (const held of ['ctrlKey', 'metaKey']) {
    assert.equal(deedOf(press('a', { [held]: true }), elsewhere(3)), wholeRow);
    assert.equal(deedOf(press('z', { [held]: true }), place), { does: 'undo' });
  }
  assert.is(deedOf(press('a', { ctrlKey: true }), { ...place, mine: -1 }), undefined);
});

keys('leave the browser its own', () => {
  assert.is(deedOf(press('c', { ctrlKey: true }), place), undefined);
  assert.is(deedOf(press('1', { ctrlKey: true }), place), undefined);
  assert.is(deedOf(press('ArrowLeft', { altKey: true }), place), undefined);
  assert.is(deedOf(press('ArrowLeft', { metaKey: true }), place), undefined);
  assert.is(deedOf(press('z', { ctrlKey: true, shiftKey: true }), place), undefined);
});

keys('move, let go and help everywhere', () => {
  for (const row of [0, 1, 2]) {
    assert.equal(deedOf(press('?', { shiftKey: true }), elsewhere(row)), { does: 'help' });
    assert.equal(deedOf(press('Escape'), elsewhere(row)), { does: 'let-go' });
    assert.equal(deedOf(press('Home'), elsewhere(row)), { does: 'move', to: { row, column: 0 } });
  }
});

keys.run();
