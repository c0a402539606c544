import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createRings, type Ring } from '../../server/streams/ring.ts';

const rings = suite('rings');

const listed = (earlier: readonly number[], later: readonly number[]) => [...earlier, ...later];

/** Pushes the steps that end at these revisions, of ten bytes each. */
const pushTo = (ring: Ring<readonly number[]>, ...revisions: number[]): void => {
  for (const to of revisions) ring.push({ from: to - 1, to, changes: [to], bytes: 10 });
};

rings('give everything after a revision, merged', () => {
  const ring = createRings().create(listed);

  pushTo(ring, 5, 6, 7);

  assert.equal(ring.since(4), [5, 6, 7]);
  assert.equal(ring.since(6), [7]);
});

rings('say no to who was away for longer than they reach back', () => {
  const ring = createRings().create(listed);
  assert.is(ring.since(0), undefined);

  pushTo(ring, 5, 6);

  assert.is(ring.since(3), undefined);
  assert.is(ring.since(0), undefined);
});

rings('give a step whole to who is in the midst of it', () => {
  const ring = createRings().create(listed);

  ring.push({ from: 4, to: 8, changes: [8], bytes: 10 });

  assert.equal(ring.since(6), [8]);
});

rings('share one budget: the oldest step goes first, whosever it is', () => {
  const { create } = createRings(30);
  const [quiet, busy] = [create(listed), create(listed)];
  pushTo(quiet, 1);
  pushTo(busy, 1, 2);
  assert.equal(quiet.since(0), [1]);

  pushTo(busy, 3);
  assert.is(quiet.since(0), undefined);
  assert.equal(busy.since(0), [1, 2, 3]);

  pushTo(quiet, 2);
  assert.equal(quiet.since(1), [2]);
  assert.is(busy.since(0), undefined);
  assert.equal(busy.since(1), [2, 3]);
});

rings('keep the newest step even if it is larger than the budget', () => {
  const ring = createRings(30).create(listed);
  pushTo(ring, 1, 2);

  ring.push({ from: 2, to: 3, changes: [3], bytes: 1_000 });

  assert.is(ring.since(1), undefined);
  assert.equal(ring.since(2), [3]);
});

rings('give their room back when they are cleared', () => {
  const { create } = createRings(30);
  const [leaving, staying] = [create(listed), create(listed)];
  pushTo(leaving, 1, 2);
  pushTo(staying, 1);

  leaving.clear();
  pushTo(staying, 2, 3);
  assert.is(leaving.since(0), undefined);
  assert.equal(staying.since(0), [1, 2, 3]);

  pushTo(leaving, 3);
  assert.equal(leaving.since(2), [3]);
  assert.equal(staying.since(1), [2, 3]);
});

rings.run();
