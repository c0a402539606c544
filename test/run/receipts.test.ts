import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type House, openHouse, type Person } from '../support/house.ts';
import { refusalOf } from '../support/refused.ts';

type Context = { house: House; ana: Person; ben: Person };
const receipts = suite<Context>('receipts');

receipts.before.each(async (context) => {
  context.house = await openHouse();
  const node = await context.house.startNode();
  context.ana = await context.house.person(node, 'Ana');
  context.ben = await context.house.person(node, 'Ben');
  await context.house.sql('delete from receipts');
});

receipts.after.each(({ house }) => house.close());

/** `hours` ago, as long as so many random letters, which nothing compresses. */
const keep = ({ house }: Context, { account }: Person, hours: number, letters: number) =>
  house.sql(
    `insert into receipts (owner, key, stream, command, result, at)
     select $1, gen_random_uuid(), 'grid:default', 'availability:set',
            to_jsonb((select string_agg(md5(random()::text), '') from generate_series(1, $2))),
            $3::timestamptz - make_interval(hours => $4)`,
    [`account ${account}`, letters / 32, new Date(house.clock.now()).toISOString(), hours],
  );

/** How many hours old those are that an account still has. */
const kept = async ({ house }: Context, { account }: Person): Promise<number[]> => {
  const rows = await house.sql<{ hours: string }>(
    `select extract(epoch from $2::timestamptz - at) / 3600 as hours from receipts
     where account_id = $1 order by at desc`,
    [account, new Date(house.clock.now()).toISOString()],
  );
  return rows.map(({ hours }) => Math.round(Number(hours)));
};

receipts('are forgotten after a day', async (context) => {
  const { house, ana } = context;
  for (const hours of [1, 23, 25, 48]) await keep(context, ana, hours, 32);

  await house.startNode();

  assert.equal(await kept(context, ana), [1, 23]);
});

receipts("of who stores too much go, the oldest first, and nobody else's", async (context) => {
  const { house, ana, ben } = context;
  for (const hours of [1, 2, 3, 4]) await keep(context, ana, hours, 6_000_000);
  await keep(context, ben, 20, 32);

  await house.startNode();

  assert.equal(await kept(context, ana), [1, 2]);
  assert.equal(await kept(context, ben), [20]);
});

receipts('answer in their own community only', async ({ house, ana }) => {
  await house.community('other');
  await ana.run('identity:link', { community: 'other', key: randomUUID(), name: 'Ana' });
  const once = {
    key: randomUUID(),
    marks: [{ day: '2026-11-18', status: 'LOOKING' as const }],
  };
  await ana.run('availability:set', once);

  const refused = await refusalOf(ana.run('availability:set', { ...once, community: 'other' }));

  assert.equal([refused.code, refused.field], ['invalid', 'key']);
  const [{ count } = { count: '' }] = await house.sql<{ count: string }>(
    'select count(*) from entries',
  );
  assert.is(count, '1');
});

receipts.run();
