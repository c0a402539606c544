/** Owns how a cell of the grid is found on the page, and which cell something on the page belongs to. */
import type { Cell } from './painting/stroke.ts';

type Root = HTMLElement | DocumentFragment;

/** The first column of days comes after the one of names, which aria counts from 1. */
const ariaColumn = (column: number): number => column + 2;

/** The cell of a row that is named by its player; nothing while it is not drawn. */
export const cellAt = (root: Root, row: string, column: number): HTMLElement | null =>
  root.querySelector(`[data-row="${row}"] > [aria-colindex="${ariaColumn(column)}"]:not(.name)`);

/** The link from the head of a day to its page. */
export const linkAt = (root: Root, column: number): HTMLElement | null =>
  root.querySelector(`.heads > [aria-colindex="${ariaColumn(column)}"] a`);

/** Which cell something happened in; `rows` are named as on the page, from the top. */
export const placeOf = (event: Event, rows: readonly string[]): Cell | undefined => {
  const cell = (event.target as Element).closest<HTMLElement>('[role=gridcell]');
  const row = cell?.parentElement?.dataset['row'];
  if (!cell || row === undefined) return undefined;
  return { row: rows.indexOf(row), column: Number(cell.ariaColIndex) - ariaColumn(0) };
};
