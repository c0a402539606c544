/** Owns what a browser does with cookies, redirects, links and forms, without drawing anything. */
import * as assert from 'uvu/assert';

type Cookie = { value: string; path: string; attributes: string };

export type Page = {
  readonly url: URL;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Every address on the way here, the first one asked for included. */
  readonly way: readonly URL[];
  /** Where the link with these words leads. */
  link(words: string): URL;
  /** Sends the page's form. */
  submit(fields: Readonly<Record<string, string>>): Promise<Page>;
};

export type Browser = {
  /** Follows redirects, except to an address that `until` says to stop before. */
  go(url: URL | string, options?: GoOptions): Promise<Page>;
  /** The cookies that a request to this address carries. */
  cookiesFor(url: URL | string): string;
  /** Puts a cookie where a page of that host and path would have. */
  plant(host: string, name: string, value: string, path?: string): void;
  /** The attributes with which a cookie was last set. */
  attributesOf(host: string, name: string): string | undefined;
};

type GoOptions = RequestInit & { until?: (url: URL) => boolean };

const mostRedirects = 12;

/** With no cookies yet. As in a real browser, the ports of one host share them. */
/** `language` is what it prefers, as `Accept-Language` says it. */
export const openBrowser = ({ language }: { language?: string } = {}): Browser => {
  const hosts = new Map<string, Map<string, Cookie>>();

  const jarOf = (host: string) => {
    const jar = hosts.get(host) ?? new Map<string, Cookie>();
    hosts.set(host, jar);
    return jar;
  };

  const keep = (url: URL, header: string) => {
    const [pair = '', ...attributes] = header.split(/;\s*/);
    const [name = '', ...rest] = pair.split('=');
    const attribute = (wanted: string) =>
      attributes
        .find((one) => one.toLowerCase().startsWith(`${wanted}=`))
        ?.slice(wanted.length + 1);
    const path = attribute('path') ?? '/';
    const expires = attribute('expires');
    const key = `${name} ${path}`;
    if (expires && Date.parse(expires) <= Date.now()) jarOf(url.hostname).delete(key);
    else jarOf(url.hostname).set(key, { value: rest.join('='), path, attributes: header });
  };

  const headersFor = (url: URL, request: RequestInit): Headers => {
    const headers = new Headers(request.headers);
    const cookies = browser.cookiesFor(url);
    if (cookies && !headers.has('cookie')) headers.set('cookie', cookies);
    if (!headers.has('accept')) headers.set('accept', 'text/html,*/*;q=0.8');
    if (language) headers.set('accept-language', language);
    return headers;
  };

  const browser: Browser = {
    async go(wanted, { until, ...init } = {}) {
      const way = [new URL(wanted)];
      let request: RequestInit = init;
      for (;;) {
        const url = way.at(-1) as URL;
        const response = await fetch(url, {
          ...request,
          headers: headersFor(url, request),
          redirect: 'manual',
          signal: AbortSignal.timeout(10_000),
        });
        for (const header of response.headers.getSetCookie()) keep(url, header);
        const location = response.headers.get('location');
        const next = location === null ? undefined : new URL(location, url);
        if (!next || until?.(next)) {
          if (next) way.push(next);
          return pageOf(browser, way, response, await response.text());
        }
        await response.body?.cancel();
        assert.ok(way.length < mostRedirects, `Redirected without end: ${way.join(' ')}`);
        way.push(next);
        request = {};
      }
    },

    cookiesFor(wanted) {
      const { hostname, pathname } = new URL(wanted);
      return [...jarOf(hostname)]
        .filter(
          ([, { path }]) => pathname === path || pathname.startsWith(path.replace(/\/?$/, '/')),
        )
        .map(([key, { value }]) => `${key.split(' ')[0]}=${value}`)
        .join('; ');
    },

    plant(host, name, value, path = '/') {
      jarOf(host).set(`${name} ${path}`, { value, path, attributes: '' });
    },

    attributesOf(host, name) {
      return [...jarOf(host)].find(([key]) => key.split(' ')[0] === name)?.[1].attributes;
    },
  };
  return browser;
};

const pageOf = (browser: Browser, way: readonly URL[], response: Response, text: string): Page => {
  const url = way.at(-1) as URL;
  return {
    url,
    status: response.status,
    headers: response.headers,
    text,
    way,
    link(words) {
      const found = [...text.matchAll(/<a [^>]*href="([^"]*)"[^>]*>([^<]*)<\/a>/g)];
      const href = found.find(([, , label]) => label?.trim() === words)?.[1];
      assert.ok(href, `There is no link "${words}" on ${url}.`);
      return new URL(decoded(href), url);
    },
    submit(fields) {
      const action = /<form [^>]*action="([^"]*)"/.exec(text)?.[1];
      assert.ok(action, `There is no form on ${url}.`);
      return browser.go(new URL(decoded(action), url), {
        method: 'POST',
        body: new URLSearchParams(fields),
      });
    },
  };
};

const decoded = (text: string) =>
  text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
