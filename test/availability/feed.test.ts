import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import type { Sent } from '../../shared/protocol.ts';
import { readCalendar } from '../support/calendar.ts';
import { eventsAt, isGone, open } from '../support/feeds.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { tellsNothingOf, wordsOf } from '../support/talk/eavesdrop.ts';
import { ask } from '../support/talk/request.ts';

type Context = { house: House; node: RunningNode; ana: Person; bor: Person };
const feed = suite<Context>('calendar feeds');

const today = '2026-11-18';
const key = () => randomUUID();
type Marks = Sent<'availability:set'>['marks'];

feed.before.each(async (context) => {
  context.house = await openHouse();
  context.node = await context.house.startNode();
  context.ana = await context.house.person(context.node, 'Ana 🎯');
  context.bor = await context.house.person(context.node, 'Bor Novak');
});

feed.after.each(async ({ house }) => {
  await house?.close();
});

const mark = (person: Person, ...marks: Marks) =>
  person.run('availability:set', { key: key(), marks });

feed('show my evenings to a program without a session', async ({ node, ana }) => {
  await mark(
    ana,
    { day: today, status: 'LOOKING' },
    {
      day: '2026-11-20',
      status: 'MAYBE',
      window: { from: '22:00', until: '01:30' },
      note: '🚆, late',
    },
    { day: '2026-11-21', status: 'NOT_PLAYING' },
    { day: '2027-02-16', status: 'AVAILABLE' },
  );
  const path = await open(ana);

  const { status, headers, text } = await ask(node, path);

  assert.is(status, 200);
  assert.is(headers['content-type'], 'text/calendar; charset=utf-8');
  assert.match(headers['cache-control'] ?? '', /^private, max-age=\d{1,3}$/);
  const { name, events } = readCalendar(text);
  assert.is(name, 'Muster');
  assert.equal(
    events.map(({ start, end, summary, description }) => [start, end, summary, description]),
    [
      [today, '2026-11-19', 'Looking · Muster', null],
      ['2026-11-20T22:00:00', '2026-11-21T01:30:00', 'Maybe · Muster', '🚆, late'],
      ['2027-02-16', '2027-02-17', 'Available · Muster', null],
    ],
  );
});

feed('reach thirty days back', async ({ house, node, ana }) => {
  await mark(ana, { day: today, status: 'LOOKING' }, { day: '2026-11-19', status: 'MAYBE' });
  const path = await open(ana);

  house.clock.set('2026-12-19T12:00:00+01:00');
  assert.equal(
    (await eventsAt(node, path)).map(({ start }) => start),
    ['2026-11-19'],
  );
});

feed('keep a UID and raise SEQUENCE with every change', async ({ house, node, ana }) => {
  const window = { from: '20:30', until: '23:00' };
  const changes: Marks = [
    { day: today, status: 'LOOKING' },
    { day: today, status: 'MAYBE' },
    { day: today, status: 'MAYBE', window },
    { day: today, status: 'MAYBE', note: 'BEGIN:VEVENT' },
    { day: today, status: 'MAYBE', window: null },
    { day: today, status: null },
    { day: today, status: 'LOOKING' },
  ];
  const path = await open(ana);
  let before = 0;
  let uid: string | undefined;

  for (const change of changes) {
    house.clock.advance(60_000);
    await mark(ana, change);
    const events = await eventsAt(node, path);
    if (change.status === null) {
      assert.is(events.length, 0);
      continue;
    }
    const [event] = events;
    uid ??= event?.uid;
    assert.is(event?.uid, uid);
    assert.ok(event && event.sequence > before, `${event?.sequence} after ${before}`);
    assert.is(event.written('last-modified'), event.written('dtstamp'));
    assert.is(Date.parse(event.written('dtstamp') ?? ''), house.clock.now());
    before = event.sequence;
  }
  await mark(ana, { day: today, status: 'LOOKING' });
  assert.is((await eventsAt(node, path))[0]?.sequence, before, 'nothing changed');
  assert.match(uid ?? '', `${today}.${ana.player}@`);
});

feed('raise SEQUENCE when a change is taken back', async ({ node, ana }) => {
  const path = await open(ana);
  await mark(ana, { day: today, status: 'LOOKING' });
  const stroke = key();
  await ana.run('availability:set', { key: stroke, marks: [{ day: today, status: 'MAYBE' }] });
  const [changed] = await eventsAt(node, path);

  await ana.run('availability:undo', { key: key(), stroke });

  const [restored] = await eventsAt(node, path);
  assert.is(restored?.summary, 'Looking · Muster');
  assert.ok((restored?.sequence ?? 0) > (changed?.sequence ?? 0));
});

feed('tell nothing of others, and nothing to others', async ({ node, ana, bor }) => {
  await mark(bor, { day: today, status: 'LOOKING', note: 'Borova skrivnost' });
  await mark(ana, { day: today, status: 'MAYBE' });
  const [path, his] = [await open(ana), await open(bor)];

  const hers = await ask(node, path);
  tellsNothingOf([bor], 'her feed', wordsOf(hers));
  assert.not.match(hers.text, /skrivnost|Ana/);
  assert.is(readCalendar(hers.text).events.length, 1);
  // Whoever asks sees what the link shows: a session makes no difference.
  for (const person of [ana, bor]) {
    assert.is((await ask(node, path, { person })).text, hers.text);
  }
  assert.is.not(his, path);
});

feed('follow the account, not the player', async ({ house, node, ana, bor }) => {
  await mark(ana, { day: today, status: 'LOOKING' });
  await mark(bor, { day: '2026-11-20', status: 'MAYBE' });
  const path = await open(ana);

  await ana.run('identity:unlink', { key: key() });
  await isGone(node, path);

  await bor.run('identity:unlink', { key: key() });
  await ana.run('identity:link', { key: key(), name: bor.name });
  const [event, ...others] = await eventsAt(node, path);
  assert.equal([event?.start, others.length], ['2026-11-20', 0]);

  await house.sql('delete from accounts where id = $1', [ana.account]);
  await isGone(node, path);
  assert.equal(await house.sql('select from feeds'), []);
});

feed.run();
