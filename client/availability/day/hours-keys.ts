/** Owns what a key does on my row of half hours, where Shift chooses hours as it chooses days in the grid. Pure. */
import type { Status } from '../../../shared/availability/grid.ts';
import { type Cursor, moved } from '../grid/cursor.ts';
import type { KeyPress } from '../grid/grid-keys.ts';
import { statusForKey } from '../mark-event.ts';

export type HoursDeed =
  | { readonly does: 'move'; readonly to: Cursor }
  | { readonly does: 'put'; readonly status: Status | null }
  /** `set` gives my answer the chosen hours. */
  | { readonly does: 'set' | 'undo' | 'let-go' };

/** The cursor is in row 0 of as many columns as there are half hours. Nothing when the key is the browser's own. */
export const hoursDeedOf = (
  press: KeyPress,
  cursor: Cursor,
  columns: number,
): HoursDeed | undefined => {
  const { key, altKey } = press;
  if (altKey) return undefined;
  if (press.ctrlKey || press.metaKey) return deedWithControl(press, columns);
  // Up and down scroll the page: there is one row.
  if (key === 'ArrowUp' || key === 'ArrowDown') return undefined;
  const to = moved(cursor, press, { rows: 1, columns, mayPaint: () => true });
  if (to) return { does: 'move', to };
  if (key === 'Enter' || key === ' ') return { does: 'set' };
  if (key === 'Escape') return cursor.anchor && { does: 'let-go' };
  const status = statusForKey(key);
  return status === undefined ? undefined : { does: 'put', status };
};

const deedWithControl = ({ key, shiftKey }: KeyPress, columns: number): HoursDeed | undefined => {
  const letter = key.toLowerCase();
  if (letter === 'z' && !shiftKey) return { does: 'undo' };
  if (letter !== 'a') return undefined;
  return { does: 'move', to: { row: 0, column: 0, anchor: { row: 0, column: columns - 1 } } };
};
