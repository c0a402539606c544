/** Owns who I am in this tab, and how that changes. Must never decide what I may do: the server does. */
import type { Me } from '../../shared/identity/commands.ts';
import { Refused, refusal } from '../../shared/refusal.ts';
import { type Connection, type ConnectionState, newKey } from '../live/connection.ts';
import { Store } from '../live/store.ts';
import { signOutFailed } from '../words/strings.ts';

const askAgainMs = 5_000;
/** A connection that is back sooner was never away. */
const patienceMs = 1_200;

/** Where a click on "Sign in" leads; the server brings the visitor back to `path`. */
export const signInAddress = (path: string): string =>
  `/auth/sign-in?return=${encodeURIComponent(path)}`;

export class Identity {
  readonly me = new Store<Me | undefined>(undefined);
  /** Nobody to ask, for longer than a moment: what does not show that it waits is disabled. */
  readonly isAway = new Store(true);
  #patience: ReturnType<typeof setTimeout> | undefined;
  readonly #connection: Connection;
  readonly #community: string;
  readonly #forget: () => Promise<void>;

  /** `forget` is called when I sign out: nothing of mine stays on this device. */
  constructor(
    connection: Connection,
    community: string,
    forget: () => Promise<void> = async () => {},
  ) {
    this.#connection = connection;
    this.#community = community;
    this.#forget = forget;
    // A role or a link may have changed while the connection was gone.
    connection.state.watch((state) => {
      this.#met(state);
      if (state === 'online') void this.#ask();
    });
    connection.on('me', () => void this.#ask());
  }

  /** Takes the unclaimed player of that name, or makes a new one. Rejects with `Refused`. */
  async link(name: string): Promise<void> {
    const input = { community: this.#community, key: newKey(), name };
    const { player } = await this.#connection.ask('identity:link', input);
    if (this.me.value) this.me.set({ ...this.me.value, player });
  }

  /** Lets go of my player; its entries stay. Rejects with `Refused`. */
  async unlink(): Promise<void> {
    await this.#connection.ask('identity:unlink', { community: this.#community, key: newKey() });
    if (this.me.value) this.me.set({ ...this.me.value, player: null });
  }

  /** Ends the session; the caller loads the page anew. Rejects with `Refused`. */
  async signOut(): Promise<void> {
    const answer = await fetch('/auth/sign-out', {
      method: 'POST',
      headers: { 'X-Requested-With': 'XMLHttpRequest' },
    }).catch(() => undefined);
    if (!answer?.ok) throw new Refused(refusal('unavailable', signOutFailed()));
    await this.#forget();
  }

  #met(state: ConnectionState): void {
    clearTimeout(this.#patience);
    if (state === 'online') this.isAway.set(false);
    else this.#patience = setTimeout(() => this.isAway.set(true), patienceMs);
  }

  async #ask(): Promise<void> {
    try {
      this.me.set(await this.#connection.ask('identity:me', { community: this.#community }));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setTimeout(() => void this.#ask(), error.refusal.retryAfterMs ?? askAgainMs);
    }
  }
}
