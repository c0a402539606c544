/**
 * Owns one value on this device that outlives the page: read, replaced, thrown away. Where storage is
 * forbidden or full there is nothing, and nobody is told.
 */
import { createStore, del, get, set, type UseStore, update } from 'idb-keyval';

/** Devices have them since the first version: under another name, what was kept would stay behind. */
const database = 'muster';
const table = 'shelf';

export class DeviceStorage {
  readonly #name: string;
  readonly #store: UseStore = createStore(database, table);

  constructor(name: string) {
    this.#name = name;
  }

  async take(): Promise<unknown> {
    return this.#try(() => get(this.#name, this.#store));
  }

  async put(value: object): Promise<void> {
    await this.#try(() => set(this.#name, value, this.#store));
  }

  async clear(): Promise<void> {
    await this.#try(() => del(this.#name, this.#store));
  }

  /** As `clear`, but only if what is there by then is `unwanted`: what is written meanwhile stays. */
  async clearIf(unwanted: (value: unknown) => boolean): Promise<void> {
    await this.#try(() =>
      update(this.#name, (value) => (unwanted(value) ? undefined : value), this.#store),
    );
  }

  async #try<T>(act: () => Promise<T>): Promise<T | undefined> {
    try {
      return await act();
    } catch {
      return undefined;
    }
  }
}
