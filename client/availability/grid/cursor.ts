/** Owns where the keyboard is in the grid and which cells are selected. Pure. */
import { type Area, areaBetween, type Cell } from './painting/stroke.ts';

export type Cursor = Cell & {
  /** The other end of the selection. */
  readonly anchor?: Cell;
};

export type Extent = {
  readonly rows: number;
  readonly columns: number;
  readonly mayPaint: (row: number) => boolean;
};

export type Press = {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
};

const clamped = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value));

/**
 * Where a key leads, or nothing when it is not a key of movement. Shift selects, over rows that may
 * be painted only.
 */
export const moved = (
  { row, column, anchor }: Cursor,
  { key, shiftKey, ctrlKey }: Press,
  { rows, columns, mayPaint }: Extent,
): Cursor | undefined => {
  const target = destination(row, column, key, ctrlKey, rows, columns);
  if (!target) return undefined;
  const next = { row: clamped(target.row, rows), column: clamped(target.column, columns) };
  const selects = shiftKey && mayPaint(row) && mayPaint(next.row);
  return selects ? { ...next, anchor: anchor ?? { row, column } } : next;
};

const destination = (
  row: number,
  column: number,
  key: string,
  ctrlKey: boolean,
  rows: number,
  columns: number,
): Cell | undefined => {
  switch (key) {
    case 'ArrowLeft':
      return { row, column: column - 1 };
    case 'ArrowRight':
      return { row, column: column + 1 };
    case 'ArrowUp':
      return { row: row - 1, column };
    case 'ArrowDown':
      return { row: row + 1, column };
    case 'Home':
      return { row: ctrlKey ? 0 : row, column: 0 };
    case 'End':
      return { row: ctrlKey ? rows - 1 : row, column: columns - 1 };
    default:
      return undefined;
  }
};

/** What is selected; the cursor's own cell when nothing is. */
export const selection = ({ row, column, anchor }: Cursor): Area =>
  areaBetween({ row, column }, anchor ?? { row, column });
