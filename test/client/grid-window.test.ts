import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { edgeSpeed, slotAt, slotsOf, spanOf } from '../../client/availability/grid/grid-window.ts';

const gridWindow = suite('window of the grid');

const strip = { count: 90, size: 60, from: 0, extent: 900 };

gridWindow('draws what is seen, and a little ahead on both sides', () => {
  assert.equal(spanOf(strip), [0, 19]);
  for (const from of [0, 1, 59, 60, 600, 2_345, 4_500]) {
    const [first, end] = spanOf({ ...strip, from });
    assert.ok(first * 60 <= Math.max(0, from - 180), `${from}: something ahead on the left`);
    assert.ok(end * 60 >= Math.min(90 * 60, from + 900 + 180), `${from}: and on the right`);
    assert.ok(end - first <= 26, `${from}: but not much more than is seen`);
  }
});

gridWindow('draws the same while scrolling by a few pixels', () => {
  assert.equal(spanOf({ ...strip, from: 1_210 }), spanOf({ ...strip, from: 1_230 }));
});

gridWindow('never leaves the strip, however far it is scrolled or short it is', () => {
  assert.equal(spanOf({ ...strip, from: 99_999 }), [90, 90]);
  assert.equal(spanOf({ ...strip, from: -50 }), [0, 19]);
  assert.equal(spanOf({ ...strip, count: 3 }), [0, 3]);
  assert.equal(spanOf({ ...strip, count: 0 }), [0, 0]);
});

gridWindow('keeps the pinned slot, in order, without drawing it twice', () => {
  assert.equal(slotsOf([4, 7], 5), [4, 5, 6]);
  assert.equal(slotsOf([4, 7], 1), [1, 4, 5, 6]);
  assert.equal(slotsOf([4, 7], 80), [4, 5, 6, 80]);
  assert.equal(slotsOf([4, 7], -1), [4, 5, 6]);
});

gridWindow('finds the slot under a point, the nearest one outside', () => {
  assert.is(slotAt(59.9, strip), 0);
  assert.is(slotAt(60, strip), 1);
  assert.is(slotAt(-10, strip), 0);
  assert.is(slotAt(99_999, strip), 89);
});

gridWindow('scrolls at the edges only, the faster the further out', () => {
  assert.is(edgeSpeed(500, 200, 1_000), 0);
  assert.is(edgeSpeed(236, 200, 1_000), 0);
  assert.is(edgeSpeed(220, 200, 1_000), -6);
  assert.is(edgeSpeed(-400, 200, 1_000), -22);
  assert.is(edgeSpeed(990, 200, 1_000), 9);
  assert.is(edgeSpeed(1_500, 200, 1_000), 22);
});

gridWindow.run();
