import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import type { CountsChange } from '../../shared/availability/grid.ts';
import type { Command } from '../../shared/command.ts';
import { type CommandName, commands } from '../../shared/protocol.ts';
import type { Frame } from '../../shared/stream.ts';
import { examples } from '../support/contract/examples.ts';
import { until } from '../support/deadline.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { tellsNothingOf, wordsOf } from '../support/talk/eavesdrop.ts';
import { addressOf, ask, post } from '../support/talk/request.ts';
import { openWire, type Wire } from '../support/talk/wire.ts';

type Context = {
  house: House;
  node: RunningNode;
  ana: Person;
  bor: Person;
  cene: Person;
  /** Signed in and without a player. */
  eva: Person;
  /** Ana's and Bor's, who watch all the time. */
  members: Wire[];
};
const privacy = suite<Context>('privacy');

const today = '2026-11-18';
const grid = { stream: 'grid:default' };
const roster = { stream: 'roster:default' };

privacy.before(async (context) => {
  const house = await openHouse();
  context.house = house;
  // Ids that stand nowhere else: those of other houses are examples in the documents.
  await house.sql('alter table accounts alter column id restart with 3098765432109876543');
  await house.sql('alter table players alter column id restart with 4098765432109876543');
  await house.community('other');
  const node = await house.startNode();
  Object.assign(context, { node, members: [] });
  context.ana = await house.person(node, 'Skrivna Ana 🎯');
  context.bor = await house.person(node, '<b>Bor & "Novak"</b>');
  context.cene = await house.person(node, 'Čenča Žvižg');
  context.eva = await house.person(node, 'Eva Odprta', { linked: false });
  await context.ana.run('identity:link', {
    community: 'other',
    key: randomUUID(),
    name: 'Skrivna Ana 🎯',
  });
  for (const person of [context.ana, context.bor]) {
    const wire = await openWire(node, person);
    await wire.ask('stream:open', grid);
    context.members.push(wire);
  }
});

privacy.after(async ({ house, members }) => {
  for (const wire of members ?? []) wire.close();
  await house?.close();
});

const mark = (person: Person, status: 'LOOKING' | 'MAYBE' | null, day = today) =>
  person.run('availability:set', { key: randomUUID(), marks: [{ day, status }] });

/** Members come, go, mark and look at each other. */
const bustle = async ({ ana, bor, cene, members }: Context): Promise<void> => {
  for (const person of [ana, bor, cene]) await mark(person, null);
  await mark(ana, 'LOOKING');
  await mark(bor, 'MAYBE', '2026-11-30');
  await cene.run('identity:unlink', { key: randomUUID() });
  await cene.run('identity:link', { key: randomUUID(), name: cene.name });
  await mark(cene, 'LOOKING');
  await until('members to see each other', () => members[1]?.received('presence').length);
  await mark(ana, null);
};

/** How many are looking today, as the last frame that says so has it. */
const lookingToday = (wire: Wire): number | undefined =>
  (wire.received('frame') as Frame<CountsChange>[])
    .map(({ change }) => change.counts?.[today]?.LOOKING)
    .findLast((count) => count !== undefined);

const eavesdroppers = ['nobody', 'somebody without a player'] as const;

for (const who of eavesdroppers) {
  privacy(`${who} sees counts move over a socket, and no name or id`, async (context) => {
    const { node, ana, bor, cene, eva } = context;
    const visitor = who === 'nobody' ? undefined : eva;
    const wire = await openWire(node, visitor);
    const opened = await wire.ask('stream:open', grid);
    assert.equal(opened, { ok: true, value: { view: 'everyone' } });

    await bustle(context);
    await wire.ask('stream:close', grid);
    await wire.ask('stream:open', { ...grid, since: 0 });
    await mark(ana, 'LOOKING');
    await until('two to look', () => lookingToday(wire) === 2);
    await mark(cene, null);
    await until('one to look', () => lookingToday(wire) === 1);

    tellsNothingOf([ana, bor, cene], who, wire.frames.join('\n'));
    assert.is(wire.received('presence').length, 0);
    wire.close();
  });

  privacy(`${who} learns no name or id by asking for it over a socket`, async (context) => {
    const { house, node, ana, bor, cene, eva } = context;
    const visitor = who === 'nobody' ? undefined : eva;
    const [row] = await house.sql<{ revision: string }>(
      `select revision from streams where name = 'grid:default'`,
    );
    const revision = Number(row?.revision);
    const wires: Wire[] = [];
    const rooms = ['grid:default/members', 'grid:other/members', `account:${ana.account}`];
    const streams = ['grid:other', 'account:default', `player:${ana.player}`, 'presence:default'];

    for (const community of ['default', 'other', 'default']) {
      const wire = await openWire(node, visitor, {
        community,
        view: 'members',
        account: ana.account,
      });
      wires.push(wire);
      for (const name of Object.keys(commands) as CommandName[]) {
        // What would give the visitor a player is tried below, with names that are taken.
        if (name !== 'identity:link') await wire.ask(name, examples[name]);
      }
      const since = [undefined, 0, 1, revision - 2, revision - 1, revision, revision + 9];
      const opened = [`grid:${community}`, ...rooms, ...streams].flatMap((stream) => [
        wire.ask('stream:open', { stream, view: 'members' }),
        ...since.map((one) => wire.ask('stream:open', { stream, since: one })),
      ]);
      await Promise.all(opened);
      for (const name of [ana.name, ana.name.toUpperCase(), ` ${bor.name}`, cene.name]) {
        const answer = await wire.ask('identity:link', { key: randomUUID(), name });
        assert.not.ok(answer.ok, name);
      }
      for (const asked of ['default', 'other', 'none']) {
        await wire.ask('identity:me', { community: asked });
        await wire.ask('availability:read', { community: asked, from: '2026-10-01', to: today });
        await wire.ask('availability:read', { community: asked, from: today, to: '2027-01-01' });
      }
    }
    await bustle(context);
    await mark(bor, 'LOOKING');
    await until('the counts', () => (lookingToday(wires[0] as Wire) ?? 0) > 0);

    const heard = wires.flatMap(({ frames }) => frames).join('\n');
    tellsNothingOf([ana, bor, cene], who, heard);
    for (const wire of wires) wire.close();
  });

  privacy(`${who} learns no name or id over HTTP`, async (context) => {
    const { node, ana, bor, cene, eva } = context;
    const options = who === 'nobody' ? {} : { person: eva };
    const routes = (Object.values(commands) as Command[]).flatMap(({ name, http }) =>
      http ? { ...http, input: examples[name as CommandName] as object } : [],
    );
    const gets = routes.filter(({ method }) => method === 'get');
    const queries = gets.flatMap(({ path, input }) =>
      ['default', 'other', 'none'].map((community) => addressOf(path, { ...input, community })),
    );
    const past = '/api/availability?from=2026-05-23&to=2026-11-18';
    const odd = [...gets, ...routes].map(
      ({ path }) => `${path}/${ana.player}?player=${ana.player}`,
    );
    const pages = ['/', '/grid', '/me', '/health', '/ready', '/metrics', '/api/openapi.json'];
    const auth = ['/auth/sign-in', '/auth/callback', '/auth/pages.css', '/auth/sign-out'];
    const none = ['/api', '/api/players', '/theme.js', '/index.html', '/socket.io/?EIO=4'];

    const heard: string[] = [];
    for (const path of [...queries, past, ...odd, ...pages, ...auth, ...none]) {
      for (const method of ['GET', 'HEAD', 'OPTIONS']) {
        heard.push(path, wordsOf(await ask(node, path, { method, ...options })));
      }
      const zipped = { 'accept-encoding': 'gzip' };
      heard.push(wordsOf(await ask(node, path, { headers: zipped, ...options })));
    }
    for (const { path, input } of routes.filter(({ method }) => method === 'post')) {
      const asked = 'name' in input ? { ...input, name: ana.name } : input;
      heard.push(wordsOf(await post(node, path, asked, options)));
      heard.push(wordsOf(await post(node, path, { ...asked, player: ana.player }, options)));
    }

    const words = heard.filter((text) => !odd.includes(text)).join('\n');
    tellsNothingOf([ana, bor, cene], who, words);
    assert.match(words, '"counts"');
  });
}

privacy('somebody who unlinks hears no more of others from that moment on', async (context) => {
  const { house, node, ana, bor, cene } = context;
  const dana = await house.person(node, 'Dana');
  const [here, there] = [await openWire(node, dana), await openWire(node, dana)];
  for (const wire of [here, there]) {
    for (const stream of [roster, grid]) await wire.ask('stream:open', stream);
  }
  await bustle(context);
  assert.match(here.frames.join('\n'), ana.name);
  const heardBefore = there.frames.length;

  const unlinked = await here.ask('identity:unlink', { key: randomUUID() });
  const heardUntilThen = here.frames.length;
  assert.ok(unlinked.ok);
  for (const wire of [here, there]) await until('who I am', () => wire.received('me').length === 1);
  await bustle(context);
  for (const wire of [here, there]) {
    assert.equal(await wire.ask('stream:open', { ...grid, since: 3 }), {
      ok: true,
      value: { view: 'everyone' },
    });
  }
  await mark(bor, 'LOOKING');
  for (const wire of [here, there]) await until('the counts', () => lookingToday(wire));

  const saidToThere = there.frames.slice(heardBefore);
  const fromThen = saidToThere.slice(saidToThere.indexOf('42["me"]'));
  tellsNothingOf([ana, bor, cene], 'this tab', here.frames.slice(heardUntilThen).join('\n'));
  tellsNothingOf([ana, bor, cene], 'another tab', fromThen.join('\n'));
  for (const wire of [here, there]) wire.close();
});

privacy.run();
