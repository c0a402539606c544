import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Status, statuses } from '../../shared/availability/grid.ts';
import { addDays } from '../../shared/day.ts';
import { until, within } from '../support/deadline.ts';
import { type House, houseSecret, openHouse, type Person } from '../support/house.ts';
import { freePort } from '../support/programs/redis.ts';
import { createRandom } from '../support/random.ts';
import { openScreen, type Screen } from '../support/talk/screen.ts';

type Context = {
  house: House;
  port: number;
  server: ChildProcess | undefined;
  people: Person[];
  screens: Screen[];
};
const kill = suite<Context>('kill -9');

const clients = 20;
const marksEach = 10;

/** The real process, as `npm start` runs it, against this test's database. */
const startServer = async (context: Context): Promise<void> => {
  const { house, port } = context;
  const server = spawn(
    process.execPath,
    [join(import.meta.dirname, '..', '..', 'server', 'main.ts')],
    {
      env: {
        ...process.env,
        PORT: `${port}`,
        DATABASE_URL: house.database.appUrl,
        DATABASE_OWNER_URL: house.database.ownerUrl,
        SESSION_SECRET: houseSecret,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  context.server = server;
  await within('the server to be ready', once(server.stdout, 'data'), 20_000);
};

const killServer = async ({ server }: Context): Promise<void> => {
  if (!server) return;
  const gone = once(server, 'exit');
  server.kill('SIGKILL');
  await gone;
};

kill.before(async (context) => {
  // By the machine's clock: the server is a process of its own.
  context.house = await openHouse({ at: new Date().toISOString(), zone: 'UTC' });
  const node = await context.house.startNode();
  context.people = [];
  for (let index = 0; index < clients; index += 1) {
    context.people.push(await context.house.person(node, `Player ${index}`));
  }
  await node.close();
  context.port = await freePort();
  context.screens = [];
  await startServer(context);
});

kill.after(async (context) => {
  for (const screen of context.screens ?? []) screen.close();
  await killServer(context);
  await context.house?.close();
});

kill('in the middle of 200 marks loses none that was acknowledged', async (context) => {
  const { house, people, screens } = context;
  const url = `http://localhost:${context.port}`;
  for (const person of people) screens.push(await openScreen({ url }, person));
  const today = (screens[0] as Screen).grid().today;
  const random = createRandom(7);
  /** The last acknowledged status of every cell; each player marks each of its cells once. */
  const acknowledged = new Map<string, Status>();
  let answered = 0;

  const ask = (offsets: readonly number[]): Promise<void>[] =>
    people.flatMap((person, index) => offsets.map((offset) => mark(person, index, offset)));
  const mark = async ({ player }: Person, index: number, offset: number): Promise<void> => {
    const day = addDays(today, offset);
    const status = random.of(statuses);
    const screen = screens[index] as Screen;
    await screen.ask('availability:set', { key: randomUUID(), marks: [{ day, status }] });
    answered += 1;
    acknowledged.set(`${day} ${player}`, status);
  };
  const offsets = Array.from({ length: marksEach }, (_, offset) => offset);
  const first = ask(offsets.slice(0, marksEach / 2));
  await until('the first answers', () => answered > 20);
  // One batch may take all that has come: the rest is on its way when the server is killed.
  const asked = [...first, ...ask(offsets.slice(marksEach / 2))];
  await new Promise(setImmediate);
  assert.ok(answered < clients * marksEach, 'the kill comes in the middle');
  await killServer(context);
  const before = new Map(acknowledged);
  await startServer(context);

  await within('every mark to be answered', Promise.all(asked), 30_000);
  const rows = await house.sql<{ day: string; player: string; status: Status }>(
    'select day::text, player_id::text as player, status from entries',
  );
  const stored = new Map(rows.map(({ day, player, status }) => [`${day} ${player}`, status]));
  for (const [cell, status] of before) assert.is(stored.get(cell), status, cell);
  assert.equal(stored, acknowledged);

  const [row] = await house.sql<{ revision: string }>(
    `select revision from streams where name = 'grid:default'`,
  );
  for (const screen of screens) {
    const isThere = () => screen.shown().revision === Number(row?.revision);
    await until('every screen to agree', isThere, 20_000);
    assert.equal(screen.grid(), (screens[0] as Screen).grid());
  }
  for (const { day, player, status } of rows) {
    assert.is((screens[0] as Screen).grid().entries[day]?.[player]?.status, status);
  }
  const [receipts] = await house.sql<{ count: string }>(
    `select count(*) from receipts where command = 'availability:set'`,
  );
  assert.is(Number(receipts?.count), clients * marksEach, 'each mark was applied exactly once');
});

kill.run();
