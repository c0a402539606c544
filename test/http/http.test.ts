import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import type { Counts, Entry } from '../../shared/availability/grid.ts';
import { addDays, daysFrom } from '../../shared/day.ts';
import { footprint } from '../support/database/footprint.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { ask, post, type Reply } from '../support/talk/request.ts';

type Context = { house: House; node: RunningNode; ana: Person; bor: Person; eva: Person };
const http = suite<Context>('availability and identity over HTTP');

const today = '2026-11-18';
const nothing = { LOOKING: 0, AVAILABLE: 0, MAYBE: 0, NOT_PLAYING: 0 };

type Answer = {
  revision: number;
  today: string;
  entries?: Record<string, Record<string, Entry>>;
  counts?: Record<string, Counts>;
};

http.before(async (context) => {
  context.house = await openHouse();
  context.node = await context.house.startNode();
  context.ana = await context.house.person(context.node, 'Ana 🎯');
  context.bor = await context.house.person(context.node, '<b>Bor</b>');
  context.eva = await context.house.person(context.node, 'Eva', { linked: false });
});

http.after(async ({ house }) => {
  await house?.close();
});

const read = (node: RunningNode, from: string, to: string, person?: Person): Promise<Reply> =>
  ask(node, `/api/availability?from=${from}&to=${to}`, person && { person });

const mark = (day: string, status: string | null = 'LOOKING') => ({
  key: randomUUID(),
  marks: [{ day, status }],
});

http('marks a day and shows it: names to members, counts to others', async (context) => {
  const { node, ana, eva } = context;
  const day = addDays(today, 4);

  const marked = await post(node, '/api/availability', mark(day, 'MAYBE'), { person: ana });

  assert.is(marked.status, 200);
  const { revision } = marked.json() as { revision: number };
  const member = (await read(node, today, day, ana)).json() as Answer;
  assert.is(member.revision, revision);
  assert.is(member.entries?.[day]?.[ana.player]?.status, 'MAYBE');
  for (const person of [undefined, eva]) {
    const other = (await read(node, today, day, person)).json() as Answer;
    assert.equal(other.counts, { [day]: { ...nothing, MAYBE: 1 } });
    assert.not.ok('entries' in other || 'players' in other);
  }
});

http('reads from today on, 61 days, when nobody says which', async ({ node, ana }) => {
  const ranges = ['', `?from=${today}`, `?to=${addDays(today, 60)}`];

  for (const range of ranges) {
    const reply = await ask(node, `/api/availability${range}`, { person: ana });
    const { from, to } = reply.json() as { from: string; to: string };
    assert.equal([reply.status, from, to], [200, today, addDays(today, 60)], range);
  }
  const tooLong = await ask(node, `/api/availability?to=${addDays(today, 180)}`, { person: ana });
  const backwards = await ask(node, `/api/availability?to=${addDays(today, -1)}`);
  assert.equal([tooLong.status, tooLong.refusal?.field], [400, 'to']);
  assert.equal([backwards.status, backwards.refusal?.field], [400, 'to']);
});

http('applies a mark once, however often it is sent', async ({ node, ana }) => {
  const once = mark(addDays(today, 5));
  const send = () => post(node, '/api/availability', once, { person: ana });

  const first = await send();
  await post(node, '/api/availability', mark(addDays(today, 5), null), { person: ana });
  const again = await send();

  assert.equal(again.json(), first.json());
  const { entries } = (await read(node, today, addDays(today, 90), ana)).json() as Answer;
  assert.is(entries?.[addDays(today, 5)], undefined);
});

http('writes only for our own pages', async ({ house, node, ana }) => {
  const { port } = new URL(node.url);
  const without = { origin: '', 'x-requested-with': '' };
  const strangers: [Record<string, string>, string][] = [
    [without, 'Origin'],
    [{ origin: 'https://evil.example' }, 'Origin'],
    [{ origin: 'null' }, 'Origin'],
    [{ origin: `${node.url}/` }, 'Origin'],
    [{ origin: `http://localhost:${port}.evil.example` }, 'Origin'],
    [{ origin: `http://localhost:${Number(port) - 1}` }, 'Origin'],
    [{ origin: `https://localhost:${port}` }, 'Origin'],
    [{ 'x-requested-with': '' }, 'X-Requested-With'],
    [{ 'x-requested-with': 'fetch' }, 'X-Requested-With'],
  ];
  const before = await footprint(house);

  for (const [headers, field] of strangers) {
    const reply = await post(node, '/api/availability', mark(today), { headers, person: ana });
    assert.equal([reply.status, reply.refusal?.field], [403, field], JSON.stringify(headers));
  }
  const bare = { method: 'POST', body: JSON.stringify(mark(today)), person: ana };
  assert.is((await ask(node, '/api/availability', bare)).status, 403);
  assert.equal(await footprint(house), before);

  for (const origin of [`http://localhost:${port}`, `http://127.0.0.1:${port}`]) {
    const headers = { origin };
    const reply = await post(node, '/api/availability', mark(today), { headers, person: ana });
    assert.is(reply.status, 200, origin);
  }
});

http('tells nobody elsewhere what it answers', async ({ node, ana }) => {
  for (const method of ['GET', 'OPTIONS', 'HEAD']) {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    const reply = await ask(node, '/api/me', { method, headers, person: ana });
    const allowing = Object.keys(reply.headers).filter((name) => name.startsWith('access-control'));
    assert.equal(allowing, [], method);
  }
});

http('reads 180 days at once and not one more, past ones too', async ({ node, ana }) => {
  for (const first of [
    today,
    addDays(today, -179),
    addDays(today, -90),
    '0001-01-01',
    '2024-02-28',
  ]) {
    for (const person of [undefined, ana]) {
      const most = await read(node, first, addDays(first, 179), person);
      assert.is(most.status, 200, first);
      const more = await read(node, first, addDays(first, 180), person);
      assert.equal([more.status, more.refusal?.field], [400, 'to'], first);
    }
  }
  assert.is((await read(node, today, today)).status, 200, 'one day');
  assert.is((await read(node, today, addDays(today, -1))).refusal?.field, 'to');
});

http('goes on showing days that are over, and lets nobody write them', async () => {
  const house = await openHouse({ at: '2026-11-18T23:59:00+01:00' });
  try {
    const node = await house.startNode();
    const ana = await house.person(node, 'Ana 🎯');
    await post(node, '/api/availability', mark(today), { person: ana });

    house.clock.set('2026-11-19T00:30:00+01:00');
    const late = await post(node, '/api/availability', mark(today, null), { person: ana });
    await post(node, '/api/availability', mark(addDays(today, 1)), { person: ana });

    assert.equal([late.status, late.refusal?.field], [400, 'marks.0.day']);
    const member = (await read(node, addDays(today, -7), addDays(today, 7), ana)).json() as Answer;
    assert.is(member.today, '2026-11-19');
    assert.equal(Object.keys(member.entries ?? {}).sort(), daysFrom(today, 2));
    const other = (await read(node, today, today)).json() as Answer;
    assert.equal(other.counts, { [today]: { ...nothing, LOOKING: 1 } });
    const { from, to } = (
      (await ask(node, '/api/availability/access', { person: ana })).json() as {
        writable: { from: string; to: string };
      }
    ).writable;
    assert.equal([from, to], ['2026-11-19', '2027-02-17']);
  } finally {
    await house.close();
  }
});

http('says what one may do, to each their own', async ({ node, ana, eva }) => {
  const access = async (person?: Person) =>
    (await ask(node, '/api/availability/access', person && { person })).json();

  const counts = { linked: false, sees: 'counts', writable: null };
  assert.equal(await access(), { signedIn: false, ...counts });
  assert.equal(await access(eva), { signedIn: true, ...counts });
  assert.equal(await access(ana), {
    signedIn: true,
    linked: true,
    sees: 'names',
    writable: { from: today, to: addDays(today, 90) },
  });
});

http('says who one is, to each their own', async ({ node, ana, eva }) => {
  const me = async (person?: Person) => {
    const reply = await ask(node, '/api/me', person && { person });
    assert.is(reply.status, 200);
    return reply.json() as Record<string, unknown>;
  };
  const community = {
    slug: 'default',
    name: 'Muster',
    zone: 'Europe/Ljubljana',
    roster: 'open',
    today,
  };

  assert.equal(await me(), { account: null, player: null, roles: [], community });
  assert.equal(await me(eva), { account: { name: 'Eva' }, player: null, roles: [], community });
  assert.equal(await me(ana), {
    account: { name: 'Ana 🎯' },
    player: { id: ana.player, name: 'Ana 🎯' },
    roles: ['member', 'admin'],
    community,
  });
  const unknown = await ask(node, '/api/me?community=nowhere', { person: ana });
  assert.equal([unknown.status, unknown.refusal?.field], [404, 'community']);
});

http.run();
