/** Owns what this tab knows of my calendar feed, and how it is opened and closed. */
import type { Result } from '../../../shared/protocol.ts';
import { type Connection, newKey } from '../../live/connection.ts';
import { Store } from '../../live/store.ts';
import { reader } from '../../words/language.ts';

export class Feed {
  /** `undefined` until asked for, null while there is none. */
  readonly link = new Store<Result<'availability:feed-link'> | undefined>(undefined);
  readonly #connection: Connection;
  readonly #community: string;

  constructor(connection: Connection, community: string) {
    this.#connection = connection;
    this.#community = community;
  }

  /** Asks anew: another tab may have changed it. Rejects with `Refused`. */
  async look(): Promise<void> {
    const input = { community: this.#community };
    this.link.set(await this.#connection.ask('availability:feed-link', input));
  }

  /** Under a new link; a former one stops working. Rejects with `Refused`. */
  async open(): Promise<void> {
    const { language } = reader.value;
    const input = { community: this.#community, key: newKey(), language };
    await this.#connection.ask('availability:feed-open', input);
    await this.look();
  }

  /** Rejects with `Refused`. */
  async close(): Promise<void> {
    const input = { community: this.#community, key: newKey() };
    await this.#connection.ask('availability:feed-close', input);
    this.link.set(null);
  }
}
