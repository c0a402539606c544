import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { systemClock } from '../../server/clock.ts';
import { createDue, type Due } from '../../server/due.ts';
import { createLog } from '../../server/log.ts';
import { until, within } from '../support/deadline.ts';

type Context = { dues: Due[] };
const due = suite<Context>('due');

due.before.each((context) => {
  context.dues = [];
});

due.after.each(({ dues }) => {
  for (const one of dues) one.stop();
});

const dueIn = ({ dues }: Context, work: () => Promise<number | null>, clock = systemClock): Due => {
  const made = createDue({ what: 'a test', work, clock, log: createLog('silent') });
  dues.push(made);
  return made;
};

/** Work that is due once more after this long; when it was done, in epoch milliseconds. */
const onceMore = (context: Context, afterMs: number) => {
  const done: number[] = [];
  const { look, stop } = dueIn(context, async () => {
    done.push(Date.now());
    return done.length === 1 ? Date.now() + afterMs : null;
  });
  return { done, look, stop };
};

/** Work that ends when it is told to. */
const heldWork = (context: Context) => {
  const begun: { finish(): void; fail(error: Error): void }[] = [];
  const { look, stop } = dueIn(
    context,
    () =>
      new Promise((resolve, reject) => {
        begun.push({ finish: () => resolve(null), fail: reject });
      }),
  );
  const nth = (index: number) => until(`look ${index}`, () => begun[index]);
  return { begun, look, stop, nth };
};

due('does nothing before the first look, and again when it is due, not before', async (context) => {
  const { done, look } = onceMore(context, 150);
  const other = onceMore(context, 0);
  await other.look();
  await until('another to be due', () => other.done.length === 2);
  assert.is(done.length, 0);

  await look();
  assert.is(done.length, 1);

  await until('it to be due', () => done.length === 2);
  assert.ok((done[1] ?? 0) >= (done[0] ?? 0) + 150);
});

due('looks never overlap, and one that is asked for meanwhile is made', async (context) => {
  const { begun, look, nth } = heldWork(context);
  const first = look();
  await nth(0);

  const meanwhile = [look(), look()];
  const other = onceMore(context, 0);
  await other.look();
  assert.is(begun.length, 1);
  begun[0]?.finish();
  (await nth(1)).finish();

  await within('all who asked', Promise.all([first, ...meanwhile]));
  assert.is(begun.length, 2);
});

due('tells who asked when the work fails, and can be asked again', async (context) => {
  const { look, nth } = heldWork(context);
  const failing = look().catch((error: Error) => error.message);
  (await nth(0)).fail(new Error('The database is away.'));
  assert.is(await within('the failure', failing), 'The database is away.');

  const again = look();
  (await nth(1)).finish();

  await within('the second look', again);
});

due('is tried again a minute after it failed', async (context) => {
  let now = 0;
  /** A minute passes whenever it is looked at: real timers then wait for the margin alone. */
  const hasty = {
    ...systemClock,
    now: () => {
      now += 60_000;
      return now;
    },
  };
  let tries = 0;
  const work = async (): Promise<number> => {
    tries += 1;
    if (tries === 2) throw new Error('The database is away.');
    return now + 60_000;
  };

  await dueIn(context, work, hasty).look();

  await until('the try after the failure', () => tries >= 3);
});

due(
  'does nothing once it is stopped, whether planned, under way or asked again',
  async (context) => {
    const planned = onceMore(context, 100);
    const [ending, repeated] = [heldWork(context), heldWork(context)];
    await planned.look();
    const underWay = [ending.look(), repeated.look(), repeated.look()];
    await Promise.all([ending.nth(0), repeated.nth(0)]);

    for (const { stop } of [planned, ending, repeated]) stop();
    for (const { begun } of [ending, repeated]) begun[0]?.finish();
    await within('what was under way', Promise.all(underWay));
    const later = onceMore(context, 200);
    await later.look();
    await until('another, due later', () => later.done.length === 2);

    assert.is(planned.done.length, 1);
    assert.is(ending.begun.length, 1);
    assert.is(repeated.begun.length, 1);
  },
);

due.run();
