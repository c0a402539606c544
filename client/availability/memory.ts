/**
 * Owns the last known grid on this device: kept while live, shown when no server answers. Keeps only
 * what I may see as who I am, and forgets it the moment I am somebody else.
 */

import { grid as contract, type Grid } from '../../shared/availability/grid.ts';
import { dayAt } from '../../shared/day.ts';
import type { Me } from '../../shared/identity/commands.ts';
import { DeviceStorage } from '../device/storage.ts';
import type { Identity } from '../identity/store.ts';
import type { Connection } from '../live/connection.ts';
import type { Availability } from './store.ts';
import type { LiveGrid } from './view.ts';

/** A grid that changes all the time is written this often at most. */
const keepEveryMs = 5_000;
/** Without a word from the server for this long, what is known is better than nothing. */
const patienceMs = 4_000;
/** Answers kept at most, some 3 MB: 200 players who answer for every day have 18,200. */
const mostEntries = 30_000;

/** The build's: changes with the grid and with who I am, as `shared/` describes them. */
declare const contractVersion: string;
/** What is kept, and how: the number changes with `Kept`. */
const form = `2 ${contractVersion}`;

type Kept = LiveGrid & {
  readonly me: Me;
  /** When it was current, epoch milliseconds. */
  readonly at: number;
  readonly form: string;
};

type Parts = {
  readonly connection: Pick<Connection, 'state'>;
  readonly identity: Pick<Identity, 'me'>;
  readonly availability: Availability;
  readonly community: string;
};

/** Account names are not unique; with the player they are, and without one there are only counts. */
const whoIs = ({ account, player }: Me): string => JSON.stringify([account?.name, player?.id]);

const sizeOf = (state: Grid): number =>
  Object.values(state.entries).reduce((sum, entries) => sum + Object.keys(entries).length, 0);

/** What has passed since has left the grid, by this device's clock. */
const rolledOver = ({ grid: held, roster }: Kept, now: number): LiveGrid => {
  const today = dayAt(now, roster.state.settings.zone);
  const change = today > held.state.today ? { today, ready: false } : {};
  const { members, everyone } = contract.views;
  return {
    grid:
      held.view === 'members'
        ? { ...held, state: members.apply(held.state, change) }
        : { ...held, state: everyone.apply(held.state, change) },
    roster,
  };
};

export class Memory {
  readonly #parts: Parts;
  readonly #storage: DeviceStorage;
  #whose: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOver = false;

  constructor(parts: Parts) {
    const { connection, identity, availability, community } = parts;
    this.#parts = parts;
    this.#storage = new DeviceStorage(`grid:${community}`);
    availability.live.watch(() => this.#changed());
    availability.current.watch(() => this.#changed());
    identity.me.watch((me) => this.#met(me));
    connection.state.watch((state) => {
      if (state === 'offline') void this.#recall();
    });
    if (!navigator.onLine) void this.#recall();
    else setTimeout(() => void this.#recall(), patienceMs);
    addEventListener('pagehide', () => this.#keep());
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') this.#keep();
    });
  }

  /** For good: whoever signed out leaves nothing behind, also when the page lives on for a moment. */
  async forget(): Promise<void> {
    this.#isOver = true;
    clearTimeout(this.#timer);
    await this.#storage.clear();
  }

  #changed(): void {
    if (!this.#parts.availability.live.value) void this.#forgetOthers();
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#keep();
    }, keepEveryMs);
  }

  #met(me: Me | undefined): void {
    if (!me) return;
    this.#whose = whoIs(me);
    void this.#forgetOthers();
    this.#changed();
  }

  /** Only what is certainly current, and certainly mine to see. */
  #keep(): void {
    const { identity, availability } = this.#parts;
    const me = identity.me.value;
    const live = availability.live.value;
    if (this.#isOver || !me || !live || !availability.current.value) return;
    const { grid } = live;
    if ((grid.view === 'members') !== (me.player !== null)) return;
    if (grid.view === 'members' && sizeOf(grid.state) > mostEntries) void this.#storage.clear();
    else void this.#storage.put({ ...live, me, at: Date.now(), form });
  }

  /** What was kept for somebody else, or as a member while I no longer am one, goes at once. */
  async #forgetOthers(): Promise<void> {
    const isOthers = (kept: Kept) => this.#whose !== undefined && whoIs(kept.me) !== this.#whose;
    const kept = await this.#kept();
    if (!kept || !isOthers(kept)) return;
    this.#parts.availability.recall(undefined);
    await this.#clearIf(isOthers);
  }

  async #recall(): Promise<void> {
    const { identity, availability } = this.#parts;
    if (availability.live.value) return;
    const kept = await this.#kept();
    // Meanwhile the server may have answered after all.
    if (!kept || availability.live.value) return;
    if (this.#whose !== undefined && this.#whose !== whoIs(kept.me)) return;
    if (!identity.me.value) identity.me.set(kept.me);
    availability.recall({ ...rolledOver(kept, Date.now()), asOf: kept.at });
  }

  async #kept(): Promise<Kept | undefined> {
    // Only this file writes there: of the same form it is what it was. Any other goes, whosever it is.
    const kept = (await this.#storage.take()) as Kept | undefined;
    if (kept === undefined || kept.form === form) return kept;
    await this.#clearIf((found) => found.form !== form);
    return undefined;
  }

  /** Between a look and the throwing away, this tab or another may have kept something better. */
  #clearIf(isUnwanted: (kept: Kept) => boolean): Promise<void> {
    return this.#storage.clearIf((kept) => kept !== undefined && isUnwanted(kept as Kept));
  }
}
