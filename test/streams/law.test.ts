import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import { statuses } from '../../shared/availability/grid.ts';
import { addDays } from '../../shared/day.ts';
import { until } from '../support/deadline.ts';
import { differences } from '../support/differences.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { freePort, startRedis, type TestRedis } from '../support/programs/redis.ts';
import { createRandom, type Random } from '../support/random.ts';
import { openScreen, plainKinds, type Screen } from '../support/talk/screen.ts';

/** Failing seeds are pinned here for good. */
const pinned: number[] = [];
const seeds = process.env['MUSTER_SEED']
  ? [Number(process.env['MUSTER_SEED'])]
  : [...pinned, ...Array.from({ length: 20 }, (_, index) => index + 1)];
const stepsPerSeed = 500;

type Context = {
  redis: TestRedis;
  house: House;
  ports: [number, number];
  nodes: [RunningNode, RunningNode];
  people: Person[];
  /** Takes a name and lets it go again, all the time. */
  dora: Person & { done: Promise<void> };
};
const law = suite<Context>('law: snapshot + frames = fresh snapshot');

const start = (context: Context, index: 0 | 1): Promise<RunningNode> =>
  context.house.startNode({ redisUrl: context.redis.url, port: context.ports[index] });

law.before(async (context) => {
  context.redis = await startRedis();
  context.house = await openHouse();
  context.ports = [await freePort(), await freePort()];
  context.nodes = [await start(context, 0), await start(context, 1)];
  const names = ['Ana', 'Bor', 'Cene'];
  context.people = [];
  for (const name of names) {
    context.people.push(await context.house.person(context.nodes[0], name));
  }
  const dora = await context.house.person(context.nodes[0], 'Dora');
  context.dora = { ...dora, done: Promise.resolve() };
});

law.after(async ({ house, redis }) => {
  await house?.close();
  await redis?.kill();
});

for (const seed of seeds) {
  law(`seed ${seed}`, async (context) => {
    const random = createRandom(seed);
    const { nodes, people } = context;
    const [ana, bor] = people as [Person, Person, Person];
    const screens = [
      await openScreen(nodes[0], ana),
      await openScreen(nodes[1], bor),
      await openScreen(nodes[1]),
    ];
    const unanswered = new Set<Promise<unknown>>();
    const failures: unknown[] = [];
    const redisGoesAt = random.below(stepsPerSeed - 100);
    const redisReturnsAt = redisGoesAt + 1 + random.below(99);
    // Without Redis a node does not start; it may be stopped, though, and by its last breath is.
    const restartAt = (redisReturnsAt + 1 + random.below(stepsPerSeed - 100)) % stepsPerSeed;

    try {
      for (let step = 0; step < stepsPerSeed; step += 1) {
        if (step === restartAt) await restart(context, random.below(2) as 0 | 1);
        if (step === redisGoesAt) await context.redis.kill();
        if (step === redisReturnsAt) await context.redis.start();
        for (const answer of act(context, random, screens)) {
          unanswered.add(answer);
          answer.catch((error) => failures.push(error)).finally(() => unanswered.delete(answer));
        }
        if (random.below(8) === 0) await new Promise(setImmediate);
        if (unanswered.size > 60) await until('answers', () => unanswered.size < 20, 20_000);
      }
      await until('every command to be answered', () => unanswered.size === 0, 20_000);
      assert.equal(failures, []);
      await agree(context, screens);
    } finally {
      for (const screen of screens) screen.close();
    }
  });
}

/** One random step; returns what it asked, which must be answered in the end. */
const act = (
  { nodes, people, dora }: Context,
  random: Random,
  screens: Screen[],
): Promise<unknown>[] => {
  const today = '2026-11-18';
  const choice = random.below(100);
  const screen = random.of(screens.slice(0, 2));
  if (choice < 4) {
    const dropped = random.of(screens);
    dropped.connection.close();
    dropped.connection.open();
    return [];
  }
  const days = random.below(4) === 0 ? 1 + random.below(20) : 1;
  const first = random.below(91 - days);
  const asker = random.of(people);
  const marks = Array.from({ length: days }, (_, index) => {
    const day = addDays(today, first + index);
    const status = random.of([...statuses, null]);
    if (status === null) return { day, status };
    const window = random.of([undefined, null, { from: '20:30', until: '00:30' }]);
    const note = random.of([undefined, null, 'late 🚆']);
    return {
      day,
      status,
      ...(window !== undefined && { window }),
      ...(note !== undefined && { note }),
    };
  });
  const mark = { key: randomUUID(), marks };
  if (choice < 10) {
    // The first account is admin, and answers for others too.
    const player = screen === screens[0] ? random.of(people).player : undefined;
    const others = marks.map((one) => ({ ...one, ...(player && { player }) }));
    const stroke = screen.ask('availability:set', { ...mark, marks: others });
    const undo = { key: randomUUID(), stroke: mark.key };
    return [stroke, stroke.then(() => screen.ask('availability:undo', undo))];
  }
  const { run } = random.of(nodes).app;
  if (choice < 12) {
    const suggestion = () => random.of([null, { status: random.of(statuses) }]);
    const pattern = Array.from({ length: 7 }, suggestion);
    return [run(asker.caller, 'availability:set-pattern', { key: randomUUID(), pattern })];
  }
  if (choice < 14) {
    const name = `Dora ${random.below(1_000)}`;
    // One after the other, so that nothing is refused.
    dora.done = dora.done.then(async () => {
      await run(dora.caller, 'identity:unlink', { key: randomUUID() });
      await run(dora.caller, 'identity:link', { key: randomUUID(), name });
    });
    return [dora.done];
  }
  if (choice < 25) return [run(asker.caller, 'availability:set', mark)];
  const answer = screen.ask('availability:set', mark);
  // Asking twice with one key must be the same as asking once.
  return choice < 35 ? [answer, screen.ask('availability:set', mark)] : [answer];
};

const restart = async (context: Context, index: 0 | 1): Promise<void> => {
  await context.nodes[index].close();
  context.nodes[index] = await start(context, index);
};

const agree = async ({ house, people }: Context, screens: Screen[]): Promise<void> => {
  for (const kind of plainKinds) {
    const [row] = await house.sql<{ revision: string }>(
      'select revision from streams where name = $1',
      [`${kind}:default`],
    );
    const revision = Number(row?.revision);
    for (const screen of screens) {
      const hasCaughtUp = () => screen.shown(kind).revision === revision;
      await until(`every screen to catch up with the ${kind}`, hasCaughtUp, 15_000);
    }
  }
  const fresh = await house.startNode();
  const truth = {
    members: await openScreen(fresh, people[0]),
    everyone: await openScreen(fresh),
  };
  try {
    for (const screen of screens) {
      for (const kind of plainKinds) {
        const { view, state } = screen.shown(kind);
        assert.equal(differences(state, truth[view].shown(kind).state), [], kind);
      }
    }
  } finally {
    truth.members.close();
    truth.everyone.close();
    await fresh.close();
  }
};

law.run();
