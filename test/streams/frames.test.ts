import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createFrames } from '../../server/streams/frames.ts';
import { until } from '../support/deadline.ts';

const frames = suite('frames');

type Sent = { from: number; to: number; changes: readonly number[]; at: number };

/** Frames of lists, so that what was merged is seen. */
const openFrames = (elapsed = () => performance.now()) => {
  const sent: Sent[] = [];
  const { add, drop } = createFrames<readonly number[]>({
    merge: (earlier, later) => [...earlier, ...later],
    send: (frame) => sent.push({ ...frame, at: performance.now() }),
    elapsed,
  });
  let revision = 0;
  const addNext = (): void => {
    revision += 1;
    add({ from: revision - 1, to: revision, changes: [revision], bytes: 1 });
  };
  return { sent, addNext, drop };
};

const tick = () => new Promise(setImmediate);
const withoutTime = (sent: readonly Sent[]) => sent.map(({ at, ...frame }) => frame);

frames('leave at once when it is quiet, with all that came in the same tick', async () => {
  const { sent, addNext } = openFrames();

  for (let index = 0; index < 3; index += 1) addNext();
  assert.is(sent.length, 0);
  await tick();

  assert.equal(withoutTime(sent), [{ from: 0, to: 3, changes: [1, 2, 3] }]);
});

frames('gather once five have followed each other', async () => {
  const { sent, addNext } = openFrames(() => 0);
  for (let index = 0; index < 5; index += 1) {
    addNext();
    await tick();
  }
  assert.is(sent.length, 5);

  addNext();
  await tick();
  addNext();
  assert.is(sent.length, 5);

  await until('the sixth', () => sent.length > 5);
  assert.equal(withoutTime(sent)[5], { from: 5, to: 7, changes: [6, 7] });
});

frames('are at most 25 in a second however busy it is, and lose nothing', async () => {
  const { sent, addNext } = openFrames();
  const startedAt = performance.now();
  let added = 0;

  await until('a busy second to pass', () => {
    for (let index = 0; index < 10; index += 1) addNext();
    added += 10;
    return performance.now() - startedAt > 1_200;
  });
  await until('the last to leave', () => sent.at(-1)?.to === added);

  const inOneSecond = sent.filter(({ at }) => at - startedAt <= 1_000);
  assert.ok(inOneSecond.length <= 25, `${inOneSecond.length} frames`);
  assert.ok(inOneSecond.length > 5, `${inOneSecond.length} frames`);
  for (const [index, { from }] of sent.entries()) assert.is(from, sent[index - 1]?.to ?? 0);
  assert.equal(
    sent.flatMap(({ changes }) => changes),
    Array.from({ length: added }, (_, index) => index + 1),
  );
});

frames('forget what has not left when they are dropped, and go on after', async () => {
  const { sent, addNext, drop } = openFrames();
  addNext();

  drop();
  await tick();
  assert.is(sent.length, 0);
  addNext();

  await until('the next', () => sent.length > 0);
  assert.equal(withoutTime(sent), [{ from: 1, to: 2, changes: [2] }]);
});

frames.run();
