import { randomUUID } from 'node:crypto';
import { sign } from 'cookie-signature';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import type { Answer, Command } from '../../shared/command.ts';
import { type CommandName, commands, type NameOf, type StreamKind } from '../../shared/protocol.ts';
import { type RefusalCode, Refused, refusalStatus } from '../../shared/refusal.ts';
import { examples } from '../support/contract/examples.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { addressOf, ask, post } from '../support/talk/request.ts';
import { openWire } from '../support/talk/wire.ts';

type Context = { house: House; node: RunningNode };
const gates = suite<Context>('gates');

const roles = [
  'nobody',
  'signed out',
  'expired',
  'forged',
  'signed in',
  'admin without a player',
  'linked',
  'promoter',
  'admin',
] as const;
type Role = (typeof roles)[number];
type Verdict = 'ok' | RefusalCode;
/** `system` is Muster itself, which comes neither over a socket nor over HTTP. */
type Row = { readonly [Who in Role | 'system']: Verdict };

const outside = (verdict: Verdict) => ({
  nobody: verdict,
  'signed out': verdict,
  expired: verdict,
  forged: verdict,
});
const unlinked = (verdict: Verdict) => ({
  'signed in': verdict,
  'admin without a player': verdict,
});
const members = (verdict: Verdict) => ({ linked: verdict, promoter: verdict, admin: verdict });
const allOutside = (verdict: Verdict) => ({
  ...outside(verdict),
  ...unlinked(verdict),
  ...members(verdict),
});

const forLinked: Row = {
  ...outside('not-signed-in'),
  ...unlinked('not-linked'),
  ...members('ok'),
  system: 'not-signed-in',
};

/** Who is let through, and with what the others are refused. A new command needs its row. */
const table: { readonly [Name in CommandName]: Row } = {
  'stream:open': { ...allOutside('ok'), system: 'invalid' },
  'stream:close': { ...allOutside('ok'), system: 'invalid' },
  // Nothing is open yet.
  'stream:hint': {
    ...outside('not-signed-in'),
    ...unlinked('not-linked'),
    ...members('forbidden'),
    system: 'not-signed-in',
  },
  'identity:me': { ...allOutside('ok'), system: 'ok' },
  'identity:link': {
    ...outside('not-signed-in'),
    ...unlinked('ok'),
    ...members('taken'),
    system: 'not-signed-in',
  },
  'identity:unlink': forLinked,
  'identity:sign-in': { ...allOutside('not-found'), system: 'ok' },
  'availability:set': forLinked,
  // Nothing to take back yet: who gets as far as the stroke is told that it is not known.
  'availability:undo': {
    ...outside('not-signed-in'),
    ...unlinked('not-linked'),
    ...members('not-found'),
    system: 'not-signed-in',
  },
  'availability:set-pattern': forLinked,
  'availability:read': { ...allOutside('ok'), system: 'ok' },
  'availability:access': { ...allOutside('ok'), system: 'ok' },
  'availability:rollover': { ...allOutside('not-found'), system: 'ok' },
  // The link decides, not who asks; this one leads nowhere.
  'availability:feed': { ...allOutside('not-found'), system: 'not-found' },
  'availability:feed-link': forLinked,
  'availability:feed-open': forLinked,
  'availability:feed-close': forLinked,
};

/** Every stream that a community has from the start. A new one needs to say here who gets which view. */
const streamsHere: { readonly [Kind in StreamKind]: NameOf<Kind> } = {
  roster: 'roster:default',
  grid: 'grid:default',
};

const sees: { readonly [Who in Role]: 'names' | 'counts' } = {
  nobody: 'counts',
  'signed out': 'counts',
  expired: 'counts',
  forged: 'counts',
  'signed in': 'counts',
  'admin without a player': 'counts',
  linked: 'names',
  promoter: 'names',
  admin: 'names',
};

gates.before(async (context) => {
  context.house = await openHouse();
  context.node = await context.house.startNode();
  // The first account is admin of a fresh install; nobody else is by accident.
  await context.house.person(context.node, 'Founder');
});

gates.after(async ({ house }) => {
  await house?.close();
});

let arrivals = 0;

/** Somebody nobody has seen before, in that role; undefined for nobody. */
const arrive = async ({ house, node }: Context, role: Role): Promise<Person | undefined> => {
  if (role === 'nobody') return undefined;
  arrivals += 1;
  const isLinked = sees[role] === 'names';
  const person = await house.person(node, `Guest ${arrivals}`, { linked: isLinked });
  const { session, sessionId } = person;
  switch (role) {
    case 'signed out': {
      const { status } = await post(node, '/auth/sign-out', '', { person });
      assert.is(status, 204);
      return person;
    }
    case 'expired':
      await house.sql(
        `update sessions set expires_at = '2026-11-18T19:30:00+01:00' where id_hash = $1`,
        [session],
      );
      return person;
    case 'forged': {
      const value = `s:${sign(sessionId, 'another secret of the same length')}`;
      return { ...person, cookie: `muster=${encodeURIComponent(value)}` };
    }
    case 'promoter':
    case 'admin':
    case 'admin without a player':
      await house.sql(
        `insert into roles (community_id, account_id, role)
         select id, $1, $2 from communities where slug = 'default'`,
        [person.account, role.split(' ')[0]],
      );
      return person;
    case 'signed in':
    case 'linked':
      return person;
    default:
      return role satisfies never;
  }
};

/** The example of a command, as an intention of its own. */
const inputFor = (name: CommandName): object => {
  arrivals += 1;
  const example: object = examples[name];
  return {
    ...example,
    ...('key' in example && { key: randomUUID() }),
    ...('name' in example && { name: `Player ${arrivals}` }),
  };
};

const verdictOf = (answer: Answer<unknown>): Verdict => (answer.ok ? 'ok' : answer.refusal.code);

for (const name of Object.keys(commands) as CommandName[]) {
  const { http } = commands[name] as Command;

  gates(`${name} lets through whom it should, over a socket`, async (context) => {
    for (const role of roles) {
      const wire = await openWire(context.node, await arrive(context, role));
      const answer = await wire.ask(name, inputFor(name));
      assert.is(verdictOf(answer), table[name][role], role);
      wire.close();
    }
  });

  gates(`${name} lets Muster itself through where it should`, async ({ node }) => {
    const caller = { by: 'system', address: 'test' } as const;
    const verdict = await node.app.run(caller, name, inputFor(name) as never).then(
      () => 'ok',
      (error: unknown) => (error instanceof Refused ? error.refusal.code : error),
    );
    assert.is(verdict, table[name].system);
  });

  if (!http) continue;
  gates(`${name} lets through whom it should, over HTTP`, async (context) => {
    const { node } = context;
    for (const role of roles) {
      const person = await arrive(context, role);
      const input = inputFor(name);
      const options = person ? { person } : {};
      const { status, refusal } =
        http.method === 'get'
          ? await ask(node, addressOf(http.path, input), options)
          : await post(node, http.path, input, options);
      const verdict = table[name][role];
      assert.is(refusal?.code ?? 'ok', verdict, role);
      assert.is(status, verdict === 'ok' ? 200 : refusalStatus[verdict], role);
    }
  });
}

gates('show names to members and counts to everyone else, whatever is asked', async (context) => {
  const { node } = context;
  const range = { from: '2026-11-01', to: '2026-11-30' };
  const query = new URLSearchParams(range);

  for (const role of roles) {
    const person = await arrive(context, role);
    const wire = await openWire(node, person);
    for (const stream of Object.values(streamsHere)) {
      const opened = await wire.ask('stream:open', { stream });
      const view = sees[role] === 'names' ? 'members' : 'everyone';
      assert.equal(opened, { ok: true, value: { view } }, `${stream}, ${role}`);
    }
    const access = await wire.ask('availability:access', {});
    const read = await wire.ask('availability:read', range);
    const page = await ask(node, `/api/availability?${query}`, person ? { person } : {});

    assert.is(access.ok && (access.value as { sees: string }).sees, sees[role], role);
    const snapshots = wire.received('snapshot') as { state: object }[];
    const shown = Object.assign({}, ...snapshots.map(({ state }) => state));
    for (const grid of [shown, read.ok && read.value, page.json()] as object[]) {
      assert.is('players' in grid && 'entries' in grid, sees[role] === 'names', role);
      assert.is('counts' in grid, sees[role] === 'counts', role);
    }
    wire.close();
  }
});

gates.run();
