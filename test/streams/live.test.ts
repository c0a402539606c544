import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Live } from '../../server/streams/live.ts';
import { until, within } from '../support/deadline.ts';
import { openLive as open, type Stored, stepTo } from '../support/lone-stream.ts';

type Context = { lives: Live[] };
const live = suite<Context>('a live stream');

live.before.each((context) => {
  context.lives = [];
});

live.after.each(({ lives }) => {
  for (const one of lives) one.close();
});

const openLive = ({ lives }: Context, load: () => Stored | Promise<Stored>) => {
  const opened = open(load);
  lives.push(opened.stream);
  return opened;
};

const none = (): Stored => null;

/** Long enough that whoever is going to read the database by itself has begun. */
const aGraceLater = async (context: Context): Promise<void> => {
  const later = openLive(context, none);
  later.stream.accept(stepTo(1));
  later.stream.expect(2);
  await until('another to have read', () => later.reads.count > 0);
};

live('sends steps in order and holds back one that overtook another', async (context) => {
  const { stream, sent, reads } = openLive(context, none);
  stream.accept(stepTo(1));
  await until('the first', () => sent.length === 1);

  for (const to of [4, 3, 1]) stream.accept(stepTo(to));
  assert.is(stream.head, 1);
  stream.accept(stepTo(2));

  assert.is(stream.head, 4);
  await until('the others', () => sent.length === 2);
  await aGraceLater(context);
  assert.equal(sent, [
    ['frame', 0, 1, { at1: 1 }],
    ['frame', 1, 4, { at2: 2, at3: 3, at4: 4 }],
  ]);
  assert.is(reads.count, 0);
});

live('starts everybody anew when a step is missing for longer than the grace', async (context) => {
  const { stream, sent, reads } = openLive(context, () => ({ revision: 3, cells: { read: 3 } }));
  stream.accept(stepTo(1));
  await until('the first', () => sent.length === 1);
  const missedAt = performance.now();

  // The steps to 2 and 3 never come; the one to 5 is ahead of the database when it is read.
  for (const to of [4, 5]) stream.accept(stepTo(to));
  await until('a snapshot with what was held', () => sent.length === 3);

  assert.ok(performance.now() - missedAt >= 299, 'it waits for the missing step');
  assert.is(reads.count, 1);
  assert.equal(sent.slice(1), [
    ['snapshot', 5, { read: 3, at4: 4, at5: 5 }],
    // Says again what the snapshot has in it: whoever has that knows it, and others may not.
    ['frame', 3, 5, { at4: 4, at5: 5 }],
  ]);
});

live('gives nobody who comes back a past with a hole', async (context) => {
  const { stream, sent } = openLive(context, () => ({ revision: 3, cells: { read: 3 } }));
  stream.accept(stepTo(1));
  stream.accept(stepTo(3));
  await until('a snapshot', () => sent.some(([event]) => event === 'snapshot'));

  await stream.serve('ana', 'cells', 0);

  assert.equal(sent.at(-1), ['snapshot', 3, { read: 3 }, ['ana']]);
});

live('reads again when the database could not be read', async (context) => {
  let tries = 0;
  const { stream, sent } = openLive(context, () => {
    tries += 1;
    if (tries === 1) throw new Error('The database is away.');
    return { revision: 3, cells: { read: 3 } };
  });
  stream.accept(stepTo(1));
  await until('the first', () => sent.length === 1);

  stream.expect(3);

  await until('a snapshot', () => sent.length === 2);
  assert.equal(sent[1], ['snapshot', 3, { read: 3 }]);
});

live(
  'asks once and believes nobody who speaks of a revision that is not there',
  async (context) => {
    const { stream, sent, reads } = openLive(context, () => ({ revision: 1, cells: { at1: 1 } }));
    stream.accept(stepTo(1));
    await until('the first', () => sent.length === 1);

    stream.expect(99);
    await until('the database to be read', () => reads.count === 1);
    await aGraceLater(context);
    stream.accept(stepTo(2));
    await until('the next', () => sent.length === 2);

    assert.is(reads.count, 1);
    assert.is(stream.head, 2);
    assert.equal(sent[1], ['frame', 1, 2, { at2: 2 }]);
  },
);

live('brings who comes back what it lacks, as far as it remembers', async (context) => {
  const { stream, sent } = openLive(context, () => ({ revision: 6, cells: { read: 6 } }));
  for (const to of [5, 6]) stream.accept(stepTo(to));
  await until('the steps', () => sent.length === 1);

  const served = [
    await stream.serve('ana', 'cells', 5),
    await stream.serve('bor', 'cells', 6),
    await stream.serve('cene', 'cells', 3),
    await stream.serve('dana', 'cells', undefined),
  ];

  assert.equal(served, [true, true, true, true]);
  assert.equal(sent.slice(1), [
    ['frame', 5, 6, { at6: 6 }, ['ana']],
    ['frame', 6, 6, {}, ['bor']],
    ['snapshot', 6, { read: 6 }, ['cene']],
    ['snapshot', 6, { read: 6 }, ['dana']],
  ]);
});

live('waits for steps on their way when a viewer is ahead of it', async (context) => {
  const { stream, sent } = openLive(context, () => ({ revision: 1, cells: { at1: 1 } }));
  stream.accept(stepTo(1));

  const ahead = [stream.serve('ana', 'cells', 2), stream.serve('bor', 'cells', 99)];
  await until('the first', () => sent.length === 1);
  stream.accept(stepTo(2));
  await within('both to be served', Promise.all(ahead));

  assert.equal(sent.slice(2), [
    ['frame', 2, 2, {}, ['ana']],
    ['snapshot', 2, { at1: 1, at2: 2 }, ['bor']],
  ]);
});

live(
  'is read once, whoever opens it at one instant, and not while it is known',
  async (context) => {
    const { stream, sent, reads } = openLive(context, () => ({ revision: 1, cells: { at1: 1 } }));

    await Promise.all(['ana', 'bor'].map((viewer) => stream.serve(viewer, 'cells', undefined)));
    stream.accept(stepTo(2));
    const snapshot = await stream.snapshot('cells');

    assert.is(reads.count, 1);
    assert.equal(sent[0], ['snapshot', 1, { at1: 1 }, ['ana', 'bor']]);
    assert.equal(snapshot?.state, { at1: 1, at2: 2 });
    assert.is(await stream.snapshot('cells'), snapshot);
  },
);

live('takes along the steps that come while the database is read', async (context) => {
  let answer = (_stored: Stored): void => {};
  const { stream, sent, reads } = openLive(
    context,
    () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  );

  const serving = stream.serve('ana', 'cells', undefined);
  await until('the database to be asked', () => reads.count === 1);
  for (const to of [2, 3]) stream.accept(stepTo(to));
  answer({ revision: 2, cells: { read: 2 } });
  await within('the viewer to be served', serving);

  assert.equal(
    sent.find(([event]) => event === 'snapshot'),
    ['snapshot', 3, { read: 2, at3: 3 }, ['ana']],
  );
});

live(
  'says so when there is no such stream, and sends nothing once it is closed',
  async (context) => {
    const { stream, sent, reads } = openLive(context, none);
    assert.not(await stream.serve('ana', 'cells', undefined));
    assert.is(await stream.snapshot('cells'), null);
    stream.accept(stepTo(1));
    stream.expect(9);
    const before = reads.count;

    stream.close();
    stream.accept(stepTo(2));
    await aGraceLater(context);

    assert.equal(sent, []);
    assert.is(reads.count, before);
  },
);

live.run();
