/** Owns the address: which page is open, and that links within the app do not load it anew. */
import {
  addressOf,
  defaultCommunity,
  isServedElsewhere,
  type PageId,
  type PageParams,
  type Place,
  readAddress,
  tidyPath,
} from '../shared/pages.ts';
import { Store } from './live/store.ts';

const pathOf = ({ pathname }: { pathname: string }): string => tidyPath(pathname);

export const route = new Store(pathOf(location));

/** Whose page is open; nothing where there is none. There is one community yet. */
export const placeOf = (path: string): Place | undefined => {
  const place = readAddress(path);
  return place?.community === defaultCommunity ? place : undefined;
};

/** Where a page of this community is. */
export const pathTo = (page: PageId, params?: PageParams): string => addressOf(page, params);

const linkOf = (event: MouseEvent): HTMLAnchorElement | undefined => {
  if (event.defaultPrevented || event.button !== 0) return undefined;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return undefined;
  return event.composedPath().find((node) => node instanceof HTMLAnchorElement);
};

/** Call once. `lost` is called instead of leaving for a page of the server's while there is no network. */
export const followLinks = (lost: () => void): void => {
  if (route.value !== location.pathname) {
    history.replaceState(history.state, '', route.value + location.search + location.hash);
  }
  addEventListener('popstate', () => route.set(pathOf(location)));
  document.addEventListener('click', (event) => {
    const link = linkOf(event);
    if (!link || link.target || link.hasAttribute('download')) return;
    if (link.origin !== location.origin) return;
    if (isServedElsewhere(link.pathname)) {
      if (navigator.onLine) return;
      event.preventDefault();
      lost();
      return;
    }
    if (link.hash) return;
    event.preventDefault();
    if (pathOf(link) === route.value) return;
    history.pushState(null, '', pathOf(link) + link.search);
    scrollTo(0, 0);
    route.set(pathOf(link));
  });
};
