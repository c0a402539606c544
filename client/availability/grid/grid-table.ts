/**
 * Owns the grid on the screen: players by days, of which it draws what is seen. Listens once for all
 * cells; a row is drawn again only when something in it changed.
 */
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Day } from '../../../shared/day.ts';
import { glow } from '../../ui/look/glow.ts';
import { statusColours } from '../../ui/look/status-shapes.ts';
import { base } from '../../ui/look/styles.ts';
import { gridName } from '../../words/strings.ts';
import { UndoEvent } from '../mark-event.ts';
import type { RemoteChange } from '../remote-changes.ts';
import type { View } from '../view.ts';
import { cellLook } from './cell-look.ts';
import { type Cursor, selection } from './cursor.ts';
import { type Column, Columns } from './grid-columns.ts';
import { type Deed, deedOf } from './grid-keys.ts';
import { gridLook } from './grid-look.ts';
import { cellAt, linkAt, placeOf } from './grid-places.ts';
import { headRow, partsOf, playerRow, summaryRow } from './grid-rows.ts';
import { KeysEvent } from './keys-dialog.ts';
import { cursorAfter, type Layout, placeAfter } from './layout.ts';
import { BrushEvent, FromToEvent } from './painting/brush-event.ts';
import { Brushwork } from './painting/brushwork.ts';
import { Painting } from './painting/painting.ts';
import { areaBetween, type Brush, type Cell, isWithin } from './painting/stroke.ts';
import { strokeLook, strokePreview } from './painting/stroke-preview.ts';
import { Roving } from './roving.ts';
import { Viewport } from './viewport.ts';

/** The row of the whole community, as players' rows are named by their id. */
const summary = 'summary';

@customElement('grid-table')
export class GridTable extends LitElement {
  static override styles = [base, statusColours, gridLook, cellLook, strokeLook];

  @property({ attribute: false }) view!: View;
  /** Shown at once, but not under a pointer: there rows and columns stay where they are. */
  @property({ attribute: false }) layout: Layout = { days: [], players: [] };
  @property({ attribute: false }) brush: Brush | undefined;
  /** Whether a tap is the beginning or the end of a stroke. */
  @property({ type: Boolean }) isFromTo = false;
  /** Whether I may answer for others. */
  @property({ type: Boolean }) mayPaintOthers = false;
  @state() private cursor: Cursor = { row: 0, column: 0 };
  /** Whose row the cursor is in, so that it stays there when rows come and go. */
  #at = summary;
  #shown: Layout = { days: [], players: [] };
  readonly #columns = new Columns();
  readonly #brushwork = new Brushwork(this);
  readonly #viewport = new Viewport(this);
  readonly #painting = new Painting(this, this.#brushwork, this.#viewport);
  readonly #roving = new Roving(this, () => this.#cell(this.#at, this.cursor.column));

  /** Marks softly what somebody else has just changed. */
  highlight(changes: readonly RemoteChange[]): void {
    for (const { day, player } of changes) {
      const column = this.days.indexOf(day);
      if (player !== undefined) glow(this.#cell(player, column));
      glow(this.#cell(summary, column));
    }
  }

  override willUpdate(): void {
    if (!this.isFromTo) this.#brushwork.start = undefined;
    if (!this.#painting.isPressed && this.#shown !== this.layout) this.#arrange(this.layout);
  }

  /** What was pointed at stays the same player and the same day. */
  #arrange(layout: Layout): void {
    const [before, { start }] = [this.#shown, this.#brushwork];
    this.#shown = layout;
    this.#brushwork.start = start && placeAfter(start, before, layout);
    this.cursor = cursorAfter(this.cursor, this.#rows.indexOf(this.#at), before, layout);
  }

  get days(): readonly Day[] {
    return this.#shown.days;
  }

  get players(): readonly string[] {
    return this.#shown.players;
  }

  override firstUpdated(): void {
    const grid = this.renderRoot.querySelector<HTMLElement>('[role=grid]');
    // Actively, or the browser would not wait to hear whether the finger paints.
    grid?.addEventListener('touchmove', this.#painting.touchMove, { passive: false });
  }

  override render() {
    const { view, days, players } = this;
    const [painting, look] = [this.#painting, () => this.#viewport.look()];
    const drawn = this.#viewport.drawn({ rows: players.length, columns: days.length }, this.cursor);
    const columns = this.#columns.of(days, drawn.columns);
    const counts = columns.map(({ day }) => view.countsOn(day));
    return html`<div class="region" @scroll=${look} @lostpointercapture=${painting.lostCapture}>
        <div
          role="grid"
          class=${painting.stroke ? 'painting' : ''}
          aria-label=${gridName()}
          aria-multiselectable=${view.me ? 'true' : nothing}
          aria-readonly="true"
          aria-rowcount=${players.length + 2}
          aria-colcount=${days.length + 1}
          .style=${`--days: ${days.length}; --players: ${players.length}`}
          @keydown=${this.#key}
          @click=${this.#click}
          @focusin=${this.#focus}
          @pointerdown=${(event: PointerEvent) => painting.down(event, this.#placeOf(event))}
          @contextmenu=${painting.contextMenu}
        >
          ${guard([columns, view.today], () => headRow(columns, view.today))}
          ${guard([columns, view.settings, ...counts], () => summaryRow(summary, view, columns))}
          <div role="rowgroup" class="body">
            ${repeat(
              drawn.rows,
              (index) => players[index],
              (index) => this.#row(index, columns),
            )}
            ${this.#preview(columns)}
          </div>
        </div>
      </div>
      <p class="spoken" role="status">${this.#brushwork.spoken}</p>`;
  }

  #row(at: number, columns: readonly Column[]) {
    const selected = this.cursor.anchor && selection(this.cursor);
    const row = {
      at,
      player: this.players[at] ?? '',
      mayPaint: this.#brushwork.mayBegin({ row: at + 1, column: 0 }),
      isSelected: (column: number) => isWithin(selected, at + 1, column),
    };
    return guard(partsOf(this.view, columns, row), () => playerRow(this.view, columns, row));
  }

  #preview(columns: readonly Column[]) {
    const { stroke } = this.#painting;
    const from = stroke?.from ?? this.#brushwork.start;
    if (!from) return nothing;
    const area = areaBetween(from, stroke?.to ?? from);
    const status = this.#brushwork.statusFrom(from);
    return strokePreview(area, columns, status, stroke ? 'stroke' : 'start');
  }

  get #rows(): string[] {
    return [summary, ...this.players];
  }

  #cell(row: string, column: number): HTMLElement | null {
    return cellAt(this.renderRoot, row, column);
  }

  #placeOf(event: Event): Cell | undefined {
    return placeOf(event, this.#rows);
  }

  /** The keyboard goes there, but nothing scrolls. */
  moveTo(cell: Cell): void {
    this.#moveTo(cell);
    this.#roving.focus('in place');
  }

  #moveTo(cursor: Cursor): void {
    this.#at = this.#rows[cursor.row] ?? summary;
    this.cursor = cursor;
  }

  #focus(event: FocusEvent): void {
    const place = this.#placeOf(event);
    if (!place) return;
    if (place.row !== this.cursor.row || place.column !== this.cursor.column) this.#moveTo(place);
  }

  #click(event: MouseEvent): void {
    const place = this.#placeOf(event);
    if (!place || this.#painting.skipsClick) return;
    if (place.row === 0) this.#open(place.column);
    else if (this.#brushwork.mayBegin(place)) this.#brushwork.tap(place);
  }

  /** The page of a day, as its head's link does. */
  #open(column: number): void {
    linkAt(this.renderRoot, column)?.click();
  }

  #key(event: KeyboardEvent): void {
    if (!this.#placeOf(event)) return;
    const { me } = this.view;
    const deed = deedOf(event, {
      cursor: this.cursor,
      rows: this.players.length + 1,
      columns: this.days.length,
      mine: me === undefined ? -1 : this.#rows.indexOf(me),
      mayPaint: (row) => this.#brushwork.mayBegin({ row, column: 0 }),
    });
    if (!deed) return;
    event.preventDefault();
    this.#do(deed);
  }

  #do(deed: Deed): void {
    const area = selection(this.cursor);
    switch (deed.does) {
      case 'move':
        this.#moveTo(deed.to);
        this.#roving.focus('in sight');
        break;
      case 'put':
        this.#brushwork.put(area, deed.status);
        break;
      case 'next':
        this.#brushwork.put(area, this.#brushwork.statusFrom(this.cursor));
        break;
      case 'hours':
        this.#brushwork.hours(area);
        break;
      case 'confirm':
        this.#brushwork.confirm(area);
        break;
      case 'open':
        this.#open(this.cursor.column);
        break;
      case 'let-go':
        this.#letGo();
        break;
      case 'undo':
      case 'help':
        this.dispatchEvent(deed.does === 'undo' ? new UndoEvent() : new KeysEvent());
    }
  }

  /** The nearest first: a selection, the beginning of a stroke, From–to, then the brush. */
  #letGo(): void {
    if (this.cursor.anchor) this.#moveTo({ row: this.cursor.row, column: this.cursor.column });
    else if (!this.#brushwork.letGo())
      this.dispatchEvent(this.isFromTo ? new FromToEvent(false) : new BrushEvent(undefined));
  }
}
