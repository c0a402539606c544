import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import { addDays } from '../../shared/day.ts';
import type { Sent } from '../../shared/protocol.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { refusalOf } from '../support/refused.ts';

type Context = { house: House; node: RunningNode; ana: Person; bor: Person };
type Marks = Sent<'availability:set'>['marks'];
/** One row of the audit, but for its place and its time. */
type Row = { who: string; action: string; subject: string; before: object; after: object };

const audit = suite<Context>('the audit');

const today = '2026-11-18';
const tomorrow = addDays(today, 1);

const read = ({ house }: Context) =>
  house.sql<Row>('select account_id as who, action, subject, before, after from audit order by id');

const forget = ({ house }: Context) => house.sql('delete from audit');

const mark = (person: Person, marks: Marks, key = randomUUID()) =>
  person.run('availability:set', { key, marks });

audit.before.each(async (context) => {
  context.house = await openHouse();
  context.node = await context.house.startNode();
  context.ana = await context.house.person(context.node, 'Ana');
  context.bor = await context.house.person(context.node, 'Bor');
});

audit.after.each(async ({ house }) => {
  await house?.close();
});

audit('begins with the role that was granted, and who took which player', async (context) => {
  const { house, ana, bor } = context;

  const rows = await read(context);

  const of = ({ account }: Person, action: string, subject: string, after: object) => ({
    who: account,
    action,
    subject,
    before: null,
    after,
  });
  assert.equal(rows, [
    of(ana, 'role:granted', ana.account, { role: 'admin' }),
    of(ana, 'player:linked', ana.player, { name: 'Ana' }),
    of(bor, 'player:linked', bor.player, { name: 'Bor' }),
  ]);
  const [where] = await house.sql<{ places: string; times: string; at: Date }>(
    `select count(distinct community_id) as places, count(distinct at) as times, min(at) as at
     from audit`,
  );
  assert.equal(where, { places: '1', times: '1', at: new Date(house.clock.now()) });
});

audit('has a player let go once, however often that is asked', async (context) => {
  const { bor } = context;
  await forget(context);
  const once = { key: randomUUID() };

  await Promise.all([bor.run('identity:unlink', once), bor.run('identity:unlink', once)]);
  await refusalOf(bor.run('identity:unlink', { key: randomUUID() }));

  assert.equal(await read(context), [
    {
      who: bor.account,
      action: 'player:unlinked',
      subject: bor.player,
      before: { name: 'Bor' },
      after: null,
    },
  ]);
});

audit('has what was marked for another, one row a player, as it was and is', async (context) => {
  const { house, node, ana, bor } = context;
  const cene = await house.person(node, 'Cene');
  await mark(bor, [{ day: today, status: 'MAYBE', note: 'late' }]);
  await forget(context);
  const key = randomUUID();
  const marks: Marks = [
    { day: today, status: 'LOOKING', player: bor.player },
    { day: tomorrow, status: 'AVAILABLE', player: bor.player },
    { day: today, status: 'AVAILABLE', player: cene.player },
    { day: today, status: 'AVAILABLE' },
  ];

  const { changed } = await mark(ana, marks, key);
  await mark(ana, marks, key);

  const side = (player: string, which: 'before' | 'after') =>
    Object.fromEntries(
      changed.filter((cell) => cell.player === player).map((cell) => [cell.day, cell[which]]),
    );
  const rows = await read(context);
  assert.is(rows.length, 2);
  for (const { player } of [bor, cene]) {
    assert.equal(
      rows.find(({ subject }) => subject === player),
      {
        who: ana.account,
        action: 'entries:set',
        subject: player,
        before: side(player, 'before'),
        after: side(player, 'after'),
      },
    );
  }
  const was = side(bor.player, 'before')[today];
  const is = side(bor.player, 'after')[today];
  assert.equal([was?.status, was?.note, was?.by], ['MAYBE', 'late', undefined]);
  assert.equal([is?.status, is?.note, is?.by], ['LOOKING', 'late', ana.player]);
});

audit('has what was taken back for another, as it was and is', async (context) => {
  const { ana, bor } = context;
  await mark(bor, [{ day: today, status: 'MAYBE' }]);
  const stroke = randomUUID();
  const { changed } = await mark(
    ana,
    [
      { day: today, status: 'LOOKING', player: bor.player },
      { day: today, status: 'LOOKING' },
    ],
    stroke,
  );
  await forget(context);
  const undone = { key: randomUUID(), stroke };

  await ana.run('availability:undo', undone);
  await ana.run('availability:undo', undone);

  const cell = changed.find(({ player }) => player === bor.player);
  assert.equal(await read(context), [
    {
      who: ana.account,
      action: 'entries:undone',
      subject: bor.player,
      before: { [today]: cell?.after },
      after: { [today]: cell?.before },
    },
  ]);
});

audit('has nothing of what people mark for themselves, or take back', async (context) => {
  const { ana, bor } = context;
  await forget(context);
  const stroke = randomUUID();

  await mark(ana, [{ day: today, status: 'LOOKING', player: ana.player }], stroke);
  await mark(bor, [{ day: today, status: 'LOOKING' }]);
  await mark(bor, [{ day: today, status: null }]);
  await ana.run('availability:undo', { key: randomUUID(), stroke });

  assert.equal(await read(context), []);
});

audit('has nothing of what changed nothing, or was refused', async (context) => {
  const { ana, bor } = context;
  const forBor: Marks = [{ day: today, status: 'MAYBE', player: bor.player }];
  await mark(ana, forBor);
  await forget(context);

  await mark(ana, forBor);
  await refusalOf(mark(bor, [{ day: today, status: 'MAYBE', player: ana.player }]));
  await refusalOf(mark(ana, [{ day: addDays(today, 91), status: null, player: bor.player }]));
  await refusalOf(bor.run('identity:link', { key: randomUUID(), name: 'Bor 2' }));

  assert.equal(await read(context), []);
});

audit.run();
