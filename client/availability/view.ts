/**
 * Owns what the screen shows of the grid: the confirmed state with my own unconfirmed marks over it.
 * Pure: asks nobody, and never changes what it was made of.
 */
import type { Mark } from '../../shared/availability/commands.ts';
import { lastWritableOffset, suggestedOn } from '../../shared/availability/commands.ts';
import {
  type Counts,
  countsOf,
  type Entry,
  noCounts,
  type Pattern,
  queueOf,
  type Status,
  type Suggestion,
} from '../../shared/availability/grid.ts';
import { canPlay, type TimeWindow } from '../../shared/availability/window.ts';
import { addDays, type Day } from '../../shared/day.ts';
import type { Player, Settings } from '../../shared/identity/roster.ts';
import type { Held } from '../../shared/protocol.ts';

/** A grid with the roster that names its players, both in the same view. */
export type LiveGrid = {
  readonly grid: Held<'grid'>;
  readonly roster: Held<'roster'>;
  /** Epoch milliseconds: remembered from then, because nothing is known of now. */
  readonly asOf?: number;
};
export type Entries = Readonly<Record<string, Entry>>;

const nobody: Entries = {};

/** A day's entries stay the very same object until one of them changes, and so do their counts. */
const known = new WeakMap<Entries, Counts>();
const countsAmong = (entries: Entries): Counts => {
  const counts = known.get(entries) ?? countsOf(entries);
  known.set(entries, counts);
  return counts;
};

/** Behind everybody in the queue until the server says where. */
const unknownOrder = Number.MAX_SAFE_INTEGER;

/** As the server will decide: what a mark does not name stays as it is. */
const marked = (entries: Entries, player: string, mark: Mark, me: string): Entries => {
  const before = entries[player];
  if (mark.status === null) {
    const { [player]: _, ...others } = entries;
    return others;
  }
  if (before && changesNothing(mark, before)) return entries;
  const window = mark.window === undefined ? before?.window : mark.window;
  const note = mark.note === undefined ? before?.note : mark.note;
  const entry: Entry = {
    status: mark.status,
    order: before?.status === mark.status ? before.order : unknownOrder,
    ...(window && { window }),
    ...(note && { note }),
    ...(player !== me && { by: me }),
  };
  return { ...entries, [player]: entry };
};

/** Whether a cell is already as a mark wants it. What somebody else set for me I can still make mine. */
export const changesNothing = (
  { status, player, window, note }: Mark,
  entry: Entry | undefined,
): boolean => {
  if (!entry || status === null) return !entry && status === null;
  return (
    entry.status === status &&
    (player !== undefined || entry.by === undefined) &&
    (window === undefined || isSameWindow(window, entry.window)) &&
    (note === undefined || (note ?? '') === (entry.note ?? ''))
  );
};

export const isSameWindow = (
  a: TimeWindow | null | undefined,
  b: TimeWindow | null | undefined,
): boolean => a?.from === b?.from && a?.until === b?.until;

export class View {
  readonly settings: Settings;
  readonly today: Day;
  readonly lastDay: Day;
  /** Whether today has been ready once, even if players left since. */
  readonly wasReady: boolean;
  /** The roster by id; nothing for those who may see counts only. */
  readonly players: Readonly<Record<string, Player>> | undefined;
  readonly me: string | undefined;
  /** Days of mine with a mark that is not confirmed yet. */
  readonly pending: ReadonlySet<Day>;
  /** Days of mine whose mark has waited so long for its answer that it is shown as waiting. */
  readonly waiting: ReadonlySet<Day>;
  /** When this was known, where it is only remembered: then nothing can be marked. */
  readonly asOf: number | undefined;
  readonly #slow: readonly Mark[];
  readonly #patterns: Readonly<Record<string, Pattern>> = {};
  readonly #entries: Record<Day, Entries> = {};
  readonly #counts: Record<Day, Counts> = {};

  /** `marks` are laid over in order, the last one winning; `slow` are those shown as waiting. */
  constructor(
    { grid, roster, asOf }: LiveGrid,
    me: string | undefined,
    marks: readonly Mark[] = [],
    slow: readonly Mark[] = [],
  ) {
    const { state } = grid;
    this.settings = roster.state.settings;
    this.today = state.today;
    this.lastDay = addDays(state.today, lastWritableOffset);
    this.wasReady = state.ready;
    this.asOf = asOf;
    this.#slow = slow;
    const mine = (some: readonly Mark[]) =>
      new Set(some.filter(({ player = me }) => player === me).map(({ day }) => day));
    this.pending = mine(marks);
    this.waiting = mine(slow);
    if (grid.view === 'everyone' || roster.view === 'everyone') {
      this.#counts = grid.view === 'everyone' ? { ...grid.state.counts } : {};
      return;
    }
    this.players = roster.state.players;
    this.me = me;
    this.#patterns = grid.state.patterns;
    this.#entries = { ...grid.state.entries };
    if (me === undefined) return;
    for (const mark of marks) {
      const { day, player = me } = mark;
      this.#entries[day] = marked(this.entriesOn(day), player, mark, me);
    }
  }

  /** Empty for those who may see counts only. */
  entriesOn(day: Day): Entries {
    return this.#entries[day] ?? nobody;
  }

  countsOn(day: Day): Counts {
    if (!this.players) return this.#counts[day] ?? noCounts;
    return countsAmong(this.entriesOn(day));
  }

  statusOn(day: Day, player: string | undefined): Status | null {
    return this.entryOn(day, player)?.status ?? null;
  }

  entryOn(day: Day, player: string | undefined): Entry | undefined {
    return player === undefined ? undefined : this.entriesOn(day)[player];
  }

  /** What a player's pattern suggests for a day without an answer. Counts as no answer. */
  suggestionOn(day: Day, player: string | undefined): Suggestion | undefined {
    if (player === undefined || this.entryOn(day, player)) return undefined;
    return suggestedOn(this.#patterns[player], day);
  }

  /** A player's pattern, Monday first; nothing when there is none. */
  patternOf(player: string | undefined): Pattern | undefined {
    return player === undefined ? undefined : this.#patterns[player];
  }

  /** Whether a mark of mine on this cell has waited so long that it is shown as waiting. */
  isWaiting(day: Day, player: string): boolean {
    return this.#slow.some((mark) => mark.day === day && (mark.player ?? this.me) === player);
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

  /** On how many days each player can play. */
  eveningsByPlayer(): Map<string, number> {
    const evenings = new Map<string, number>();
    for (const entries of Object.values(this.#entries)) {
      for (const [player, entry] of Object.entries(entries)) {
        if (canPlay(entry)) evenings.set(player, (evenings.get(player) ?? 0) + 1);
      }
    }
    return evenings;
  }

  /** Players in the order they joined; empty for those who may see counts only. */
  queueOn(day: Day): string[] {
    return queueOf(this.entriesOn(day));
  }

  nameOf(player: string): string {
    return this.players?.[player]?.name ?? '';
  }
}
