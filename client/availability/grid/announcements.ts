/**
 * Owns what is spoken of others' changes: gathered from the first one on, and their sum said once
 * every two seconds at most. Never interrupts, never counts what I did.
 */
import { readiness } from '../../../shared/availability/commands.ts';
import type { Day } from '../../../shared/day.ts';
import { longDay } from '../../words/dates.ts';
import {
  cellSentence,
  changesSentence,
  committedSentence,
  dayStands,
} from '../../words/strings-grid.ts';
import type { RemoteChange } from '../remote-changes.ts';
import type { View } from '../view.ts';

const gatherMs = 2_000;

export class Announcements {
  readonly #speak: (changes: readonly RemoteChange[]) => void;
  readonly #later: (then: () => void, ms: number) => void;
  #gathered: readonly RemoteChange[] = [];

  /** `speak` gets all that came since it was called last. `later` is the browser's timer. */
  constructor(
    speak: (changes: readonly RemoteChange[]) => void,
    later: (then: () => void, ms: number) => void = (then, ms) => {
      setTimeout(then, ms);
    },
  ) {
    this.#speak = speak;
    this.#later = later;
  }

  add(changes: readonly RemoteChange[]): void {
    if (changes.length === 0) return;
    const isFirst = this.#gathered.length === 0;
    this.#gathered = [...this.#gathered, ...changes];
    if (!isFirst) return;
    this.#later(() => {
      const gathered = this.#gathered;
      this.#gathered = [];
      this.#speak(gathered);
    }, gatherMs);
  }
}

/** The day with most of the changes; of several the first. */
const busiestOf = (changes: readonly RemoteChange[]): Day => {
  const counts = new Map<Day, number>();
  for (const { day } of changes) counts.set(day, (counts.get(day) ?? 0) + 1);
  const [busiest] = [...counts].sort(([a, some], [b, more]) => more - some || (a < b ? -1 : 1));
  return busiest?.[0] ?? '';
};

/** "50 changes by 3 players. Friday 27 November: 5 of 6." One cell alone says what it holds now. */
export const changesInWords = (view: View, changes: readonly RemoteChange[]): string => {
  const day = busiestOf(changes);
  const { threshold } = view.settings;
  const { committed } = readiness(view.settings, view.countsOn(day));
  const players = new Set(changes.flatMap(({ player }) => player ?? []));
  const [player] = players;
  if (changes.length === 1 && player !== undefined) {
    const entry = view.entryOn(day, player);
    const setBy = entry?.by === undefined ? undefined : view.nameOf(entry.by);
    const cell = cellSentence(longDay(day), view.nameOf(player), entry, undefined, setBy);
    return `${cell} ${committedSentence(committed, threshold)}`;
  }
  return `${changesSentence(changes.length, players.size)} ${dayStands(longDay(day), committed, threshold)}`;
};
