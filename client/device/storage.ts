/**
 * Owns one value on this device that outlives the page: read, replaced, thrown away. Where storage is
 * forbidden or full there is nothing, and nobody is told.
 */
const database = 'muster';
const table = 'shelf';

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The storage gave no reason.'));
  });

const open = async (): Promise<IDBDatabase> => {
  const opening = indexedDB.open(database, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(table);
  return settled(opening);
};

export class Shelf {
  readonly #name: string;
  #opened: Promise<IDBDatabase> | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  async take(): Promise<unknown> {
    return this.#with('readonly', (store) => store.get(this.#name));
  }

  /** The value is copied at once; it may change afterwards. */
  async put(value: object): Promise<void> {
    await this.#with('readwrite', (store) => store.put(value, this.#name));
  }

  async clear(): Promise<void> {
    await this.#with('readwrite', (store) => store.delete(this.#name));
  }

  async #with<T>(
    mode: IDBTransactionMode,
    act: (store: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T | undefined> {
    try {
      this.#opened ??= open();
      const transaction = (await this.#opened).transaction(table, mode);
      return await settled(act(transaction.objectStore(table)));
    } catch {
      this.#opened = undefined;
      return undefined;
    }
  }
}
