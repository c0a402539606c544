/** Owns which rows and columns the grid has, and where a cell is once they are others. Pure. */
import type { Day } from '../../../shared/day.ts';
import type { Cursor } from './cursor.ts';
import type { Cell } from './painting/stroke.ts';

export type Layout = {
  readonly days: readonly Day[];
  /** In the order of their rows, which follow everybody's; empty where only counts are seen. */
  readonly players: readonly string[];
};

const isSame = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((one, at) => one === others[at]);

/** As wanted, but the very same object, and the same lists in it, where nothing changed. */
export const layoutAfter = (before: Layout, { days, players }: Layout): Layout => {
  const after = {
    days: isSame(before.days, days) ? before.days : days,
    players: isSame(before.players, players) ? before.players : players,
  };
  return after.days === before.days && after.players === before.players ? before : after;
};

/** Where the day and the player of a cell are now; nothing when one of them is gone. */
export const placeAfter = (
  { row, column }: Cell,
  before: Layout,
  after: Layout,
): Cell | undefined => {
  const now = {
    row: row === 0 ? 0 : after.players.indexOf(before.players[row - 1] ?? '') + 1,
    column: after.days.indexOf(before.days[column] ?? ''),
  };
  const isGone = now.column === -1 || (now.row === 0 && row !== 0);
  return isGone ? undefined : now;
};

/** The cursor in its row, which is -1 when that is gone, on the same day; else in the first ones. */
export const cursorAfter = (
  { anchor, ...cell }: Cursor,
  row: number,
  before: Layout,
  after: Layout,
): Cursor => {
  const column = after.days.indexOf(before.days[cell.column] ?? '');
  const corner = anchor && placeAfter(anchor, before, after);
  const isGone = row === -1 || column === -1;
  return {
    row: Math.max(0, row),
    column: Math.max(0, column),
    ...(corner && !isGone && { anchor: corner }),
  };
};
