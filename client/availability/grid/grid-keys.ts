/** Owns what a key does in the grid. Pure. */
import type { Status } from '../../../shared/availability/grid.ts';
import { statusForKey } from '../mark-event.ts';
import { type Cursor, type Extent, moved, type Press } from './cursor.ts';

export type KeyPress = Press & { readonly metaKey: boolean; readonly altKey: boolean };

export type Deed =
  | { readonly does: 'move'; readonly to: Cursor }
  | { readonly does: 'put'; readonly status: Status | null }
  /** What a click would do. */
  | { readonly does: 'next' | 'open' | 'hours' | 'confirm' | 'undo' | 'help' | 'let-go' };

/** `mine` is my row; -1 if there is none. */
export type Place = Extent & { readonly cursor: Cursor; readonly mine: number };

/** Nothing when the key is the browser's own. */
export const deedOf = (press: KeyPress, place: Place): Deed | undefined => {
  const { key, ctrlKey, metaKey, altKey } = press;
  if (altKey) return undefined;
  // Command on a Mac is Control elsewhere.
  if (ctrlKey || metaKey) {
    const letter = key.toLowerCase();
    if (letter === 'a' && place.mine > 0) return { does: 'move', to: wholeRow(place) };
    if (letter === 'z' && !press.shiftKey && place.mine > 0) return { does: 'undo' };
    if (metaKey) return undefined;
  }
  const to = moved(place.cursor, press, place);
  if (to) return { does: 'move', to };
  return ctrlKey ? undefined : deedOfPlainKey(key, place);
};

const deedOfPlainKey = (key: string, { cursor, mine, mayPaint }: Place): Deed | undefined => {
  if (key === '?') return { does: 'help' };
  if (key === 'Escape') return { does: 'let-go' };
  if (cursor.row === 0) return key === 'Enter' ? { does: 'open' } : undefined;
  if (!mayPaint(cursor.row)) return undefined;
  if (key === 'Enter' || key === ' ') return { does: 'next' };
  if (key.toLowerCase() === 'h') return { does: 'hours' };
  if (key.toLowerCase() === 'c' && cursor.row === mine) return { does: 'confirm' };
  const status = statusForKey(key);
  return status === undefined ? undefined : { does: 'put', status };
};

/** The cursor at the first day: the end of the row may be far away. */
const wholeRow = ({ mine, columns }: Place): Cursor => ({
  row: mine,
  column: 0,
  anchor: { row: mine, column: columns - 1 },
});
