/**
 * Owns what strokes, taps and keys put into the cells of the grid: who may be painted, with what, what
 * is said about it, and the event that asks for it. Draws nothing.
 */
import type { Mark } from '../../../../shared/availability/commands.ts';
import type { Status } from '../../../../shared/availability/grid.ts';
import type { Day } from '../../../../shared/day.ts';
import { longDay } from '../../../words/dates.ts';
import { markedSentence } from '../../../words/strings.ts';
import { fromToEnd, letGo } from '../../../words/strings-grid.ts';
import { confirmations } from '../../confirming.ts';
import { HoursEvent } from '../../hours/hours-event.ts';
import { MarkEvent } from '../../mark-event.ts';
import type { View } from '../../view.ts';
import type { Canvas } from './painting.ts';
import {
  type Area,
  areaBetween,
  type Brush,
  type Cell,
  cellsIn,
  markFor,
  statusOfStroke,
} from './stroke.ts';

/** The grid as it is shown now. */
export type Sheet = EventTarget & {
  readonly view: View;
  readonly days: readonly Day[];
  readonly players: readonly string[];
  readonly brush: Brush | undefined;
  /** Whether a tap is the beginning or the end of a stroke. */
  readonly isFromTo: boolean;
  readonly mayPaintOthers: boolean;
  requestUpdate(): void;
  /** The cell gets the keyboard. */
  moveTo(cell: Cell): void;
};

export class Brushwork implements Canvas {
  /** Where a stroke by two taps began. */
  start: Cell | undefined;
  /** What is to be spoken about the last deed. */
  spoken = '';
  readonly #sheet: Sheet;

  constructor(sheet: Sheet) {
    this.#sheet = sheet;
  }

  mayBegin(cell: Cell): boolean {
    return this.#mayPaint(this.#sheet.players[cell.row - 1]);
  }

  began(cell: Cell): void {
    this.start = undefined;
    this.#sheet.moveTo(cell);
  }

  nearest(from: Cell, to: Cell): Cell {
    const row = this.#sheet.mayPaintOthers ? Math.max(1, to.row) : from.row;
    return { row, column: to.column };
  }

  painted(from: Cell, to: Cell): void {
    this.put(areaBetween(from, to), this.statusFrom(from));
  }

  cancelled(): void {
    this.#say(letGo());
  }

  /** What a stroke that begins there puts. */
  statusFrom({ row, column }: Cell): Status | null {
    const { days, players, view, brush } = this.#sheet;
    const day = days[column];
    return statusOfStroke(brush, day ? view.statusOn(day, players[row - 1]) : null);
  }

  /** A click, or a tap of a finger. */
  tap(cell: Cell): void {
    const { isFromTo, days } = this.#sheet;
    const { start } = this;
    this.start = isFromTo && !start ? cell : undefined;
    if (!isFromTo) this.painted(cell, cell);
    else if (start) this.painted(start, this.nearest(start, cell));
    else this.#say(fromToEnd(longDay(days[cell.column] ?? '')));
  }

  /** Forgets the first of two taps; false when there was none. */
  letGo(): boolean {
    if (!this.start) return false;
    this.start = undefined;
    this.cancelled();
    return true;
  }

  put(area: Area, status: Status | null): void {
    const { view } = this.#sheet;
    const cells = this.#cellsIn(area);
    this.#mark(cells.map((cell) => markFor(view.me, cell, { status })));
    // Of many a message is shown, and spoken with it.
    const [cell] = cells;
    this.#say(cells.length === 1 && cell ? markedSentence([longDay(cell.day)], status) : '');
  }

  /** Asks for the hours of all these days. */
  hours(area: Area): void {
    const { me } = this.#sheet.view;
    const cells = this.#cellsIn(area).map(({ day, player }) =>
      player === me ? { day } : { day, player },
    );
    if (cells.length > 0) this.#sheet.dispatchEvent(new HoursEvent(cells));
  }

  /** Takes what my pattern suggests for these days. */
  confirm({ left, right }: Area): void {
    const { days, view } = this.#sheet;
    this.#mark(confirmations(view, days.slice(left, right + 1)));
  }

  #cellsIn(area: Area) {
    const { days, players } = this.#sheet;
    const mayPaint = (player: string) => this.#mayPaint(player);
    return cellsIn({ days, rows: [undefined, ...players], mayPaint }, area);
  }

  #mark(marks: readonly Mark[]): void {
    if (marks.length > 0) this.#sheet.dispatchEvent(new MarkEvent(marks));
  }

  #say(sentence: string): void {
    this.spoken = sentence;
    this.#sheet.requestUpdate();
  }

  #mayPaint(player: string | undefined): boolean {
    const { view, mayPaintOthers } = this.#sheet;
    // What is only remembered can be read, not painted.
    if (view.asOf !== undefined || view.me === undefined || player === undefined) return false;
    return player === view.me || mayPaintOthers;
  }
}
