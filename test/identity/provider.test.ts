import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { connect, type Database } from '../../server/database/database.ts';
import { type LocalProvider, startLocalProvider } from '../../server/identity/local-provider.ts';
import { nameFrom, type ProviderConfig } from '../../server/identity/provider.ts';
import { createSessions } from '../../server/identity/sessions/sessions.ts';
import { callbackPath, createSignIn } from '../../server/identity/sign-in.ts';
import { createLog } from '../../server/log.ts';
import type { RunningNode } from '../../server/node.ts';
import { type House, openHouse } from '../support/house.ts';
import { type Browser, openBrowser } from '../support/talk/browserless.ts';

type Context = {
  house: House;
  node: RunningNode;
  database: Database;
  server: Server;
  origin: string;
  issuer: LocalProvider | undefined;
};
const provider = suite<Context>('a provider elsewhere');

const log = createLog('silent');

provider.before(async (context) => {
  context.house = await openHouse();
  context.node = await context.house.startNode();
  context.database = await connect(context.house.database.appUrl);
});

provider.before.each(async (context) => {
  context.server = createServer();
  await new Promise<void>((resolve) => context.server.listen(0, '127.0.0.1', resolve));
  context.origin = `http://127.0.0.1:${(context.server.address() as AddressInfo).port}`;
  context.issuer = undefined;
});

provider.after.each(async ({ server, issuer }) => {
  await issuer?.close();
  server.close();
  server.closeAllConnections();
});

provider.after(async ({ house, database }) => {
  await database?.end();
  await house?.close();
});

/** The sign-in of a product that was told of this provider, with nothing else around it. */
const serve = (context: Context, config: ProviderConfig, { startsPerMinute = 60 } = {}) => {
  const { server, origin, database, house, node } = context;
  const sessions = createSessions({
    database,
    secret: 'of this test only',
    secure: false,
    clock: house.clock,
    log,
  });
  const signIn = createSignIn({
    provider: config,
    origins: [origin],
    sessions,
    database,
    clock: house.clock,
    run: node.app.run,
    log,
    onSignOut: () => {},
    addressOf: () => '127.0.0.1',
    startsPerMinute,
  });
  server.on('request', express().use(signIn));
};

/** A real provider that speaks for itself, not for the house. */
const startIssuer = async (context: Context, port = 0): Promise<ProviderConfig> => {
  context.issuer = await startLocalProvider({
    host: '127.0.0.1',
    port,
    production: false,
    redirectUris: [context.origin + callbackPath],
    log,
  });
  return { ...context.issuer.config, isLocal: false };
};

const begin = (browser: Browser, { origin }: Context) =>
  browser.go(`${origin}/auth/sign-in?return=/grid`);

provider('is part of who somebody is', async (context) => {
  const config = await startIssuer(context);
  serve(context, config);
  const browser = openBrowser();

  const form = await begin(browser, context);
  const page = await form.submit({ name: 'Ana' });

  assert.is(page.url.href, `${context.origin}/grid`);
  assert.is(form.way[1]?.searchParams.get('prompt'), null, 'it decides itself what to ask');
  const accounts = await context.house.sql('select issuer from accounts where name = $1', ['Ana']);
  assert.equal(accounts, [{ issuer: config.issuer }]);
});

provider('may be away when Muster starts, and come back', async (context) => {
  const config = await startIssuer(context);
  await context.issuer?.close();
  serve(context, config);
  const browser = openBrowser();

  const away = await begin(browser, context);
  assert.is(away.status, 503);
  assert.match(away.text, '<h1>Signing in does not work right now</h1>');
  assert.is(away.link('Try again').href, `${context.origin}/auth/sign-in?return=%2Fgrid`);
  assert.equal(
    await context.house.sql('select from sign_ins where origin = $1', [context.origin]),
    [],
  );

  await startIssuer(context, Number(new URL(config.issuer).port));
  assert.is((await browser.go(away.link('Try again'))).status, 200);
});

provider('may go away while somebody is there', async (context) => {
  serve(context, await startIssuer(context));
  const browser = openBrowser();
  const form = await begin(browser, context);
  const action = /action="([^"]*)"/.exec(form.text)?.[1] ?? '';
  const held = await browser.go(new URL(action, form.url), {
    method: 'POST',
    body: new URLSearchParams({ name: 'Bor' }),
    until: ({ pathname }) => pathname === callbackPath,
  });
  await context.issuer?.close();

  const page = await browser.go(held.url);

  assert.is(page.status, 503);
  assert.match(page.text, '<h1>Signing in does not work right now</h1>');
  assert.is(page.link('Try again').searchParams.get('return'), '/grid');
});

provider('that does not know us is our trouble, not the player’s', async (context) => {
  serve(context, { ...(await startIssuer(context)), clientSecret: 'another' });
  const form = await begin(openBrowser(), context);

  const page = await form.submit({ name: 'Cene' });

  assert.is(page.status, 503);
  assert.not.match(page.text, 'invalid_client');
});

provider('is not asked more often than an address may', async (context) => {
  serve(context, await startIssuer(context), { startsPerMinute: 2 });
  const browser = openBrowser();
  await begin(browser, context);
  await begin(browser, context);

  const page = await begin(browser, context);

  assert.is(page.status, 429);
  assert.match(page.text, '<h1>One moment, please</h1>');
  const seconds = Number(page.headers.get('retry-after'));
  assert.ok(seconds > 0 && seconds <= 60);
});

provider.run();

const names = suite('the name a provider gives');

names('is the first that can be shown, cleaned and cut', () => {
  const given: [Record<string, unknown>, string | undefined][] = [
    [{ name: 'Ana' }, 'Ana'],
    [{ name: '', preferred_username: 'ana_1', nickname: 'An' }, 'ana_1'],
    [{ name: '\u202e\u200b ', nickname: ' An  a\u0000 ' }, 'An a'],
    [{ name: 7, preferred_username: null, nickname: ['x'] }, undefined],
    [{ name: '🎯'.repeat(40) }, '🎯'.repeat(32)],
    [{ name: `${'a'.repeat(31)} b` }, 'a'.repeat(31)],
    [{ name: 'x'.repeat(100_000) }, 'x'.repeat(32)],
    [{ name: 'half \ud83c' }, 'half \ufffd'],
    [{}, undefined],
  ];

  for (const [claims, name] of given) assert.is(nameFrom(claims), name, JSON.stringify(claims));
});

names.run();
