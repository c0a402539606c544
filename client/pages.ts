/**
 * Owns which page's elements are fetched when: the first page comes with the app, every other one
 * when it is opened.
 */
import type { Connection } from './live/connection.ts';
import { Store } from './live/store.ts';
import { dayOf, route } from './route.ts';

const modules = new Map<string, () => Promise<unknown>>([
  ['/day', () => import('./availability/day/day-page.ts')],
  ['/grid', () => import('./availability/grid/grid-page.ts')],
  ['/me', () => import('./identity/me-page.ts')],
]);

const firstPath = route.value;

/** Days share a page. */
const pageOf = (path: string): string => (dayOf(path) ? '/day' : path);

/** Whether a page can be drawn: an element must not stand on the page before it is known what it is. */
export class Pages {
  readonly fetched = new Store<ReadonlySet<string>>(new Set());
  readonly #asked = new Set<string>();
  readonly #state: Connection['state'];
  readonly #fail: () => void;

  /**
   * `fail` is called when a page cannot be fetched now. It is loaded anew when the connection is back,
   * and at once when this version's files are gone from the server.
   */
  constructor({ state }: Pick<Connection, 'state'>, fail: () => void) {
    this.#state = state;
    this.#fail = fail;
  }

  /** Fetches what is missing, and tells by `fetched` when it is there. */
  has(path: string): boolean {
    const page = pageOf(path);
    if (!modules.has(page) || this.fetched.value.has(page)) return true;
    if (!this.#asked.has(page)) void this.#fetch(page, path);
    return false;
  }

  async #fetch(page: string, path: string): Promise<void> {
    this.#asked.add(page);
    try {
      await modules.get(page)?.();
      this.fetched.set(new Set([...this.fetched.value, page]));
    } catch {
      if (this.#state.value === 'online' && path !== firstPath) {
        location.assign(path);
        return;
      }
      this.#fail();
      const stop = this.#state.watch((now) => {
        if (now !== 'online') return;
        stop();
        if (route.value === path) location.reload();
      });
    }
  }
}
