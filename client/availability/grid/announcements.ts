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
import type { Touch } from '../remote-changes.ts';
import type { View } from '../view.ts';

const gatherMs = 2_000;

export class Announcements {
  readonly #speak: (touches: readonly Touch[]) => void;
  readonly #later: (then: () => void, ms: number) => void;
  #gathered: readonly Touch[] = [];

  /** `speak` gets all that came since it was called last. `later` is the browser's timer. */
  constructor(
    speak: (touches: readonly Touch[]) => void,
    later: (then: () => void, ms: number) => void = (then, ms) => {
      setTimeout(then, ms);
    },
  ) {
    this.#speak = speak;
    this.#later = later;
  }

  add(touches: readonly Touch[]): void {
    if (touches.length === 0) return;
    const isFirst = this.#gathered.length === 0;
    this.#gathered = [...this.#gathered, ...touches];
    if (!isFirst) return;
    this.#later(() => {
      const gathered = this.#gathered;
      this.#gathered = [];
      this.#speak(gathered);
    }, gatherMs);
  }
}

/** The day with most of the changes; of several the first. */
const busiestOf = (touches: readonly Touch[]): Day => {
  const changes = new Map<Day, number>();
  for (const { day } of touches) changes.set(day, (changes.get(day) ?? 0) + 1);
  const [busiest] = [...changes].sort(([a, some], [b, more]) => more - some || (a < b ? -1 : 1));
  return busiest?.[0] ?? '';
};

/** "50 changes by 3 players. Friday 27 November: 5 of 6." One cell alone says what it holds now. */
export const changesInWords = (view: View, touches: readonly Touch[]): string => {
  const day = busiestOf(touches);
  const { threshold } = view.settings;
  const { committed } = readiness(view.settings, view.countsOn(day));
  const players = new Set(touches.flatMap(({ player }) => player ?? []));
  const [player] = players;
  if (touches.length === 1 && player !== undefined) {
    const entry = view.entryOn(day, player);
    const setBy = entry?.by === undefined ? undefined : view.nameOf(entry.by);
    const cell = cellSentence(longDay(day), view.nameOf(player), entry, undefined, setBy);
    return `${cell} ${committedSentence(committed, threshold)}`;
  }
  return `${changesSentence(touches.length, players.size)} ${dayStands(longDay(day), committed, threshold)}`;
};
