/** Owns the columns that are drawn, in words. The very same list until they, or the reader, change. */
import type { Day } from '../../../shared/day.ts';
import { firstWeekday, longDay } from '../../words/dates.ts';
import { reader } from '../../words/language.ts';
import { daysIntoWeek } from '../month.ts';

export type Column = {
  /** Its place among all columns, drawn or not. */
  readonly at: number;
  readonly day: Day;
  readonly inWords: string;
  readonly isWeekStart: boolean;
  /** How many columns before it are not drawn. */
  readonly gap: number;
};

export class Columns {
  #of: readonly unknown[] = [];
  #columns: Column[] = [];

  /** `places` are those of `days` that are drawn. */
  of(days: readonly Day[], places: readonly number[]): Column[] {
    const now = [days, reader.value, ...places];
    const isSame = now.length === this.#of.length && now.every((one, i) => one === this.#of[i]);
    if (!isSame) {
      const first = firstWeekday();
      this.#of = now;
      this.#columns = places.flatMap((at, index) => {
        const day = days[at];
        if (day === undefined) return [];
        const isWeekStart = daysIntoWeek(day, first) === 0;
        const gap = at - (places[index - 1] ?? -1) - 1;
        return [{ at, day, inWords: longDay(day), isWeekStart, gap }];
      });
    }
    return this.#columns;
  }
}
