/**
 * Owns which pages there are and where: reads an address, and writes one. Names pages, never what
 * draws them: browser, worker and server each bring their own half.
 */
import { isDay } from './day.ts';

/** `:day` stands for a real day. `title` is English, for links that are shared elsewhere. */
export const pages = {
  tonight: { path: '/', title: 'Tonight' },
  grid: { path: '/grid', title: 'Grid' },
  day: { path: '/day/:day', title: 'Day' },
  me: { path: '/me', title: 'Me' },
} as const satisfies Record<string, { path: string; title: string }>;

export type PageId = keyof typeof pages;
export type PageParams = Readonly<Record<string, string>>;

export type Place = {
  readonly community: string;
  readonly page: PageId;
  readonly params: PageParams;
};

/** The one whose addresses need not name it. */
export const defaultCommunity = 'default';

const isRight: Readonly<Record<string, (value: string) => boolean>> = { day: isDay };

const paramsOf = (pattern: string, path: string): PageParams | undefined => {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    const name = part.startsWith(':') ? part.slice(1) : undefined;
    if (name === undefined ? part !== value : isRight[name]?.(value) !== true) return undefined;
    if (name !== undefined) params[name] = value;
  }
  return params;
};

/** Without a slash at its end, which people type and links gain on their way. */
export const tidyPath = (path: string): string => path.replace(/(?<=[^/])\/$/, '');

/** Which page of which community a path is; nothing where there is none. */
export const readAddress = (path: string): Place | undefined => {
  const named = /^\/c\/([^/]+)(\/.*)?$/.exec(tidyPath(path));
  const community = named?.[1] ?? defaultCommunity;
  // One address for each page: this community's has no prefix.
  if (named && community === defaultCommunity) return undefined;
  const within = named ? (named[2] ?? '/') : tidyPath(path);
  for (const page of Object.keys(pages) as PageId[]) {
    const params = paramsOf(pages[page].path, within);
    if (params) return { community, page, params };
  }
  return undefined;
};

/** The one way to write an address. */
export const addressOf = (
  page: PageId,
  params: PageParams = {},
  community: string = defaultCommunity,
): string => {
  const path = pages[page].path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '');
  return community === defaultCommunity ? path : tidyPath(`/c/${community}${path}`);
};

/** What the server answers itself: data, signing in, and what machines read. */
export const servedElsewhere = [
  'api',
  'auth',
  'feed',
  'health',
  'metrics',
  'ready',
  'socket.io',
] as const;

export const isServedElsewhere = (path: string): boolean =>
  servedElsewhere.some((name) => path === `/${name}` || path.startsWith(`/${name}/`));
