import { io as connect, type Socket } from 'socket.io-client';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import { within } from '../support/deadline.ts';
import { type House, openHouse } from '../support/house.ts';
import { type Browser, openBrowser } from '../support/talk/browserless.ts';
import { sessionOf, signInAs, whoIs } from '../support/talk/signing-in.ts';

type Context = { house: House; node: RunningNode };
const signingOut = suite<Context>('signing out');

signingOut.before(async (context) => {
  context.house = await openHouse();
  context.node = await context.house.startNode();
});

signingOut.after(async ({ house }) => {
  await house?.close();
});

signingOut('ends the session everywhere it was copied to', async ({ house, node }) => {
  const ana = openBrowser();
  const elsewhere = openBrowser();
  await signInAs(ana, node, 'Ana');
  await signInAs(elsewhere, node, 'Ana');
  const copy = openBrowser();
  copy.plant(new URL(node.url).hostname, 'muster', sessionOf(ana, node));
  assert.is(await whoIs(copy, node), 'Ana');

  const { status } = await signOut(ana, node);

  assert.is(status, 204);
  assert.is(sessionOf(ana, node), '', 'the cookie is gone');
  assert.is(await whoIs(copy, node), null);
  assert.is(await whoIs(elsewhere, node), 'Ana', 'only this session ended');
  assert.is((await house.sql('select from sessions')).length, 1);
  assert.is((await signOut(ana, node)).status, 204, 'once more does no harm');
});

signingOut('disconnects the sockets of this session, and no others', async ({ node }) => {
  const [ana, elsewhere] = [openBrowser(), openBrowser()];
  await signInAs(ana, node, 'Ana');
  await signInAs(elsewhere, node, 'Ana');
  const [ends, stays] = await Promise.all([socketOf(ana, node), socketOf(elsewhere, node)]);
  const ended = new Promise((resolve) => ends.once('disconnect', resolve));

  await signOut(ana, node);

  await within('the end of the connection', ended);
  const me = await within('an answer', stays.emitWithAck('identity:me', {}));
  assert.is(me.value.account.name, 'Ana');
  ends.close();
  stays.close();
});

signingOut('needs proof that Muster itself asked', async ({ node }) => {
  const ana = openBrowser();
  await signInAs(ana, node, 'Ana');

  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: '' },
    { 'x-requested-with': '' },
    { 'x-requested-with': 'fetch' },
  ]) {
    const refused = await signOut(ana, node, headers);
    assert.is(refused.status, 403, JSON.stringify(headers));
    assert.is(JSON.parse(refused.text).refusal.code, 'forbidden');
  }

  await ana.go(`${node.url}/auth/sign-out`);
  assert.is(await whoIs(ana, node), 'Ana', 'a link signs nobody out either');
});

signingOut.run();

const signOut = (browser: Browser, { url }: RunningNode, headers: Record<string, string> = {}) =>
  browser.go(new URL('/auth/sign-out', url), {
    method: 'POST',
    headers: { origin: url, 'x-requested-with': 'XMLHttpRequest', ...headers },
  });

const socketOf = async (browser: Browser, { url }: RunningNode): Promise<Socket> => {
  const socket = connect(url, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { origin: url, cookie: browser.cookiesFor(url) },
  });
  await within(
    'a connection',
    new Promise((resolve, reject) => {
      socket.once('connect', () => resolve(undefined)).once('connect_error', reject);
    }),
  );
  return socket;
};
