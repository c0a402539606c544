import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type OpenNode, startOpenNode } from '../support/cores.ts';
import { until, within } from '../support/deadline.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { startRedis, type TestRedis } from '../support/programs/redis.ts';
import { openWire, type Wire } from '../support/talk/wire.ts';

type Watched = OpenNode & {
  /** Players of whom this node has told that they have gone, oldest first. */
  readonly gone: string[];
};
type Context = {
  redis: TestRedis;
  house: House;
  alone: Watched;
  near: Watched;
  far: Watched;
  ana: Person;
  bor: Person;
  /** Signed in and without a player. */
  eva: Person;
  wires: Wire[];
};
const presence = suite<Context>('presence');

const grid = { stream: 'grid:default' };

presence.before(async (context) => {
  context.wires = [];
  context.redis = await startRedis();
  const house = await openHouse();
  context.house = house;
  const redisUrl = context.redis.url;
  const watched = async (options = {}): Promise<Watched> => {
    const gone: string[] = [];
    const opened = await startOpenNode(house, options);
    opened.core.presence.onGone((stream, player) => {
      assert.is(stream, grid.stream);
      gone.push(player);
    });
    return { ...opened, gone };
  };
  context.alone = await watched();
  context.near = await watched({ redisUrl });
  context.far = await watched({ redisUrl });
  context.ana = await house.person(context.near.node, 'Ana');
  context.bor = await house.person(context.near.node, 'Bor');
  context.eva = await house.person(context.near.node, 'Eva', { linked: false });
});

presence.before.each(({ house, alone, near, far }) => {
  // Whoever left before is not shown for a while longer.
  house.clock.advance(60_000);
  for (const { gone } of [alone, near, far]) gone.length = 0;
});

presence.after.each(async ({ wires, alone, near, ana, bor }) => {
  for (const wire of wires.splice(0)) wire.close();
  for (const { core } of [alone, near]) {
    for (const { player } of [ana, bor]) {
      await until('everybody to be gone', async () => !(await isHere(core, player)));
    }
  }
});

presence.after(async ({ house, redis }) => {
  await house?.close();
  await redis?.kill();
});

const isHere = ({ presence: seen }: OpenNode['core'], player: string) =>
  seen.isHere(grid.stream, player);

const watching = async ({ wires }: Context, { node }: OpenNode, person: Person): Promise<Wire> => {
  const wire = await openWire(node, person);
  wires.push(wire);
  await wire.ask('stream:open', grid);
  return wire;
};

/** A tab of this person's that is seen. */
const seen = async (context: Context, at: OpenNode, person: Person): Promise<Wire> => {
  const wire = await watching(context, at, person);
  await until('the player to be here', () => isHere(at.core, person.player));
  return wire;
};

const leave = async (wire: Wire): Promise<void> => {
  wire.close();
  await within('the tab to close', wire.closed);
};

for (const where of ['alone', 'near'] as const) {
  const how = where === 'alone' ? 'in memory' : 'in Redis';

  presence(`ends with the last of a player's tabs, after a moment, ${how}`, async (context) => {
    const { ana, bor, [where]: at } = context;
    const tabs = [await seen(context, at, ana), await seen(context, at, ana)] as const;
    const other = await seen(context, at, bor);

    await leave(tabs[0]);
    await leave(other);
    await until('Bor to be gone', () => at.gone.length > 0);
    assert.equal(at.gone, [bor.player]);
    assert.ok(await isHere(at.core, ana.player));
    assert.not(await isHere(at.core, bor.player));

    const leftAt = performance.now();
    await leave(tabs[1]);
    await until('Ana to be gone', () => at.gone.length > 1);
    assert.ok(performance.now() - leftAt > 2_500, 'not at once');
    assert.equal(at.gone, [bor.player, ana.player]);
    assert.not(await isHere(at.core, ana.player));
  });

  presence(`goes on for who is back within the moment, ${how}`, async (context) => {
    const { ana, bor, [where]: at } = context;
    const [first, other] = [await seen(context, at, ana), await seen(context, at, bor)];

    await leave(first);
    await watching(context, at, ana);
    await leave(other);
    await until('Bor to be gone', () => at.gone.length > 0);

    assert.equal(at.gone, [bor.player]);
    assert.ok(await isHere(at.core, ana.player));
  });

  presence(`is not for who has no player, ${how}`, async (context) => {
    const { bor, eva, [where]: at } = context;
    const stranger = await watching(context, at, eva);
    const other = await seen(context, at, bor);
    await until('Bor to be told', () => other.received('presence').length > 0);

    await leave(stranger);
    await leave(other);
    await until('Bor to be gone', () => at.gone.length > 0);

    assert.equal(at.gone, [bor.player]);
    assert.equal(stranger.received('presence'), []);
    assert.equal(other.received('presence').at(-1), {
      ...grid,
      ...{ players: [bor.player], total: 1 },
    });
  });
}

presence('goes on for who is back on another node', async (context) => {
  const { near, far, ana, bor } = context;
  const [first, other] = [await seen(context, near, ana), await seen(context, near, bor)];

  await leave(first);
  const second = await watching(context, far, ana);
  await leave(other);
  await until('Bor to be gone', () => near.gone.length > 0);

  assert.equal(near.gone, [bor.player]);
  assert.ok(await isHere(near.core, ana.player));
  assert.equal(far.gone, []);

  await leave(second);
  await until('Ana to be gone', () => far.gone.length > 0);
  assert.equal(far.gone, [ana.player]);
  assert.not(await isHere(near.core, ana.player));
});

presence.run();
