import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sign } from 'cookie-signature';
import express from 'express';
import pg from 'pg';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { connect, type Database } from '../../server/database/database.ts';
import { createSessions, type Sessions } from '../../server/identity/sessions/sessions.ts';
import { createLog } from '../../server/log.ts';
import { createTestClock, type TestClock } from '../support/clock.ts';
import { cloneDatabase, type TestDatabase } from '../support/database/postgres.ts';
import { openBrowser } from '../support/talk/browserless.ts';

type Context = {
  database: TestDatabase;
  pool: Database;
  owner: pg.Client;
  clock: TestClock;
  servers: Server[];
  sessions: Sessions;
  account: string;
};
const sessions = suite<Context>('sessions');

const secret = 'a secret of thirty-two characters';
const log = createLog('silent');

sessions.before(async (context) => {
  context.servers = [];
  context.database = await cloneDatabase();
  context.pool = await connect(context.database.appUrl, { maxPoolSize: 2 });
  context.owner = new pg.Client({ connectionString: context.database.ownerUrl });
  await context.owner.connect();
  context.clock = createTestClock('2026-11-18T19:30:00+01:00');
  context.sessions = open(context);
  const { rows } = await context.owner.query(
    `insert into accounts (issuer, subject, name, created_at)
     values ('test', 'ana', 'Ana', now()) returning id`,
  );
  context.account = rows[0].id;
});

sessions.after.each(({ servers }) => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

sessions.after(async ({ database, pool, owner, sessions }: Partial<Context>) => {
  sessions?.close();
  await pool?.end();
  await owner?.end();
  await database?.drop();
});

const open = ({ pool, clock }: Context, { secure = false, database = pool } = {}): Sessions =>
  createSessions({ database, secret, secure, clock, log });

/** Pages: `/in` signs in, `/out` signs out, `/kept` rolls, `/who` says who is signed in. */
const serve = async (
  { servers, account }: Context,
  { accountOf, keep, begin, end }: Sessions,
): Promise<string> => {
  const app = express()
    .get('/in', async (req, res) => {
      res.json(await begin(req, res, account));
    })
    .get('/out', async (req, res) => {
      res.json(await end(req, res));
    })
    .get('/kept', keep, (_req, res) => {
      res.json('open');
    })
    .get('/who', async (req, res) => {
      res.json(await accountOf(req));
    });
  const server = createServer(app);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const countOf = async ({ owner }: Context): Promise<number | null> =>
  (await owner.query('select from sessions')).rowCount;

sessions(
  'are read from a cookie that we signed, and from no other',
  ({ sessions: { readSession } }) => {
    const signed = (sid: string, by = secret) => encodeURIComponent(`s:${sign(sid, by)}`);

    assert.is(readSession(`muster=${signed('an id')}`), sha256('an id'));
    assert.is(readSession(`theme=dark; muster=${signed('an id')}; x=y`), sha256('an id'));
    for (const header of [
      undefined,
      '',
      ';',
      '=',
      'muster',
      'muster=',
      'muster=an id',
      'muster=s%3A',
      'muster=s%3A.',
      `muster=s%3A${encodeURIComponent(sign('', secret))}`,
      `muster=${signed('an id', 'another secret')}`,
      `muster=${signed('an id').slice(0, -1)}`,
      `muster=${signed('an id')}x`,
      `other=${signed('an id')}`,
      'muster=%E0%A4%A',
      '__proto__=1; constructor=2',
      `muster=${'a'.repeat(100_000)}`,
      '\u0000\uffff',
    ]) {
      assert.is(readSession(header), null, header?.slice(0, 60));
    }
  },
);

sessions('roll their thirty days with the pages that are opened, once an hour', async (context) => {
  const { clock, owner } = context;
  const browser = openBrowser();
  const url = await serve(context, context.sessions);
  await browser.go(`${url}/in`);
  const hash = context.sessions.readSession(browser.cookiesFor(url));
  const minute = 60_000;
  const day = 24 * 60 * minute;
  const daysLeft = async () => {
    const { rows } = await owner.query('select expires_at from sessions where id_hash = $1', [
      hash,
    ]);
    return (rows[0].expires_at.getTime() - clock.now()) / day;
  };
  assert.is(await daysLeft(), 30);

  clock.advance(59 * minute);
  const soon = await browser.go(`${url}/kept`);
  assert.is(soon.headers.get('set-cookie'), null);
  assert.ok((await daysLeft()) < 30);
  clock.advance(29 * day);
  const late = await browser.go(`${url}/kept`);

  assert.match(late.headers.get('set-cookie') ?? '', 'Max-Age=2592000;');
  assert.is(await daysLeft(), 30);
  clock.advance(30 * day);
  assert.is((await browser.go(`${url}/kept`)).headers.get('set-cookie'), null);
  assert.is((await browser.go(`${url}/who`)).text, 'null', 'one that ran out is not brought back');
});

sessions('leave nothing behind for visitors', async (context) => {
  const url = await serve(context, context.sessions);
  const before = await countOf(context);

  const page = await openBrowser().go(`${url}/kept`);

  assert.is(page.text, '"open"');
  assert.is(page.headers.get('set-cookie'), null);
  assert.is(await countOf(context), before);
});

sessions('get a new id with every sign-in, and the one before is dead', async (context) => {
  const browser = openBrowser();
  const copy = openBrowser();
  const url = await serve(context, context.sessions);
  assert.is((await browser.go(`${url}/in`)).text, 'null');
  const before = await countOf(context);
  const first = browser.cookiesFor(url);
  copy.plant('127.0.0.1', 'muster', first.slice('muster='.length));
  assert.is((await copy.go(`${url}/who`)).text, JSON.stringify(context.account));

  const again = await browser.go(`${url}/in`, { headers: { 'user-agent': 'x'.repeat(1_000) } });

  assert.is(again.text, JSON.stringify(context.account), 'says whose session was replaced');
  assert.is.not(browser.cookiesFor(url), first);
  const { rows } = await context.owner.query(
    "select from sessions where user_agent = repeat('x', 256)",
  );
  assert.is(rows.length, 1, 'remembers what the browser called itself, in bounds');
  assert.is(await countOf(context), before);
  assert.is((await copy.go(`${url}/who`)).text, 'null');
  assert.is((await browser.go(`${url}/who`)).text, JSON.stringify(context.account));
});

sessions('are dead in every copy once they end, also while pages are opened', async (context) => {
  const browser = openBrowser();
  const copy = openBrowser();
  const url = await serve(context, context.sessions);
  await browser.go(`${url}/in`);
  const cookies = browser.cookiesFor(url);
  copy.plant('127.0.0.1', 'muster', cookies.slice('muster='.length));
  context.clock.advance(2 * 3_600_000);

  const [out] = await Promise.all([browser.go(`${url}/out`), copy.go(`${url}/kept`)]);

  assert.is(out.text, JSON.stringify(context.account));
  assert.is(browser.cookiesFor(url), '');
  assert.is((await copy.go(`${url}/who`)).text, 'null');
  assert.is((await copy.go(`${url}/out`)).text, 'null', 'once more does no harm');
});

sessions(
  'are secure cookies off loopback, sent only when the proxy spoke https',
  async (context) => {
    const secure = open(context, { secure: true });
    const url = await serve(context, secure);

    const overTls = { 'x-forwarded-proto': 'https' };
    const safe = await openBrowser().go(`${url}/in`, { headers: overTls });
    const unsafe = await openBrowser().go(`${url}/in`);

    assert.match(
      safe.headers.get('set-cookie') ?? '',
      /; Path=\/;.*; HttpOnly; Secure; SameSite=Lax/,
    );
    assert.is(unsafe.headers.get('set-cookie'), null);
    secure.close();
  },
);

sessions('do not keep a page from opening while the database is away', async (context) => {
  const browser = openBrowser();
  await browser.go(`${await serve(context, context.sessions)}/in`);
  const gone = await connect(context.database.appUrl, { maxPoolSize: 1 });
  await gone.end();
  const without = open(context, { database: gone });

  const page = await browser.go(`${await serve(context, without)}/kept`);

  assert.is(page.status, 200);
  assert.is(page.text, '"open"');
  without.close();
});

sessions('end with their account', async (context) => {
  const browser = openBrowser();
  const url = await serve(context, context.sessions);
  await browser.go(`${url}/in`);

  await context.owner.query('delete from accounts where id = $1', [context.account]);

  assert.is(await countOf(context), 0);
  assert.is((await browser.go(`${url}/who`)).text, 'null');
});

sessions.run();
