/**
 * Owns what the screen shows of the grid: the confirmed state with my own unconfirmed marks over it.
 * Pure: asks nobody, and never changes what it was made of.
 */
import type { Mark } from '../../shared/availability.ts';
import { lastWritableOffset } from '../../shared/availability.ts';
import { addDays, type Day } from '../../shared/day.ts';
import {
  type Counts,
  type CountsGrid,
  countsOf,
  type Entry,
  type Grid,
  noCounts,
  queueOf,
  type Status,
} from '../../shared/grid.ts';
import type { Player, Settings } from '../../shared/identity.ts';
import type { Live } from '../stream.ts';

export type LiveGrid = Live<Grid, CountsGrid>;
export type Entries = Readonly<Record<string, Entry>>;

const nobody: Entries = {};

/** Behind everybody in the queue until the server says where. */
const unknownOrder = Number.MAX_SAFE_INTEGER;

const marked = (entries: Entries, me: string, status: Status | null): Entries => {
  const before = entries[me];
  if (status === null) {
    const { [me]: _, ...others } = entries;
    return others;
  }
  return before?.status === status
    ? entries
    : { ...entries, [me]: { status, order: unknownOrder } };
};

export class View {
  readonly settings: Settings;
  readonly today: Day;
  readonly lastDay: Day;
  /** Whether today has been ready once, even if players left since. */
  readonly wasReady: boolean;
  /** The roster by id; nothing for those who may see counts only. */
  readonly players: Readonly<Record<string, Player>> | undefined;
  readonly me: string | undefined;
  /** Days of mine whose mark has waited so long for its answer that it is shown as waiting. */
  readonly waiting: ReadonlySet<Day>;
  readonly #entries: Record<Day, Entries> = {};
  readonly #counts: Record<Day, Counts> = {};

  /** `marks` are laid over in order, the last one winning. */
  constructor(
    { audience, state }: LiveGrid,
    me: string | undefined,
    marks: readonly Mark[] = [],
    waiting: ReadonlySet<Day> = new Set(),
  ) {
    this.settings = state.settings;
    this.today = state.today;
    this.lastDay = addDays(state.today, lastWritableOffset);
    this.wasReady = state.ready;
    this.waiting = waiting;
    if (audience === 'everyone') {
      this.#counts = { ...state.counts };
      return;
    }
    this.players = state.players;
    this.me = me;
    this.#entries = { ...state.entries };
    if (me === undefined) return;
    for (const { day, status } of marks) {
      this.#entries[day] = marked(this.entriesOn(day), me, status);
    }
  }

  /** Empty for those who may see counts only. */
  entriesOn(day: Day): Entries {
    return this.#entries[day] ?? nobody;
  }

  countsOn(day: Day): Counts {
    if (!this.players) return this.#counts[day] ?? noCounts;
    this.#counts[day] ??= countsOf(this.entriesOn(day));
    return this.#counts[day];
  }

  statusOn(day: Day, player: string | undefined): Status | null {
    return player === undefined ? null : (this.entriesOn(day)[player]?.status ?? null);
  }

  /** The day itself when it may be written, else the writable one next to it. */
  nearestWritable(day: Day): Day {
    if (day < this.today) return this.today;
    if (day > this.lastDay) return this.lastDay;
    return day;
  }

  /** Whether I have answered for any day at all. */
  get hasAnswered(): boolean {
    const { me } = this;
    return me !== undefined && Object.values(this.#entries).some((entries) => entries[me]);
  }

  /** Players in the order they joined; empty for those who may see counts only. */
  queueOn(day: Day): string[] {
    return queueOf(this.entriesOn(day));
  }

  nameOf(player: string): string {
    return this.players?.[player]?.name ?? '';
  }
}
