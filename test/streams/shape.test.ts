import { randomUUID } from 'node:crypto';
import { sql } from 'slonik';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { z } from 'zod';
import { writeEntries } from '../../server/availability/entries/store.ts';
import type { Feature } from '../../server/core.ts';
import type { RunningNode } from '../../server/node.ts';
import { type Batch, each } from '../../server/run/feature.ts';
import { type Grid, gridOf } from '../../shared/availability/grid.ts';
import { command, Id, Key } from '../../shared/command.ts';
import { Day } from '../../shared/day.ts';
import { InCommunity } from '../../shared/identity/roster.ts';
import { commands, streams } from '../../shared/protocol.ts';
import { stream, type View } from '../../shared/stream.ts';
import { until } from '../support/deadline.ts';
import { differences } from '../support/differences.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { openWire, type Wire } from '../support/talk/wire.ts';

// Two things that Muster does not have, of a shape that it had none of: a keyed stream that only
// admins see, whose value is a window by number; and a command that changes it and the grid at once.
// They are made of their own objects, one line in each list, and one source.

const windowSize = 3;
type Diary = { last: number; lines: Record<string, string> };
type DiaryChange = { last?: number; lines?: Record<string, string> };

const Lines = z.record(z.string(), z.string());
const admins: View<Diary, DiaryChange> = {
  state: z.strictObject({ last: z.number(), lines: Lines }),
  change: z.strictObject({ last: z.number(), lines: Lines }).partial(),
  apply(state, { last = state.last, lines = {} }) {
    const all = Object.entries({ ...state.lines, ...lines });
    return { last, lines: Object.fromEntries(all.filter(([n]) => Number(n) > last - windowSize)) };
  },
  merge: (a, b) => ({ ...a, ...b, lines: { ...a.lines, ...b.lines } }),
};
const diary = stream('diary', {
  summary: 'What was written on a day.',
  key: Day,
  views: { admins },
  admits: ({ roles }) => (roles.includes('admin') ? 'admins' : undefined),
});
const diaryOf = (community: string, day: string) => `diary:${community}:${day}` as never;

const write = command('diary:write', {
  summary: 'Write a line, and say that I am in.',
  gate: 'linked',
  kind: 'write',
  limit: { points: 100, seconds: 1 },
  input: z.strictObject({ community: InCommunity, key: Key, day: Day, text: z.string().max(80) }),
  result: z.strictObject({ number: z.number(), player: Id }),
});

Object.assign(streams, { [diary.kind]: diary });
Object.assign(commands, { [write.name]: write });

type Written = { readonly community: string; readonly day: string; readonly text: string };

const feature: Feature = {
  sources: ({ database }) =>
    ({
      async diary(name: string) {
        const [, , day = ''] = name.split(':');
        const Row = z.strictObject({ revision: z.coerce.number(), last: z.number(), lines: Lines });
        const row = await database.maybeOne(sql.type(Row)`
        select s.revision, coalesce(max(d.number), 0) as last,
               coalesce(json_object_agg(d.number, d.text)
                        filter (where d.number is not null), '{}') as lines
        from streams s left join diary d on d.day = ${day} where s.name = ${name}
        group by s.revision
      `);
        if (!row) return null;
        const { revision, ...all } = row;
        return { revision, states: { admins: admins.apply(all, {}) } };
      },
    }) as never,
  handlers: () =>
    ({
      'diary:write': {
        streams: ({ community, day }: Written) => [diaryOf(community, day), gridOf(community)],
        take: each(async (batch: Batch<'availability:set'>, asked) => {
          const { actor } = asked;
          const { day, text } = asked.input as unknown as Written;
          const { tx, now, community } = batch;
          const number = await tx.oneFirst(sql.type(z.strictObject({ number: z.number() }))`
          insert into diary (day, number, text)
          select ${day}, coalesce(max(number), 0) + 1, ${text} from diary where day = ${day}
          returning number
        `);
          if (text === 'too much') throw new Error('This was too much.');
          const player = actor.player.id;
          const place = { community: community.id, today: day, now };
          const mark = { player, day, status: 'LOOKING' as const, by: null };
          const { changed, counts } = await writeEntries(tx, place, [mark]);
          const lines = { [`${number}`]: text };
          batch.announce(diaryOf(community.slug, day), {
            admins: { last: number, lines },
          } as never);
          for (const { after } of changed) {
            const entries = { [day]: { [player]: after } };
            batch.announce(gridOf(community.slug), { members: { entries }, everyone: { counts } });
          }
          return { number, player } as never;
        }),
      },
    }) as never,
};

type Context = { house: House; node: RunningNode; founder: Person; ana: Person; wires: Wire[] };
const shape = suite<Context>('what comes next fits without an exception');

const day = '2026-11-18';
const name = `diary:default:${day}`;

shape.before(async (context) => {
  context.wires = [];
  context.house = await openHouse();
  const { house } = context;
  await house.sql(
    'create table diary (day date, number int, text text, primary key (day, number))',
  );
  await house.sql('grant select, insert on diary to muster_app');
  await house.sql(
    'insert into streams (name, community_id) select $1, id from communities limit 1',
    [name],
  );
  context.node = await house.startNode({ features: [feature] });
  context.founder = await house.person(context.node, 'Founder');
  context.ana = await house.person(context.node, 'Ana 🎯');
});

shape.after(async ({ house, wires }) => {
  for (const wire of wires ?? []) wire.close();
  await house?.close();
});

/** As a Discord user would: an account that its provider vouches for, and no session. */
const writes = ({ node }: Context, { name: subject }: Person, text: string, key = randomUUID()) =>
  node.app.run(
    { by: { account: { issuer: 'test', subject } }, address: 'test' },
    'diary:write' as never,
    {
      ...{ key, day, text },
    } as never,
  ) as unknown as Promise<{ number: number; player: string }>;

const watch = async (context: Context, person?: Person): Promise<Wire> => {
  const wire = await openWire(context.node, person);
  context.wires.push(wire);
  return wire;
};

/** What somebody who watches holds after all that came. */
const held = (wire: Wire): Diary | undefined => {
  const about = (event: string) =>
    (wire.received(event) as { stream: string; state: Diary; change: DiaryChange }[]).filter(
      (one) => one.stream === name,
    );
  const [snapshot] = about('snapshot');
  return (
    snapshot &&
    about('frame').reduce((state, { change }) => admins.apply(state, change), snapshot.state)
  );
};

shape('a keyed stream opens for admins, and for nobody else', async (context) => {
  const [admin, member, nobody] = [
    await watch(context, context.founder),
    await watch(context, context.ana),
    await watch(context),
  ];

  const opened = await admin.ask('stream:open', { stream: name });
  const refused = await member.ask('stream:open', { stream: name });
  const unknown = await nobody.ask('stream:open', { stream: name });

  assert.equal(opened, { ok: true, value: { view: 'admins' } });
  assert.is(refused.ok ? 'ok' : refused.refusal.code, 'forbidden');
  assert.is(unknown.ok ? 'ok' : unknown.refusal.code, 'not-signed-in');
  for (const stream of ['diary:default', 'diary:default:2026-02-30', 'diary:default:2026-11-19']) {
    const missing = await admin.ask('stream:open', { stream });
    assert.is(missing.ok ? 'ok' : missing.refusal.code, 'not-found', stream);
  }
});

shape('one command changes it and the grid, for an account without a session', async (context) => {
  const admin = await watch(context, context.founder);
  const member = await watch(context, context.ana);
  await admin.ask('stream:open', { stream: name });
  await member.ask('stream:open', { stream: 'grid:default' });

  const once = randomUUID();
  const first = await writes(context, context.ana, 'one', once);
  const again = await writes(context, context.ana, 'one', once);

  assert.equal([first, again], [{ number: 1, player: context.ana.player }, first]);
  await until('the diary to say so', () => held(admin)?.lines['1'] === 'one');
  await until('the grid to say so', () =>
    (member.received('frame') as { change: Partial<Grid> }[]).some(
      ({ change }) => change.entries?.[day]?.[context.ana.player]?.status === 'LOOKING',
    ),
  );
  assert.not.match(member.frames.join('\n'), 'diary');
});

shape(
  'a value that is a window by number equals a fresh one, however much comes',
  async (context) => {
    const admin = await watch(context, context.founder);
    await admin.ask('stream:open', { stream: name });

    const texts = Array.from({ length: 20 }, (_, index) => `line ${index}`);
    await Promise.all(texts.map((text) => writes(context, context.ana, text)));

    const last = 21;
    await until('all of them', () => held(admin)?.last === last);
    const later = await watch(context, context.founder);
    await later.ask('stream:open', { stream: name });
    await until('a fresh one', () => held(later));
    assert.equal(differences(held(admin), held(later)), []);
    assert.equal(Object.keys(held(later)?.lines ?? {}), ['19', '20', '21']);
  },
);

shape('what fails changes neither', async (context) => {
  const { house } = context;
  const stand = () => house.sql('select name, revision from streams order by name');
  const before = await stand();

  const failed = await writes(context, context.founder, 'too much').catch((error: Error) => error);

  assert.instance(failed, Error);
  assert.equal(await stand(), before);
  assert.equal(await house.sql(`select 1 from diary where text = 'too much'`), []);
});

shape.run();
