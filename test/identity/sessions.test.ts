import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sign } from 'cookie-signature';
import express from 'express';
import pg from 'pg';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createSessions, type Sessions } from '../../server/identity/sessions.ts';
import { createLog } from '../../server/log.ts';
import { cloneDatabase, type TestDatabase } from '../support/database/postgres.ts';
import { openBrowser } from '../support/talk/browserless.ts';

type Context = {
  database: TestDatabase;
  pool: pg.Pool;
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
  context.pool = new pg.Pool({ connectionString: context.database.appUrl, max: 2 });
  context.sessions = createSessions({ pool: context.pool, secret, secure: false, log });
  const { rows } = await context.pool.query(
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

sessions.after(async ({ database, pool, sessions }: Partial<Context>) => {
  await sessions?.close();
  await pool?.end();
  await database?.drop();
});

/** Two pages: `/in` signs in, everything else says who is signed in. */
const serve = async ({ servers, account }: Context, { middleware, keep, begin }: Sessions) => {
  const app = express()
    .get('/in', middleware, async (req, res) => {
      await begin(req, account);
      res.end();
    })
    .get('/kept', keep, (req, res) => {
      res.json(req.session?.account ?? null);
    });
  const server = createServer(app);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

sessions(
  'are read from a cookie that we signed, and from no other',
  ({ sessions: { readSession } }) => {
    const signed = (sid: string, by = secret) => encodeURIComponent(`s:${sign(sid, by)}`);

    assert.is(readSession(`muster=${signed('an id')}`), 'an id');
    assert.is(readSession(`theme=dark; muster=${signed('an id')}; x=y`), 'an id');
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

sessions('roll their thirty days with every page that is opened', async (context) => {
  const browser = openBrowser();
  const url = await serve(context, context.sessions);
  await browser.go(`${url}/in`);
  const sid = context.sessions.readSession(browser.cookiesFor(url));
  const day = 24 * 3_600_000;
  const daysLeft = async () => {
    const { rows } = await context.pool.query('select expire from sessions where sid = $1', [sid]);
    return Math.round((rows[0].expire.getTime() - Date.now()) / day);
  };
  assert.is(await daysLeft(), 30);
  await context.pool.query(`update sessions set expire = now() + interval '3 days'`);

  const page = await browser.go(`${url}/kept`);

  assert.is(page.text, JSON.stringify(context.account));
  assert.is(await daysLeft(), 30);
  assert.match(page.headers.get('set-cookie') ?? '', 'Expires=');
});

sessions('leave nothing behind for visitors', async (context) => {
  const url = await serve(context, context.sessions);
  const before = await context.pool.query('select from sessions');

  const page = await openBrowser().go(`${url}/kept`);

  assert.is(page.text, 'null');
  assert.is(page.headers.get('set-cookie'), null);
  assert.is((await context.pool.query('select from sessions')).rowCount, before.rowCount);
});

sessions(
  'are secure cookies off loopback, sent only when the proxy spoke https',
  async (context) => {
    const secure = createSessions({ pool: context.pool, secret, secure: true, log });
    const url = await serve(context, secure);

    const overTls = { 'x-forwarded-proto': 'https' };
    const safe = await openBrowser().go(`${url}/in`, { headers: overTls });
    const unsafe = await openBrowser().go(`${url}/in`);

    assert.match(safe.headers.get('set-cookie') ?? '', /; Secure/);
    assert.is(unsafe.headers.get('set-cookie'), null);
    await secure.close();
  },
);

sessions('do not keep a page from opening while the database is away', async (context) => {
  const browser = openBrowser();
  const url = await serve(context, context.sessions);
  await browser.go(`${url}/in`);
  const gone = new pg.Pool({ connectionString: 'postgres://nobody@127.0.0.1:1/none', max: 1 });
  const without = createSessions({ pool: gone, secret, secure: false, log });

  const page = await browser.go(`${await serve(context, without)}/kept`);

  assert.is(page.status, 200);
  assert.is(page.text, 'null');
  await without.close();
  await gone.end();
});

sessions('end with their account', async (context) => {
  const browser = openBrowser();
  const url = await serve(context, context.sessions);
  await browser.go(`${url}/in`);
  const owner = new pg.Client({ connectionString: context.database.ownerUrl });
  await owner.connect();

  await owner.query('delete from accounts where id = $1', [context.account]);

  assert.is((await context.pool.query('select from sessions')).rowCount, 0);
  assert.is((await browser.go(`${url}/kept`)).text, 'null');
  await owner.end();
});

sessions.run();
