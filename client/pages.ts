/**
 * Owns which page's elements are fetched when: the first page comes with the app, every other one
 * when it is opened.
 */
import type { PageId } from '../shared/pages.ts';
import type { Page } from './feature.ts';
import type { Connection } from './live/connection.ts';
import { Store } from './live/store.ts';
import { route } from './route.ts';

const firstPath = route.value;

/** Whether a page can be drawn: an element must not stand on the page before it is known what it is. */
export class Pages {
  readonly fetched = new Store<ReadonlySet<PageId>>(new Set());
  readonly #asked = new Set<PageId>();
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

  /** Fetches what is missing for what stands at `path`, and tells by `fetched` when it is there. */
  has({ id, load }: Page, path: string): boolean {
    if (!load || this.fetched.value.has(id)) return true;
    if (!this.#asked.has(id)) void this.#fetch(id, load, path);
    return false;
  }

  async #fetch(id: PageId, load: () => Promise<unknown>, path: string): Promise<void> {
    this.#asked.add(id);
    try {
      await load();
      this.fetched.set(new Set([...this.fetched.value, id]));
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
