/** Owns which days of mine my pattern answers, once I say so. Pure. */
import type { Mark } from '../../shared/availability/commands.ts';
import { addDays, type Day, daysFrom } from '../../shared/day.ts';
import { daysIntoWeek } from './month.ts';
import type { View } from './view.ts';

/** A mark for every one of these days that my pattern suggests something for, as it suggests it. */
export const confirmations = (view: View, days: readonly Day[]): Mark[] =>
  days.flatMap((day) => {
    const suggestion =
      day < view.today || day > view.lastDay ? undefined : view.suggestionOn(day, view.me);
    return suggestion
      ? [{ day, status: suggestion.status, window: suggestion.window ?? null }]
      : [];
  });

/** The days of the week of today, and of the one after it, where weeks begin with `firstWeekday`. */
export const weeksFrom = (today: Day, firstWeekday: number): readonly [Day[], Day[]] => {
  const first = addDays(today, -daysIntoWeek(today, firstWeekday));
  return [daysFrom(first, 7), daysFrom(addDays(first, 7), 7)];
};
