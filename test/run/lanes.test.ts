import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createLanes, LaneFull } from '../../server/run/lanes.ts';
import { until, within } from '../support/deadline.ts';

const lanes = suite('lanes');

/** Lanes whose batches end when they are told to. */
const heldLanes = () => {
  const batches: {
    readonly lane: string;
    readonly asked: readonly number[];
    finish(outcomes?: readonly string[]): void;
    fail(error: Error): void;
  }[] = [];
  const { enter } = createLanes<number, string>({
    perform: (lane, asked) =>
      new Promise((resolve, reject) => {
        const own = asked.map((one) => `${lane} ${one}`);
        batches.push({ lane, asked, finish: (given = own) => resolve(given), fail: reject });
      }),
  });
  const nth = (index: number) => until(`batch ${index}`, () => batches[index]);
  return { enter, batches, nth };
};

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

lanes('answer each with its own outcome, in the order they came', async () => {
  const { enter, nth } = heldLanes();

  const answers = Promise.all([3, 1, 2].map((one) => enter('a', one)));
  const batch = await nth(0);
  batch.finish();

  assert.equal(batch.asked, [3, 1, 2]);
  assert.equal(await within('the answers', answers), ['a 3', 'a 1', 'a 2']);
});

lanes('never overlap with themselves, and do not wait for each other', async () => {
  const { enter, batches, nth } = heldLanes();
  const first = enter('a', 1);
  await nth(0);

  const later = Promise.all([enter('a', 2), enter('a', 3)]);
  void enter('b', 4);
  await nth(1);
  assert.equal(
    batches.map(({ lane, asked }) => [lane, asked]),
    [
      ['a', [1]],
      ['b', [4]],
    ],
  );
  batches[0]?.finish();

  assert.is(await within('the first', first), 'a 1');
  const next = await nth(2);
  assert.equal(next.asked, [2, 3]);
  next.finish();
  assert.equal(await within('those who waited', later), ['a 2', 'a 3']);
});

lanes('take 256 at once: the 257th goes in the next batch', async () => {
  const { enter, nth } = heldLanes();

  const answers = Promise.all(numbers(257).map((one) => enter('a', one)));
  const first = await nth(0);
  first.finish();
  const second = await nth(1);
  second.finish();

  assert.equal(first.asked, numbers(256));
  assert.equal(second.asked, [256]);
  assert.is((await within('the answers', answers))[256], 'a 256');
});

lanes('refuse the 10,001st that waits, in its own lane only, until there is room', async () => {
  const { enter, nth } = heldLanes();
  for (const one of numbers(10_000)) void enter('a', one);

  const refused = await within(
    'a refusal',
    enter('a', 10_000).catch((error: unknown) => error),
  );
  void enter('b', 1);
  const underWay = [await nth(0), await nth(1)];
  const taken = enter('a', 10_001);

  assert.instance(refused, LaneFull);
  assert.equal(
    underWay.map(({ lane, asked }) => [lane, asked.length]),
    [
      ['a', 256],
      ['b', 1],
    ],
  );
  underWay[0]?.finish();
  for (let index = 2; index <= 40; index += 1) (await nth(index)).finish();
  assert.is(await within('who came when there was room', taken), 'a 10001');
});

lanes('fail those of a batch that fails, and go on with the next', async () => {
  const { enter, nth } = heldLanes();
  const failing = Promise.allSettled([enter('a', 1), enter('a', 2)]);
  const batch = await nth(0);
  const next = enter('a', 3);

  batch.fail(new Error('The database is away.'));
  (await nth(1)).finish();

  const outcomes = await within('the failures', failing);
  for (const outcome of outcomes) {
    assert.is(outcome.status === 'rejected' && outcome.reason.message, 'The database is away.');
  }
  assert.is(await within('the next', next), 'a 3');
});

lanes('tell who is left without an outcome', async () => {
  const { enter, nth } = heldLanes();
  const answers = Promise.allSettled([enter('a', 1), enter('a', 2)]);

  (await nth(0)).finish(['only one']);

  const [first, second] = await within('the answers', answers);
  assert.equal(first, { status: 'fulfilled', value: 'only one' });
  assert.match(second?.status === 'rejected' ? second.reason.message : '', 'without an outcome');
});

lanes.run();
