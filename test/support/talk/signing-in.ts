/** Owns how tests sign in as people do: over HTTP, through the provider's page. */
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../../server/node.ts';
import type { Browser, Page } from './browserless.ts';

/** Goes as far as the provider's page. */
export const beginAt = (browser: Browser, base: string, returnTo = '/') =>
  browser.go(new URL(`/auth/sign-in?return=${encodeURIComponent(returnTo)}`, base));

/** Signs in all the way, to the page where it leads. */
export const signInAs = async (
  browser: Browser,
  { url }: RunningNode,
  name: string,
  returnTo?: string,
) => {
  const form = await beginAt(browser, url, returnTo);
  return form.submit({ name });
};

/** The provider's answer, held back before our callback has seen it. */
export const answerOf = async (browser: Browser, form: Page, name: string): Promise<URL> => {
  const action = /action="([^"]*)"/.exec(form.text)?.[1] ?? '';
  const held = await browser.go(new URL(action, form.url), {
    method: 'POST',
    body: new URLSearchParams({ name }),
    until: ({ pathname }) => pathname === '/auth/callback',
  });
  return held.url;
};

/** The name of the account, as the server knows it. */
export const whoIs = async (browser: Browser, { url }: RunningNode): Promise<string | null> => {
  const { text } = await browser.go(new URL('/api/me', url));
  return JSON.parse(text).account?.name ?? null;
};

/** The session cookie's value. */
export const sessionOf = (browser: Browser, { url }: RunningNode): string =>
  /muster=([^;]+)/.exec(browser.cookiesFor(url))?.[1] ?? '';

/** A page for people, that says what went wrong and shows nothing of the machine. */
export const isFriendly = (page: Page, status: number, title: string) => {
  assert.is(page.status, status);
  assert.match(page.headers.get('content-type') ?? '', 'text/html');
  assert.is(page.headers.get('cache-control'), 'no-store');
  assert.match(page.text, `<h1>${title}</h1>`);
  assert.not.match(page.text, /\bat .*\.[jt]s:\d+/);
};

export const stateOf = (url: URL): string => url.searchParams.get('state') ?? '';
