/** Owns which half hour of my row the keyboard is on, and which it has chosen. They stay when others are drawn. */
import { halfHourMs } from '../../../shared/availability/window.ts';
import type { Cursor } from '../grid/cursor.ts';
import type { HalfHours } from '../hours/timeline.ts';

export class HoursCursor {
  /** First instants of half hours. */
  #at: number | undefined;
  #anchor: number | undefined;

  /** Among these half hours; before it was moved, at the one that begins with `start`. */
  among(halves: readonly number[], start: number | undefined): Cursor {
    const column = indexOf(halves, this.#at ?? start);
    if (this.#anchor === undefined) return { row: 0, column };
    return { row: 0, column, anchor: { row: 0, column: indexOf(halves, this.#anchor) } };
  }

  move({ column, anchor }: Cursor, halves: readonly number[]): void {
    this.#at = halves[column];
    this.#anchor = anchor && halves[anchor.column];
  }

  /** False when nothing was chosen. */
  letGo(): boolean {
    const had = this.#anchor !== undefined;
    this.#anchor = undefined;
    return had;
  }

  /** Another day begins anew. */
  reset(): void {
    this.#at = undefined;
    this.#anchor = undefined;
  }

  get isChoosing(): boolean {
    return this.#anchor !== undefined;
  }
}

/** What is chosen: nothing until Shift has chosen it. */
export const chosenBy = ({ column, anchor }: Cursor): HalfHours | undefined =>
  anchor && {
    from: Math.min(column, anchor.column),
    to: Math.max(column, anchor.column),
  };

const indexOf = (halves: readonly number[], at: number | undefined): number => {
  const [first = 0] = halves;
  const index = Math.floor(((at ?? first) - first) / halfHourMs);
  return Math.max(0, Math.min(halves.length - 1, index));
};
