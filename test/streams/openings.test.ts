import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createOpenings, type Opening } from '../../server/streams/openings.ts';
import { until, within } from '../support/deadline.ts';

const openings = suite('openings');

/** Openings whose rounds are answered when they are told to. */
const heldOpenings = () => {
  const rounds: {
    answer(hasStream: boolean): readonly Opening[];
    fail(error: Error): void;
  }[] = [];
  const { add } = createOpenings(
    (take) =>
      new Promise((resolve, reject) => {
        const answer = (hasStream: boolean): readonly Opening[] => {
          const taken = take();
          resolve(hasStream);
          return taken;
        };
        rounds.push({ answer, fail: reject });
      }),
  );
  const nth = (index: number) => until(`round ${index}`, () => rounds[index]);
  return { add, rounds, nth };
};

openings('of one tick are answered together, those who lack the same as one', async () => {
  const { add, rounds, nth } = heldOpenings();

  const all = Promise.all([
    add('ana', 'members', undefined),
    add('bor', 'members', 7),
    add('cene', 'everyone', undefined),
    add('dana', 'members', undefined),
  ]);
  const taken = (await nth(0)).answer(true);

  assert.equal(taken, [
    { view: 'members', since: undefined, viewers: ['ana', 'dana'] },
    { view: 'members', since: 7, viewers: ['bor'] },
    { view: 'everyone', since: undefined, viewers: ['cene'] },
  ]);
  assert.equal(await within('the answers', all), [true, true, true, true]);
  assert.is(rounds.length, 1);
});

openings('take along who comes until they are answered, and no one twice', async () => {
  const { add, nth } = heldOpenings();
  const first = add('ana', 'members', undefined);
  const round = await nth(0);

  const meanwhile = add('bor', 'members', undefined);
  const taken = round.answer(true);
  const after = add('cene', 'members', undefined);
  const takenNext = (await nth(1)).answer(false);

  assert.equal(taken[0]?.viewers, ['ana', 'bor']);
  assert.equal(await within('both', Promise.all([first, meanwhile])), [true, true]);
  assert.equal(takenNext, [{ view: 'members', since: undefined, viewers: ['cene'] }]);
  assert.is(await within('the one who came after', after), false);
});

openings('tell everybody of a round that failed, and begin anew', async () => {
  const { add, nth } = heldOpenings();
  const failing = Promise.allSettled([add('ana', 'members', undefined), add('bor', 'members', 7)]);

  (await nth(0)).fail(new Error('The database is away.'));
  const outcomes = await within('the failures', failing);
  const again = add('ana', 'members', undefined);
  const taken = (await nth(1)).answer(true);

  for (const outcome of outcomes) {
    assert.is(outcome.status === 'rejected' && outcome.reason.message, 'The database is away.');
  }
  assert.equal(taken, [{ view: 'members', since: undefined, viewers: ['ana'] }]);
  assert.is(await within('the second try', again), true);
});

openings.run();
