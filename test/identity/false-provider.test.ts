import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { connect, type Database } from '../../server/database/database.ts';
import { createSessions } from '../../server/identity/sessions/sessions.ts';
import { createSignIn } from '../../server/identity/sign-in.ts';
import { createLog } from '../../server/log.ts';
import type { RunningNode } from '../../server/node.ts';
import { type House, openHouse } from '../support/house.ts';
import { type Browser, openBrowser, type Page } from '../support/talk/browserless.ts';
import { type FalseIssuer, startFalseIssuer } from '../support/talk/false-issuer.ts';
import { isFriendly } from '../support/talk/signing-in.ts';

type Context = {
  house: House;
  node: RunningNode;
  database: Database;
  issuer: FalseIssuer;
  server: Server;
  origin: string;
};
const provider = suite<Context>('a provider that says something else');

const log = createLog('silent');

provider.before(async (context) => {
  context.house = await openHouse();
  context.node = await context.house.startNode();
  context.database = await connect(context.house.database.appUrl);
});

provider.before.each(async (context) => {
  context.issuer = await startFalseIssuer();
  context.server = createServer();
  await new Promise<void>((resolve) => context.server.listen(0, '127.0.0.1', resolve));
  context.origin = `http://127.0.0.1:${(context.server.address() as AddressInfo).port}`;
  const { house, node, database, issuer, origin } = context;
  const { clock } = house;
  const signIn = createSignIn({
    provider: issuer.config,
    origins: [origin],
    sessions: createSessions({ database, secret: 'of this test only', secure: false, clock, log }),
    database,
    clock,
    run: node.app.run,
    log,
    onSignOut: () => {},
    addressOf: () => '127.0.0.1',
  });
  context.server.on('request', express().use(signIn));
});

provider.after.each(async ({ house, issuer, server }) => {
  issuer.close();
  server.close();
  server.closeAllConnections();
  await house.sql('delete from accounts');
});

provider.after(async ({ house, database }) => {
  await database?.end();
  await house?.close();
});

const signIn = (browser: Browser, { origin }: Context): Promise<Page> =>
  browser.go(`${origin}/auth/sign-in?return=/grid`);

const accounts = ({ house }: Context) =>
  house.sql<{ subject: string; name: string }>('select subject, name from accounts');

/** Claims that are wrong, and claims that are missing: as if the browser had altered the answer. */
const refused = {
  wrong: [503, 'Signing in does not work right now'],
  missing: [400, 'This sign-in is over'],
} as const;

const isRefused = async (context: Context, as: keyof typeof refused): Promise<void> => {
  const browser = openBrowser();

  const page = await signIn(browser, context);

  const [status, title] = refused[as];
  isFriendly(page, status, title);
  assert.is(page.link('Back to Muster').href, `${context.origin}/`);
  assert.not.match(page.text, /mallory/i);
  assert.not.match(browser.cookiesFor(context.origin), 'muster=');
  assert.equal(await accounts(context), []);
  assert.equal(await context.house.sql('select from sessions'), []);
};

provider('is believed while it is honest, and asked for the name', async (context) => {
  const browser = openBrowser();

  const page = await signIn(browser, context);

  assert.is(page.url.href, `${context.origin}/grid`);
  assert.equal(await accounts(context), [{ subject: 'ana', name: 'Ana' }]);
});

provider('is refused when the name it gives is another subject’s', async (context) => {
  context.issuer.says.userinfo = { sub: 'mallory', name: 'Mallory' };

  await isRefused(context, 'wrong');
});

provider('is refused when it gives a name and does not say whose', async (context) => {
  context.issuer.says.userinfo = { sub: undefined, name: 'Mallory' };

  await isRefused(context, 'missing');
});

for (const [what, claims, as] of [
  ['for another sign-in', { nonce: 'mallory' }, 'wrong'],
  ['for another client', { aud: 'mallory' }, 'wrong'],
  ['of another issuer', { iss: 'https://mallory.example' }, 'wrong'],
  ['that ran out', { exp: 1 }, 'wrong'],
  ['of nobody', { sub: undefined }, 'missing'],
] as const) {
  provider(`is refused with an ID token ${what}`, async (context) => {
    context.issuer.says.idToken = { name: 'Mallory', ...claims };

    await isRefused(context, as);
  });
}

provider('is not asked for the name when the ID token has one', async (context) => {
  context.issuer.says.idToken = { name: 'Ana B.' };
  context.issuer.says.userinfo = { sub: 'mallory', name: 'Mallory' };

  await signIn(openBrowser(), context);

  assert.equal(await accounts(context), [{ subject: 'ana', name: 'Ana B.' }]);
});

provider.run();
