/**
 * Owns the grid on the screen: players by days, the keys of an ARIA grid, and my cells.
 * Listens once for all cells; a row is drawn again only when something in it changed.
 */
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Day } from '../../shared/day.ts';
import type { Status } from '../../shared/grid.ts';
import { firstWeekday, longDay } from '../dates.ts';
import { gridName, markedSentence } from '../strings.ts';
import { glow } from '../ui/glow.ts';
import { statusColours } from '../ui/status-shapes.ts';
import { base } from '../ui/styles.ts';
import { type Cursor, moved, selection } from './cursor.ts';
import { gridLook } from './grid-look.ts';
import { headRow, myRow, playerRow, summaryRow } from './grid-rows.ts';
import { markDays, statusAfter, statusForKey } from './mark-event.ts';
import { daysIntoWeek } from './month.ts';
import type { Touch } from './touches.ts';
import type { View } from './view.ts';

/** The row of the whole community, as players' rows are named by their id. */
const summary = 'summary';

@customElement('grid-table')
export class GridTable extends LitElement {
  static override styles = [base, statusColours, gridLook];

  @property({ attribute: false }) view!: View;
  @property({ attribute: false }) days: readonly Day[] = [];
  /** Players in the order of their rows, mine first; empty where only counts are seen. */
  @property({ attribute: false }) players: readonly string[] = [];
  @state() private cursor: Cursor = { row: 0, column: 0 };
  @state() private spoken = '';
  /** Whose row the cursor is in, so that it stays there when rows come and go. */
  #at = summary;
  #tabStop: Element | null = null;
  #focusAfterRender = false;
  readonly #firstWeekday = firstWeekday();

  /** Marks softly what somebody else has just changed. */
  highlight(touches: readonly Touch[]): void {
    for (const { day, player } of touches) {
      const column = this.days.indexOf(day);
      if (column < 0) continue;
      if (player !== undefined) glow(this.#cell(player, column));
      glow(this.#cell(summary, column));
    }
  }

  override willUpdate(): void {
    const row = Math.max(0, this.#rows.indexOf(this.#at));
    if (row !== this.cursor.row) this.cursor = { ...this.cursor, row };
  }

  override updated(): void {
    const cell = this.#cell(this.#rows[this.cursor.row] ?? summary, this.cursor.column);
    if (cell !== this.#tabStop) {
      this.#tabStop?.setAttribute('tabindex', '-1');
      cell?.setAttribute('tabindex', '0');
      this.#tabStop = cell;
    }
    if (this.#focusAfterRender && cell instanceof HTMLElement) cell.focus();
    this.#focusAfterRender = false;
  }

  override render() {
    const { view, days } = this;
    const today = days[0];
    return html`<div class="region" role="region" aria-label=${gridName()} tabindex="0">
        <div
          role="grid"
          aria-label=${gridName()}
          aria-multiselectable=${view.me ? 'true' : nothing}
          aria-readonly="true"
          data-week=${today ? (7 - daysIntoWeek(today, this.#firstWeekday)) % 7 : 0}
          @keydown=${this.#key}
          @click=${this.#click}
          @focusin=${this.#focus}
        >
          ${guard([days], () => headRow(days, view.today))} ${summaryRow(summary, view, days)}
          ${repeat(
            this.players,
            (player) => player,
            (player) => this.#row(player),
          )}
        </div>
      </div>
      <p class="spoken" role="status">${this.spoken}</p>`;
  }

  #row(player: string) {
    const { view, days } = this;
    const states = days.map((day) => view.statusOn(day, player)?.[0] ?? '-').join('');
    if (player !== view.me) {
      return guard([states, days, view.nameOf(player)], () => playerRow(view, days, player));
    }
    const selected = this.cursor.anchor === undefined ? undefined : selection(this.cursor);
    const waits = days.map((day) => Number(view.waiting.has(day))).join('');
    return guard([states, days, view.nameOf(player), waits, selected?.join()], () =>
      myRow(view, days, player, selected),
    );
  }

  get #rows(): string[] {
    return [summary, ...this.players];
  }

  #cell(row: string, column: number): Element | null {
    return this.renderRoot.querySelector(`[data-row="${row}"] > :nth-child(${column + 2})`) ?? null;
  }

  /** Which cell something happened in; the first child of a row is its name. */
  #placeOf(event: Event): { row: string; column: number } | undefined {
    const cell = (event.target as Element).closest('[role=gridcell]');
    const row = cell?.parentElement?.dataset.row;
    if (!cell || row === undefined) return undefined;
    return { row, column: [...(cell.parentElement?.children ?? [])].indexOf(cell) - 1 };
  }

  #focus(event: FocusEvent): void {
    const place = this.#placeOf(event);
    if (!place) return;
    const row = this.#rows.indexOf(place.row);
    if (row === this.cursor.row && place.column === this.cursor.column) return;
    this.#at = place.row;
    this.cursor = { row, column: place.column };
  }

  #click(event: MouseEvent): void {
    const place = this.#placeOf(event);
    const day = place && this.days[place.column];
    if (!day || place.row !== this.view.me) return;
    this.#mark([day], statusAfter(this.view.statusOn(day, this.view.me)));
  }

  #key(event: KeyboardEvent): void {
    if (event.altKey || event.metaKey || !this.#placeOf(event)) return;
    if (this.#keyMoves(event) || this.#keyMarks(event)) event.preventDefault();
  }

  #keyMoves(event: KeyboardEvent): boolean {
    if (event.key === 'Escape' && this.cursor.anchor !== undefined) {
      this.cursor = { row: this.cursor.row, column: this.cursor.column };
      return true;
    }
    const mine = this.view.me === undefined ? -1 : this.#rows.indexOf(this.view.me);
    const extent = { rows: this.#rows.length, columns: this.days.length, mine };
    const next = moved(this.cursor, event, extent);
    if (!next) return false;
    this.#at = this.#rows[next.row] ?? summary;
    this.#focusAfterRender = true;
    this.cursor = next;
    return true;
  }

  #keyMarks({ key, ctrlKey }: KeyboardEvent): boolean {
    const { me } = this.view;
    if (ctrlKey || me === undefined || this.#at !== me) return false;
    const [first, last] = selection(this.cursor);
    const days = this.days.slice(first, last + 1);
    const current = this.days[this.cursor.column];
    const status =
      key === 'Enter' || key === ' '
        ? statusAfter(current ? this.view.statusOn(current, me) : null)
        : statusForKey(key);
    if (status === undefined) return false;
    this.#mark(days, status);
    return true;
  }

  #mark(days: readonly Day[], status: Status | null): void {
    this.dispatchEvent(markDays(days, status));
    this.spoken = markedSentence(days.map(longDay), status);
  }
}
