/** Owns what it means to give many cells the same hours. Pure. */
import type { Mark } from '../../../shared/availability/commands.ts';
import type { TimeWindow } from '../../../shared/availability/window.ts';
import { isSameWindow, type View } from '../view.ts';
import type { HoursCell } from './hours-event.ts';

/** What all of these cells have already; any time where they differ. */
export const commonWindow = (view: View, cells: readonly HoursCell[]): TimeWindow | null => {
  const windows = cells.map(({ day, player = view.me }) => view.entryOn(day, player)?.window);
  const [first] = windows;
  return first && windows.every((window) => isSameWindow(window, first)) ? first : null;
};

/**
 * Answers stay what they are; who has not answered is available then, or what their pattern suggests.
 * Nobody who does not play has hours, and any time alone is no answer.
 */
export const hoursMarks = (
  view: View,
  cells: readonly HoursCell[],
  window: TimeWindow | null,
): Mark[] =>
  cells.flatMap((cell) => {
    const { day, player = view.me } = cell;
    const answered = view.statusOn(day, player);
    if (answered === 'NOT_PLAYING' || (answered === null && window === null)) return [];
    const status = answered ?? view.suggestionOn(day, player)?.status ?? 'AVAILABLE';
    return status === 'NOT_PLAYING' ? [] : [{ ...cell, status, window }];
  });
