/** Owns the address: which page is open, and that links within the app do not load it anew. */
import { type Day, isDay } from '../shared/day.ts';
import { Store } from './live/store.ts';

/** Without a slash at its end, which people type and links gain on their way. */
const pathOf = ({ pathname }: { pathname: string }): string => pathname.replace(/(?<=[^/])\/$/, '');

export const route = new Store(pathOf(location));

/** The grid as it was last seen in this visit: filtered, sorted, of so many days. */
export const gridAddress = new Store('/grid');

/** The path of a day's own page. */
export const dayPath = (day: Day): string => `/day/${day}`;

/** Whose page a path is; nothing where no such day exists. */
export const dayOf = (path: string): Day | undefined => {
  const day = /^\/day\/([^/]+)$/.exec(path)?.[1];
  return day !== undefined && isDay(day) ? day : undefined;
};

/** Paths the server answers itself. */
const servedElsewhere = /^\/(api|auth|health|ready|metrics|feed)(\/|$)/;

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
    if (servedElsewhere.test(link.pathname)) {
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
