import { request } from 'node:http';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type LocalProvider,
  startLocalProvider,
  subjectOf,
} from '../../server/identity/local-provider.ts';
import { createLog } from '../../server/log.ts';
import { StartProblem } from '../../server/start-problem.ts';
import { openBrowser } from '../support/talk/browserless.ts';

type Context = { provider: LocalProvider; printed: unknown[] };
const local = suite<Context>('the local provider');

const origin = 'http://localhost:7000';
const options = {
  host: '127.0.0.1',
  port: 0,
  production: false,
  redirectUris: [`${origin}/auth/callback`, 'http://127.0.0.1:7000/auth/callback'],
  log: createLog('silent'),
};
const { log: write, info, warn, error } = console;

local.before(async (context) => {
  context.printed = [];
  const note = (...words: unknown[]) => void context.printed.push(...words);
  Object.assign(console, { info: note, warn: note, error: note });
  context.provider = await startLocalProvider(options);
});

local.after(async ({ provider }: Partial<Context>) => {
  Object.assign(console, { log: write, info, warn, error });
  await provider?.close();
});

const authorize = ({ config }: LocalProvider, more: Record<string, string> = {}) => {
  const url = new URL('/auth', config.issuer);
  url.search = new URLSearchParams({
    client_id: config.clientId,
    response_type: 'code',
    scope: 'openid profile',
    redirect_uri: `${origin}/auth/callback`,
    state: 'a state',
    code_challenge: 'a'.repeat(43),
    code_challenge_method: 'S256',
    prompt: 'login',
    ...more,
  }).toString();
  return url;
};

const isBack = (url: URL) => url.origin === origin;

const problemOf = (wrong: Partial<typeof options>): Promise<unknown> =>
  startLocalProvider({ ...options, ...wrong }).then(
    async (provider) => {
      await provider.close();
      return 'It started.';
    },
    (problem: unknown) => problem,
  );

local('does not exist in production', async () => {
  const problem = await problemOf({ production: true });

  assert.instance(problem, StartProblem);
  assert.match((problem as Error).message, 'OIDC_ISSUER');
});

local('does not exist off loopback', async () => {
  const hosts = [
    '0.0.0.0',
    '::',
    '192.168.1.20',
    'muster.example',
    '127.0.0.1.example',
    '127.1.example',
    'localhost.example',
    '',
  ];

  for (const host of hosts) {
    const problem = await problemOf({ host });
    assert.instance(problem, StartProblem, host);
    assert.match((problem as Error).message, 'loopback only');
  }
});

local('says when its port is taken, and frees it when it closes', async ({ provider }) => {
  const port = Number(new URL(provider.config.issuer).port);
  const problem = await problemOf({ port });
  assert.instance(problem, StartProblem);
  assert.match((problem as Error).message, String(port));

  const first = await startLocalProvider(options);
  await first.close();
  const again = Number(new URL(first.config.issuer).port);
  assert.is(await problemOf({ port: again }), 'It started.');
});

local('shows one field and one button, and goes back with a code', async ({ provider }) => {
  const form = await openBrowser().go(authorize(provider));
  assert.is(form.status, 200);
  assert.match(form.text, '<label for="name">Name</label>');
  assert.match(form.text, '<button class="primary">Sign in</button>');

  const back = await openBrowserAt(provider).then(({ submit }) => submit('Ana'));

  assert.is(back.origin + back.pathname, `${origin}/auth/callback`);
  assert.is(back.searchParams.get('state'), 'a state');
  assert.ok(back.searchParams.get('code'));
  assert.is(back.searchParams.get('iss'), provider.config.issuer);
});

local('says what is wrong with a name, and keeps what was typed', async ({ provider }) => {
  const form = await openBrowser().go(authorize(provider));
  const wrong: [string, RegExp][] = [
    ['', /1 to 32 characters/],
    ['   \u202e ', /1 to 32 characters/],
    ['x'.repeat(33), /1 to 32 characters/],
    ['x'.repeat(300), /1 to 32 characters/],
    [`"><script>${'x'.repeat(40)}`, /1 to 32 characters/],
  ];

  const browser = await openBrowserAt(provider);
  for (const [name, sentence] of wrong) {
    const page = await browser.typed({ name });
    assert.is(page.status, 422, name);
    assert.match(page.text, sentence);
    assert.match(page.text, 'aria-invalid="true" aria-describedby="wrong"');
    assert.not.match(page.text, '<script>');
  }
  assert.is((await browser.typed({})).status, 422);
  assert.is((await browser.typed({ name: 'x'.repeat(10_000) })).status, 413);
  assert.is((await browser.submit('Still here')).origin, origin);
  assert.is(form.status, 200);
});

local('goes back without a code when somebody cancels', async ({ provider }) => {
  const browser = openBrowser();
  const form = await browser.go(authorize(provider));

  const { url } = await browser.go(form.link('Cancel'), { until: isBack });

  assert.is(url.searchParams.get('error'), 'access_denied');
  assert.is(url.searchParams.get('state'), 'a state');
});

local('sends nobody to an address it was not told of', async ({ provider }) => {
  const page = await openBrowser().go(
    authorize(provider, { redirect_uri: 'http://localhost:7001/auth/callback' }),
  );

  assert.is(page.status, 400);
  assert.match(page.text, '<h1>This sign-in is over</h1>');
  assert.is(page.link('Back to Muster').href, `${origin}/`);
});

local('knows only the browser that began', async ({ provider }) => {
  const form = await openBrowser().go(authorize(provider));

  for (const address of [form.url, new URL('/sign-in/made-up', form.url)]) {
    const page = await openBrowser().go(address);
    assert.is(page.status, 400);
    assert.match(page.text, '<h1>This sign-in is over</h1>');
  }
});

local('may send its form nowhere but to itself and to Muster', async ({ provider }) => {
  const { headers } = await openBrowser().go(authorize(provider));

  const policy = headers.get('content-security-policy') ?? '';

  assert.match(policy, "default-src 'none'");
  assert.match(policy, `form-action 'self' ${origin} http://127.0.0.1:7000;`);
  assert.match(policy, "frame-ancestors 'none'");
});

local('shares no cookie name with the app', async ({ provider }) => {
  const browser = openBrowser();
  const form = await browser.go(authorize(provider));
  const body = new URLSearchParams({ name: 'Ana' });
  await browser.go(form.url, { method: 'POST', body, until: isBack });

  const sent = browser.cookiesFor(form.url).split('; ');
  assert.ok(sent.length > 0);
  for (const cookie of sent) assert.match(cookie, /^muster-provider\./);
});

local('answers under its own name only', async ({ provider }) => {
  const status = await new Promise((resolve, reject) => {
    const asked = request(provider.config.issuer, { headers: { host: 'evil.example' } });
    asked.on('error', reject).on('response', (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.end();
  });

  assert.is(status, 421);
});

local('prints nothing', ({ printed }) => {
  assert.equal(printed, []);
});

/** A browser that stands on the provider's page. */
const openBrowserAt = async (provider: LocalProvider) => {
  const browser = openBrowser();
  const form = await browser.go(authorize(provider));
  const typed = (fields: Record<string, string>) =>
    browser.go(form.url, {
      method: 'POST',
      body: new URLSearchParams(fields),
      until: isBack,
    });
  return { typed, submit: async (name: string) => (await typed({ name })).url };
};

local.run();

const subjects = suite('the subject of a name');

subjects('is one for all spellings of it', () => {
  const alike = [
    ['Ana', 'ANA', ' ana '],
    ['Žiga', 'Z\u030ciga', 'ŽIGA'],
    ['Straße', 'STRASSE', 'strasse'],
    ['ΟΔΟΣ', 'οδος', 'οδοσ'],
    ['🎯', '🎯'],
  ];

  for (const spellings of alike) {
    assert.is(new Set(spellings.map(subjectOf)).size, 1, spellings.join());
  }
  assert.is(new Set(alike.map(([name = '']) => subjectOf(name))).size, alike.length);
  for (const [name = ''] of alike) assert.match(subjectOf(name), /^[\w-]{43}$/);
});

subjects.run();
