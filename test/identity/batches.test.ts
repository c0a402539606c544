import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import type { Refused } from '../../shared/refusal.ts';
import { type House, openHouse, type Person } from '../support/house.ts';

type Context = { house: House; node: RunningNode; ana: Person; bor: Person };
const batches = suite<Context>('players who change hands');

const today = '2026-11-18';
const key = () => randomUUID();
const codeOf = (error: Refused) => error.refusal.code;

batches.before.each(async (context) => {
  context.house = await openHouse();
  context.node = await context.house.startNode();
  context.ana = await context.house.person(context.node, 'Ana');
  context.bor = await context.house.person(context.node, 'Bor', { linked: false });
});

batches.after.each(async ({ house }) => {
  await house?.close();
});

batches('are let go once, and the same key is told so again', async ({ house, ana }) => {
  const once = { key: key() };

  assert.equal(await ana.run('identity:unlink', once), {});
  assert.equal(await ana.run('identity:unlink', once), {});

  assert.is(await ana.run('identity:unlink', { key: key() }).catch(codeOf), 'not-linked');
  const rows = await house.sql(`select 1 from audit where action = 'player:unlinked'`);
  assert.is(rows.length, 1);
});

batches('are not told of to who let go, not by an old key either', async ({ ana, bor }) => {
  const marked = { key: key(), marks: [{ day: today, status: 'LOOKING' as const }] };
  await ana.run('availability:set', marked);
  await ana.run('identity:unlink', { key: key() });

  const [again, twice] = await Promise.all(
    [1, 2].map(() => ana.run('availability:set', marked).catch(codeOf)),
  );
  assert.equal([again, twice], ['not-linked', 'not-linked']);

  await bor.run('identity:link', { key: key(), name: 'Bor' });
  const once = { ...marked, key: key() };
  await bor.run('availability:set', once);
  await bor.run('identity:unlink', { key: key() });
  assert.is(await bor.run('availability:set', once).catch(codeOf), 'not-linked');
});

batches('belong to the next at once, also within one moment', async ({ house, ana, bor }) => {
  const marks = [{ day: today, status: 'LOOKING' as const }];

  const [, taken, marked, again] = await Promise.all([
    ana.run('identity:unlink', { key: key() }),
    bor.run('identity:link', { key: key(), name: 'ana' }),
    ana.run('availability:set', { key: key(), marks }).catch(codeOf),
    ana.run('identity:unlink', { key: key() }).catch(codeOf),
  ]);

  assert.is(taken.player.id, ana.player);
  assert.is(again, 'not-linked');
  // Roster and grid are two streams: the mark came before all of it, or it is refused.
  const entries = await house.sql('select 1 from entries');
  assert.is(entries.length, marked === 'not-linked' ? 0 : 1);
  const holders = await house.sql('select account_id::text as account from players');
  assert.equal(holders, [{ account: bor.account }]);
});

batches('are let go by one account once, however often it asks at once', async (context) => {
  const { house, ana } = context;

  const answers = await Promise.all(
    [1, 2, 3].map(() => ana.run('identity:unlink', { key: key() }).catch(codeOf)),
  );

  assert.equal(answers.filter((answer) => answer === 'not-linked').length, 2);
  const rows = await house.sql(`select 1 from audit where action = 'player:unlinked'`);
  assert.is(rows.length, 1);
});

batches('go to one of two who take the same name in the same instant', async (context) => {
  const { house, node, bor } = context;
  const cene = await house.person(node, 'Cene', { linked: false });

  const answers = await Promise.all(
    [bor, cene].map((person) =>
      person.run('identity:link', { key: key(), name: 'Nova 🎯' }).then(() => 'linked', codeOf),
    ),
  );

  assert.equal(answers.sort(), ['linked', 'taken']);
});

batches.run();
