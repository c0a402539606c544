import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { chosenBy, HoursCursor } from '../../client/availability/day/hours-cursor.ts';
import { hoursDeedOf } from '../../client/availability/day/hours-keys.ts';
import { halfHourMs } from '../../shared/availability/window.ts';

const keys = suite('keys of the hours of a day');

const columns = 16;
const at = (column: number, anchor?: number) => ({
  row: 0,
  column,
  ...(anchor !== undefined && { anchor: { row: 0, column: anchor } }),
});
const press = (key: string, more: Partial<Record<string, boolean>> = {}) => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});
const does = (key: string, more = {}, cursor = at(5)) =>
  hoursDeedOf(press(key, more), cursor, columns);

keys('move along the row, and no further', () => {
  assert.equal(does('ArrowRight'), { does: 'move', to: at(6) });
  assert.equal(does('Home'), { does: 'move', to: at(0) });
  assert.equal(does('ArrowRight', {}, at(15)), { does: 'move', to: at(15) });
  assert.is(does('ArrowDown'), undefined);
  assert.is(does('ArrowUp', { shiftKey: true }), undefined);
});

keys('choose with Shift, and all with Control', () => {
  assert.equal(does('ArrowLeft', { shiftKey: true }), { does: 'move', to: at(4, 5) });
  assert.equal(does('End', { shiftKey: true }, at(4, 5)), { does: 'move', to: at(15, 5) });
  assert.equal(does('A', { ctrlKey: true }), { does: 'move', to: at(0, 15) });
  assert.equal(does('a', { metaKey: true }), { does: 'move', to: at(0, 15) });
});

keys('set, answer, undo and let go; the rest is the browser’s', () => {
  assert.equal(does('Enter'), { does: 'set' });
  assert.equal(does(' '), { does: 'set' });
  assert.equal(does('3'), { does: 'put', status: 'MAYBE' });
  assert.equal(does('0'), { does: 'put', status: null });
  assert.equal(does('z', { ctrlKey: true }), { does: 'undo' });
  assert.equal(does('Escape', {}, at(5, 7)), { does: 'let-go' });
  assert.is(does('Escape'), undefined);
  assert.is(does('Z', { ctrlKey: true, shiftKey: true }), undefined);
  assert.is(does('1', { ctrlKey: true }), undefined);
  assert.is(does('ArrowLeft', { altKey: true }), undefined);
  assert.is(does('Tab'), undefined);
});

const from = (start: number, count: number) =>
  Array.from({ length: count }, (_, index) => start + index * halfHourMs);

keys('stay at the same hour when earlier ones are drawn', () => {
  const cursor = new HoursCursor();
  const [few, many] = [from(10 * halfHourMs, 4), from(7 * halfHourMs, 9)];

  assert.equal(cursor.among(few, undefined), at(0));
  assert.equal(cursor.among(few, 12 * halfHourMs), at(2));
  cursor.move(at(1, 3), few);
  assert.equal(cursor.among(many, undefined), at(4, 6));
  assert.equal(chosenBy(cursor.among(many, undefined)), { from: 4, to: 6 });
  assert.is(cursor.letGo(), true);
  assert.is(cursor.letGo(), false);
  assert.equal(cursor.among(from(0, 3), undefined), at(2), 'the nearest that is drawn');
  assert.is(chosenBy(cursor.among(many, undefined)), undefined);
});

keys.run();
