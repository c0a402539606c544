/** Owns how the days of a month fall into weeks. Pure. */
import { addDays, type Day } from '../../shared/day.ts';

/** `YYYY-MM` */
export type Month = string;

export const monthOf = (day: Day): Month => day.slice(0, 7);
export const firstDayOf = (month: Month): Day => `${month}-01`;
export const monthAfter = (month: Month): Month => monthOf(addDays(firstDayOf(month), 31));
export const monthBefore = (month: Month): Month => monthOf(addDays(firstDayOf(month), -1));

const weekdayOf = (day: Day): number => new Date(`${day}T00:00Z`).getUTCDay() || 7;

/** Days back to the beginning of the week that begins with `firstWeekday`, 1 for Monday to 7 for Sunday. */
export const daysIntoWeek = (day: Day, firstWeekday: number): number =>
  (weekdayOf(day) - firstWeekday + 7) % 7;

/** Six weeks at most, seven days each; the first and last reach into the neighbouring months. */
export const weeksOf = (month: Month, firstWeekday: number): Day[][] => {
  const first = firstDayOf(month);
  const weeks: Day[][] = [];
  let day = addDays(first, -daysIntoWeek(first, firstWeekday));
  while (monthOf(day) <= month) {
    const start = day;
    weeks.push(Array.from({ length: 7 }, (_, index) => addDays(start, index)));
    day = addDays(start, 7);
  }
  return weeks;
};
