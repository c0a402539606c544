import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import type { Frame, Snapshot } from '../../shared/stream.ts';
import { openSlowDatabase, type SlowDatabase } from '../support/database/slow-database.ts';
import { until } from '../support/deadline.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { startRedis, type TestRedis } from '../support/programs/redis.ts';
import { tellsNothingOf } from '../support/talk/eavesdrop.ts';
import { post } from '../support/talk/request.ts';
import { openWire, type Wire } from '../support/talk/wire.ts';

type Context = {
  redis: TestRedis;
  house: House;
  slow: SlowDatabase;
  near: RunningNode;
  /** Reaches the database over a way on which answers can be held back. */
  far: RunningNode;
  ana: Person;
  /** Ana's, on the far node: what it hears, members hear. */
  witness: Wire;
  wires: Wire[];
};
const races = suite<Context>('privacy, at the moment when rights are lost');

const today = '2026-11-18';
const grid = { stream: 'grid:default' };
const roster = { stream: 'roster:default' };
const everyone = { ok: true, value: { view: 'everyone' } };
let guests = 0;

races.before(async (context) => {
  context.wires = [];
  context.redis = await startRedis();
  context.house = await openHouse();
  context.slow = await openSlowDatabase(context.house);
  const redisUrl = context.redis.url;
  context.near = await context.house.startNode({ redisUrl });
  context.far = await context.house.startNode({ redisUrl, databaseUrl: context.slow.url });
  context.ana = await context.house.person(context.near, 'Skrivna Ana 🎯');
  context.witness = await openWire(context.far, context.ana);
  await context.witness.ask('stream:open', grid);
});

races.after.each(({ slow, wires }) => {
  slow.release();
  for (const wire of wires.splice(0)) wire.close();
});

races.after(async ({ house, redis, slow, witness }) => {
  witness?.close();
  slow?.release();
  await house?.close();
  await slow?.close();
  await redis?.kill();
});

const guest = ({ house, near }: Context): Promise<Person> => {
  guests += 1;
  return house.person(near, `Guest ${guests}`);
};

const watching = async ({ far, wires }: Context, person: Person): Promise<Wire> => {
  const wire = await openWire(far, person);
  wires.push(wire);
  const seesNames = () => wire.frames.join('\n').includes('Skrivna Ana');
  for (let time = 0; time < 3 && !seesNames(); time += 1) {
    // That this person has a player may reach the far node only now: then it says so by `me`.
    if (time > 0) await until('another look', () => wire.received('me').length >= time);
    for (const stream of [roster, grid]) await wire.ask('stream:open', stream);
  }
  assert.ok(seesNames());
  return wire;
};

/** Ana marks, and the far node has told its members. */
const marksOfAna = async ({ ana, witness }: Context): Promise<void> => {
  let revision = 0;
  for (const status of ['MAYBE', 'LOOKING'] as const) {
    const marks = [{ day: today, status }];
    ({ revision } = await ana.run('availability:set', { key: randomUUID(), marks }));
  }
  const heard = () => [
    ...(witness.received('frame') as Frame<unknown>[]).map(({ to }) => to),
    ...(witness.received('snapshot') as Snapshot<unknown>[]).map((snapshot) => snapshot.revision),
  ];
  await until('members to hear of it', () => Math.max(...heard()) >= revision);
};

const unlink = (person: Person) => person.run('identity:unlink', { key: randomUUID() });

/** Ends another session of the same person: every socket of theirs is looked at again. */
const refresh = async ({ house, near }: Context, { account }: Person): Promise<void> => {
  const { cookie } = await house.person(near, `Guest ${guests}`, { linked: false });
  const [row] = await house.sql<{ account: string }>(
    'select max(account_id)::text as account from sessions where account_id = $1',
    [account],
  );
  assert.is(row?.account, account, 'the same account');
  await post(near, '/auth/sign-out', '', { person: { cookie } });
};

races('a value that was asked for before is not sent after', async (context) => {
  const dana = await guest(context);
  const wire = await watching(context, dana);

  // Ahead of the server: it waits for what the viewer knows before it answers.
  const late = wire.ask('stream:open', { ...grid, since: 1_000_000 });
  await wire.ask('identity:unlink', { key: randomUUID() });
  const heardUntilThen = wire.frames.length;
  await late;
  await marksOfAna(context);

  tellsNothingOf([context.ana], 'the wire', wire.frames.slice(heardUntilThen).join('\n'));
  assert.equal(await wire.ask('stream:open', grid), everyone);
});

races('who looks in for a moment is not told afterwards who else looks', async (context) => {
  const dana = await guest(context);
  const wire = await watching(context, dana);
  await wire.ask('identity:unlink', { key: randomUUID() });
  const heardUntilThen = wire.frames.length;

  const next = await watching(context, await guest(context));
  await until('the next one to be told', () => next.received('presence').length > 0);

  const later = wire.frames.slice(heardUntilThen).join('\n');
  assert.not.match(later, '"presence"');
  tellsNothingOf([context.ana], 'the wire', later);
});

races('all tabs fall silent together, however slow the database', async (context) => {
  const { slow, ana } = context;
  const dana = await guest(context);
  const tabs = [await watching(context, dana), await watching(context, dana)];

  slow.hold();
  await unlink(dana);
  await until('the far node to look', () => slow.holds());
  const heardUntilThen = tabs.map(({ frames }) => frames.length);
  await marksOfAna(context);

  for (const [index, { frames }] of tabs.entries()) {
    tellsNothingOf([ana], `tab ${index}`, frames.slice(heardUntilThen[index]).join('\n'));
  }
});

races('an answer from before does not bring rights back', async (context) => {
  const { slow, ana } = context;
  const dana = await guest(context);
  const wire = await watching(context, dana);

  slow.hold();
  await refresh(context, dana);
  await until('the far node to look', () => slow.holds());
  await unlink(dana);
  // What comes after the unlinking has arrived, so that has too.
  await marksOfAna(context);
  const heardUntilThen = wire.frames.length;
  slow.letThrough();
  await until('the far node to look again', () => slow.holds());
  const opened = await wire.ask('stream:open', grid);
  slow.release();
  await until('the far node to have looked', () => wire.received('me').length > 0);
  await marksOfAna(context);

  tellsNothingOf([ana], 'the wire', wire.frames.slice(heardUntilThen).join('\n'));
  assert.equal(opened, everyone);
  assert.equal(await wire.ask('stream:open', grid), everyone);
});

races('who is just coming in loses them too', async (context) => {
  const { far, slow } = context;
  const dana = await guest(context);

  slow.hold();
  const coming = openWire(far, dana);
  await until('the far node to look', () => slow.holds());
  await unlink(dana);
  await marksOfAna(context);
  slow.release();
  const wire = await coming;
  context.wires.push(wire);

  await until(
    'the right view',
    async () => {
      const opened = await wire.ask('stream:open', grid);
      return opened.ok && (opened.value as { view: string }).view === 'everyone';
    },
    2_000,
  );
});

races('they are lost while Redis is away, on other nodes too', async (context) => {
  const { redis, near, ana } = context;
  const [dana, filip] = [await guest(context), await guest(context)];
  const [unlinks, signsOut] = [await watching(context, dana), await watching(context, filip)];

  await redis.kill();
  await unlink(dana);
  await post(near, '/auth/sign-out', '', { person: filip });

  await until('the sign-out to arrive', () => !signsOut.isOpen());
  await until('the unlinking to arrive', () => unlinks.received('me').length > 0);
  const heardUntilThen = unlinks.frames.length;
  await redis.start();
  await marksOfAna(context);
  tellsNothingOf([ana], 'the wire', unlinks.frames.slice(heardUntilThen).join('\n'));
  assert.equal(await unlinks.ask('stream:open', grid), everyone);
});

races.run();
