import { request } from 'node:http';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import { type House, openHouse } from '../support/house.ts';
import { openBrowser } from '../support/talk/browserless.ts';
import {
  answerOf,
  beginAt,
  isFriendly,
  sessionOf,
  signInAs,
  stateOf,
  whoIs,
} from '../support/talk/signing-in.ts';

type Context = { house: House; node: RunningNode };
const signIn = suite<Context>('sign-in, for attackers');

signIn.before(async (context) => {
  context.house = await openHouse();
  context.node = await context.house.startNode();
});

signIn.after(async ({ house }) => {
  await house?.close();
});

signIn('cannot be finished in another browser, and that costs nothing', async ({ node }) => {
  const own = openBrowser();
  const other = openBrowser();
  const answer = await answerOf(own, await beginAt(own, node.url), 'Filip');
  await beginAt(other, node.url);

  isFriendly(await other.go(answer), 400, 'This sign-in is over');
  isFriendly(await openBrowser().go(answer), 400, 'This sign-in is over');

  assert.is(await whoIs(other, node), null);
  await own.go(answer);
  assert.is(await whoIs(own, node), 'Filip');
});

signIn('begins a session of its own: ids known before are worth nothing', async ({ node }) => {
  const browser = openBrowser();
  const { hostname } = new URL(node.url);
  browser.plant(hostname, 'muster', 's%3Aplanted.by-somebody-else');
  await signInAs(browser, node, 'Jan');
  const first = sessionOf(browser, node);
  assert.not.match(first, 'planted');

  await signInAs(browser, node, 'Jan');

  assert.is.not(sessionOf(browser, node), first);
  const copy = openBrowser();
  copy.plant(hostname, 'muster', first);
  assert.is(await whoIs(copy, node), null);
});

signIn('sends nobody to another site', async ({ node }) => {
  const elsewhere = [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '/%2e//evil.example',
    'javascript:alert(1)',
    '/auth/sign-in',
    `/${'x'.repeat(512)}`,
    '',
  ];

  for (const returnTo of elsewhere) {
    const page = await signInAs(openBrowser(), node, 'Katja', returnTo);
    assert.is(page.url.href, `${node.url}/`, JSON.stringify(returnTo));
  }
  const twice = await openBrowser().go(
    `${node.url}/auth/sign-in?return=/grid&return=//evil.example`,
  );
  assert.is((await twice.submit({ name: 'Katja' })).url.href, `${node.url}/`);
});

signIn('believes no host that a request names', async ({ node }) => {
  const { port } = new URL(node.url);

  for (const host of ['evil.example', `evil.example:${port}`, 'localhost.evil.example', '']) {
    const location = await locationFor(node, { host, 'x-forwarded-host': 'evil.example' });
    assert.is(location.searchParams.get('redirect_uri'), `${node.url}/auth/callback`, host);
    assert.not.match(location.href, 'evil');
  }
});

signIn('protects what travels through the browser', async ({ node }) => {
  const { searchParams } = await locationFor(node, {});

  assert.is(searchParams.get('response_type'), 'code');
  assert.is(searchParams.get('code_challenge_method'), 'S256');
  assert.match(searchParams.get('code_challenge') ?? '', /^[\w-]{43}$/);
  assert.match(searchParams.get('nonce') ?? '', /^[\w-]{43}$/);
  assert.match(searchParams.get('state') ?? '', /^[\w-]{43}$/);
});

signIn('answers malformed callbacks with a page', async ({ node }) => {
  const browser = openBrowser();
  const state = async () => stateOf((await beginAt(browser, node.url)).way[1] as URL);
  const malformed = [
    '',
    '?',
    '?state=',
    '?state=x&code=y',
    '?state=%00%00',
    '?state=%ff%fe&code=%00',
    `?state=${'a'.repeat(43)}`,
    `?state=${'a'.repeat(9_000)}`,
    `?state=${await state()}`,
    `?state=${await state()}&code=a&code=b`,
    `?state=${await state()}&code=made-up&iss=https://evil.example`,
    `?state=${await state()}&code=made-up`,
    `?state=${await state()}&error=invalid_request&error_description=%3Cscript%3E`,
  ];

  for (const query of malformed) {
    const page = await browser.go(`${node.url}/auth/callback${query}`);
    isFriendly(page, 400, 'This sign-in is over');
    assert.not.match(page.text, 'evil');
  }
});

signIn('survives broken cookies', async ({ node }) => {
  for (const cookie of [
    'muster=',
    'muster=s%3A',
    'muster=s:abc.def',
    'muster=%E0%A4%A',
    'muster=j:{"__proto__":1}',
    'muster; =; ;;; muster.sign-in',
    `muster=${'x'.repeat(8_000)}`,
    '__proto__=1; muster.sign-in=%00',
  ]) {
    const headers = { cookie };
    const me = await openBrowser().go(`${node.url}/api/me`, { headers });
    assert.is(JSON.parse(me.text).account, null, cookie);
    isFriendly(
      await openBrowser().go(`${node.url}/auth/callback?state=${'a'.repeat(43)}`, { headers }),
      400,
      'This sign-in is over',
    );
    const form = await openBrowser().go(`${node.url}/auth/sign-in`, {
      headers,
      until: ({ pathname }) => pathname === '/auth',
    });
    assert.is(form.status, 303);
  }
});

signIn.run();

/** Where a sign-in leads; through node:http, which lets a request name any host. */
const locationFor = ({ url }: RunningNode, headers: Record<string, string>): Promise<URL> =>
  new Promise((resolve, reject) => {
    request(new URL('/auth/sign-in', url), { headers, timeout: 5_000 }, (response) => {
      response.resume();
      resolve(new URL(response.headers.location ?? 'about:blank'));
    })
      .on('error', reject)
      .end();
  });
