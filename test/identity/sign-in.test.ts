import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import { type House, openHouse } from '../support/house.ts';
import { openBrowser } from '../support/talk/browserless.ts';
import {
  answerOf,
  beginAt,
  isFriendly,
  signInAs,
  stateOf,
  whoIs,
} from '../support/talk/signing-in.ts';

type Context = { house: House; node: RunningNode };
const signIn = suite<Context>('sign-in');

signIn.before(async (context) => {
  context.house = await openHouse();
  context.node = await context.house.startNode();
});

signIn.after(async ({ house }) => {
  await house?.close();
});

signIn('leads through the provider back to the page that was asked for', async ({ node }) => {
  const ana = openBrowser();

  const page = await signInAs(ana, node, 'Ana 🎯', '/grid?from=2026-11-18#today');

  assert.is(page.url.href, `${node.url}/grid?from=2026-11-18#today`);
  assert.is(await whoIs(ana, node), 'Ana 🎯');
  const { host } = new URL(node.url);
  const cookie = ana.attributesOf(host.split(':')[0] ?? '', 'muster') ?? '';
  assert.match(cookie, /; HttpOnly/);
  assert.match(cookie, /; SameSite=Lax/i);
  assert.match(cookie, /; Path=\/(;|$)/);
  assert.not.match(cookie, /; Secure/i);
  const expires = Date.parse(/Expires=([^;]+)/i.exec(cookie)?.[1] ?? '') - Date.now();
  assert.ok(Math.abs(expires - 30 * 24 * 3_600_000) < 60_000, 'thirty days');
});

signIn('works under both of the names this machine has', async ({ node }) => {
  const { port } = new URL(node.url);

  for (const host of ['localhost', '127.0.0.1']) {
    const base = `http://${host}:${port}`;
    const browser = openBrowser();
    const form = await beginAt(browser, base, '/grid');
    const page = await form.submit({ name: `Of ${host}` });
    assert.is(page.url.href, `${base}/grid`);
    assert.is(await whoIs(browser, { ...node, url: base }), `Of ${host}`);
  }
});

signIn('finds the same account for the same name, however it is typed', async ({ house, node }) => {
  const spellings = ['Žiga Straße', '  žiga   STRASSE ', 'Z\u030ciga Straße'];

  const browsers = spellings.map(() => openBrowser());
  for (const [at, browser] of browsers.entries()) {
    await signInAs(browser, node, spellings[at] ?? '');
  }

  const rows = await house.sql<{ issuer: string; sessions: string }>(
    `select a.issuer, count(s.id_hash) as sessions from accounts a join sessions s on s.account_id = a.id
     where lower(a.name) like 'žiga%' group by a.id`,
  );
  assert.equal(rows, [{ issuer: 'local', sessions: '3' }]);
});

signIn('asks for a name again, although the provider has seen this browser', async ({ node }) => {
  const browser = openBrowser();
  await signInAs(browser, node, 'Cene');
  const form = await beginAt(browser, node.url);

  assert.match(form.text, '<label for="name">Name</label>');
  await form.submit({ name: 'Darja' });

  assert.is(await whoIs(browser, node), 'Darja');
});

signIn('that is cancelled changes nothing, and offers to try again', async ({ house, node }) => {
  const browser = openBrowser();
  const form = await beginAt(browser, node.url, '/grid');

  const page = await browser.go(form.link('Cancel'));

  isFriendly(page, 403, 'Sign-in cancelled');
  assert.is(page.link('Try again').href, `${node.url}/auth/sign-in?return=%2Fgrid`);
  assert.is(page.link('Back to Muster').href, `${node.url}/`);
  assert.is(await whoIs(browser, node), null);
  assert.equal(await house.sql('select from sign_ins where state = $1', [stateOf(page.url)]), []);
});

signIn('speaks German to a browser that prefers it', async ({ node }) => {
  const browser = openBrowser({ language: 'de-AT,de;q=0.9,en;q=0.5' });
  const form = await beginAt(browser, node.url, '/grid');
  assert.match(form.text, '<html lang="de">');
  assert.match(form.text, '<button class="primary">Anmelden</button>');
  const again = await form.submit({ name: '' });
  assert.match(again.text, 'Ein Name hat 1 bis 32 Zeichen');

  const page = await browser.go(again.link('Abbrechen'));

  isFriendly(page, 403, 'Anmeldung abgebrochen');
  assert.match(page.text, '<html lang="de">');
  assert.is(page.link('Noch einmal versuchen').href, `${node.url}/auth/sign-in?return=%2Fgrid`);
  isFriendly(await browser.go(page.url), 400, 'Diese Anmeldung gilt nicht mehr');
});

signIn('speaks English to a browser that prefers what is not spoken here', async ({ node }) => {
  const browser = openBrowser({ language: 'sl,hr;q=0.8' });

  const page = await browser.go(`${node.url}/auth/callback`);

  isFriendly(page, 400, 'This sign-in is over');
  assert.match(page.text, '<html lang="en">');
});

signIn('cannot be finished twice with one answer', async ({ node }) => {
  const browser = openBrowser();
  const answer = await answerOf(browser, await beginAt(browser, node.url), 'Eva');
  const both = await Promise.all([browser.go(answer), browser.go(answer)]);
  assert.is(both.filter(({ url }) => url.pathname === '/').length, 1);
  assert.is(both.filter(({ url }) => url.pathname === '/auth/callback').length, 1);

  const replay = await browser.go(answer);

  isFriendly(replay, 400, 'You are signed in');
  assert.is(replay.link('Continue to Muster').href, `${node.url}/`);
  assert.is(await whoIs(browser, node), 'Eva');
});

signIn('is over after ten minutes, and is forgotten when others begin', async ({ house, node }) => {
  const browser = openBrowser();
  const answer = await answerOf(browser, await beginAt(browser, node.url), 'Gaja');
  house.clock.advance(10 * 60_000 + 1);

  isFriendly(await browser.go(answer), 400, 'This sign-in is over');

  assert.is(await whoIs(browser, node), null);
  const left = () => house.sql<{ state: string }>('select state from sign_ins order by expires_at');
  const before = await left();
  await beginAt(openBrowser(), node.url);
  assert.is((await left()).length, before.length, 'one is forgotten for each that begins');
});

signIn('may be under way in two tabs at once', async ({ node }) => {
  const browser = openBrowser();
  const [here, there] = [
    await beginAt(browser, node.url, '/grid'),
    await beginAt(browser, node.url, '/me'),
  ];

  assert.is((await here.submit({ name: 'Hana' })).url.pathname, '/grid');
  assert.is(await whoIs(browser, node), 'Hana');
  assert.is((await there.submit({ name: 'Iva' })).url.pathname, '/me');
  assert.is(await whoIs(browser, node), 'Iva');
});

signIn.run();
