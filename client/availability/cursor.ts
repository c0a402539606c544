/** Owns where the keyboard is in the grid and which of my days are selected. Pure. */

export type Cursor = {
  readonly row: number;
  readonly column: number;
  /** The other end of the selection, in my row only. */
  readonly anchor?: number;
};

export type Extent = {
  readonly rows: number;
  readonly columns: number;
  /** The row I may write; -1 if there is none. */
  readonly mine: number;
};

export type Press = {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
};

const clamped = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value));

/** Where a key leads, or nothing when it is not a key of movement. Shift selects, in my row only. */
export const moved = (
  { row, column, anchor }: Cursor,
  { key, shiftKey, ctrlKey }: Press,
  { rows, columns, mine }: Extent,
): Cursor | undefined => {
  const target = destination(row, column, key, ctrlKey, rows, columns);
  if (!target) return undefined;
  const selects = shiftKey && row === mine && !key.endsWith('Up') && !key.endsWith('Down');
  if (selects) {
    return { row, column: clamped(target.column, columns), anchor: anchor ?? column };
  }
  return { row: clamped(target.row, rows), column: clamped(target.column, columns) };
};

const destination = (
  row: number,
  column: number,
  key: string,
  ctrlKey: boolean,
  rows: number,
  columns: number,
): { row: number; column: number } | undefined => {
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

/** First and last selected column; the cursor's own when nothing is selected. */
export const selection = ({ column, anchor = column }: Cursor): readonly [number, number] => [
  Math.min(column, anchor),
  Math.max(column, anchor),
];
