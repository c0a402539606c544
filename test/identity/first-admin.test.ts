import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { until } from '../support/deadline.ts';
import { type House, openHouse, type Person } from '../support/house.ts';

type Context = { house: House };
const first = suite<Context>('the first admin');

first.before.each(async (context) => {
  context.house = await openHouse();
});

first.after.each(async ({ house }) => {
  await house?.close();
});

const admins = ({ house }: Context) =>
  house.sql<{ account: string; role: string }>('select account_id as account, role from roles');

/** Of the house's database, by what other connections to it do. */
const waiting = async ({ house }: Context): Promise<number> => {
  const rows = await house.sql(
    `select from pg_stat_activity
     where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0`,
  );
  return rows.length;
};

first('is whoever signs in first, and nobody after', async (context) => {
  const node = await context.house.startNode();
  const ana = await context.house.person(node, 'Ana');

  await context.house.person(node, 'Bor');
  await context.house.person(node, 'Ana 2');

  assert.equal(await admins(context), [{ account: ana.account, role: 'admin' }]);
  const audit = await context.house.sql(`select account_id as account, action from audit
                                         where action = 'role:granted'`);
  assert.equal(audit, [{ account: ana.account, action: 'role:granted' }]);
});

first('is one, when two sign in at once where nobody ever was', async (context) => {
  const { house } = context;
  const nodes = [await house.startNode(), await house.startNode()];
  // Held up where they meet, so that both have come before either is through.
  await house.sql('begin');
  await house.sql('select from communities for update');
  const both = Promise.all(
    nodes.map((node, index) =>
      node.app.run({ by: 'system', address: 'test' }, 'identity:sign-in', {
        issuer: 'test',
        subject: `${index}`,
        name: 'Ana',
      }),
    ),
  );
  await until('both to wait', async () => (await waiting(context)) === 2);

  await house.sql('commit');
  const accounts = (await both).map(({ account }) => account);

  const [admin, ...others] = await admins(context);
  assert.ok(admin && accounts.includes(admin.account));
  assert.equal(others, []);
  const granted = await house.sql(
    `select subject from audit where action = 'role:granted' and subject = $1`,
    [admin?.account],
  );
  assert.is(granted.length, 1);
  assert.is((await house.sql('select from audit')).length, 1);
});

first('is not made anew from whoever comes when the first has gone', async (context) => {
  const { house } = context;
  const node = await house.startNode();
  const ana: Person = await house.person(node, 'Ana', { linked: false });
  await house.person(node, 'Bor', { linked: false });
  await house.sql('delete from roles where account_id = $1', [ana.account]);

  await house.person(node, 'Cene', { linked: false });
  await house.person(node, 'Bor', { linked: false });

  assert.equal(await admins(context), []);
});

first.run();
