/** Owns what a stroke of the brush over the grid means: which cells, and what it makes of them. Pure. */
import type { Mark } from '../../../../shared/availability/commands.ts';
import type { Status } from '../../../../shared/availability/grid.ts';
import type { Day } from '../../../../shared/day.ts';
import { statusAfter } from '../../mark-event.ts';

/** What is painted with: a status, or nothing at all to clear. */
export type Brush = Status | 'CLEAR';

export const brushes: readonly Brush[] = ['LOOKING', 'AVAILABLE', 'MAYBE', 'NOT_PLAYING', 'CLEAR'];

/** A place in the grid. Row 0 is everybody; players' rows follow. */
export type Cell = { readonly row: number; readonly column: number };

/** A rectangle of cells, edges included. */
export type Area = {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
};

/**
 * What a stroke puts into every cell: the first one decides. A chosen brush clears where the first
 * cell has its status already; without a brush it is what one click would make of the first cell.
 */
export const statusOfStroke = (brush: Brush | undefined, first: Status | null): Status | null => {
  if (brush === undefined) return statusAfter(first);
  return brush === 'CLEAR' || brush === first ? null : brush;
};

/** From one cell to another, in any direction. */
export const areaBetween = (a: Cell, b: Cell): Area => ({
  top: Math.min(a.row, b.row),
  bottom: Math.max(a.row, b.row),
  left: Math.min(a.column, b.column),
  right: Math.max(a.column, b.column),
});

export const isWithin = (area: Area | undefined, row: number, column: number): boolean =>
  area !== undefined &&
  row >= area.top &&
  row <= area.bottom &&
  column >= area.left &&
  column <= area.right;

export type Paintable = {
  readonly days: readonly Day[];
  /** Whose row is which; nobody's is the row of everybody. */
  readonly rows: readonly (string | undefined)[];
  readonly mayPaint: (player: string) => boolean;
};

/** The cells of an area that may be painted, row by row. */
export const cellsIn = (
  { days, rows, mayPaint }: Paintable,
  { top, bottom, left, right }: Area,
): { day: Day; player: string }[] =>
  rows
    .slice(top, bottom + 1)
    .filter((player) => player !== undefined && mayPaint(player))
    .flatMap((player = '') => days.slice(left, right + 1).map((day) => ({ day, player })));

/** A mark for one cell; whose it is stays unsaid where it is mine. */
export const markFor = (
  me: string | undefined,
  { day, player }: { day: Day; player: string },
  wanted: Omit<Mark, 'day' | 'player'>,
): Mark => ({ day, ...wanted, ...(player !== me && { player }) });
