/**
 * Owns what part of the grid is on the screen: measures it, follows scrolling, and finds the cell at
 * a point. Asks its element to draw again only when other rows or columns are to be drawn.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Strip, slotAt, slotsOf, spanOf } from './grid-window.ts';
import type { Cell } from './painting/stroke.ts';

type Host = ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment };

/** How many there are. Rows are those of players: everybody's is always drawn. */
type Size = { readonly rows: number; readonly columns: number };

/** Until something is measured: a common screen, and the sizes of `grid-look.ts`. */
const guess = { width: 1_120, height: 720, name: 208, head: 132, row: 48, column: 60 };

export class Viewport implements ReactiveController {
  readonly #host: Host;
  readonly #observer: ResizeObserver;
  #box = guess;
  #size: Size = { rows: 0, columns: 0 };
  #left = 0;
  #top = 0;
  #drawn = '';

  constructor(host: Host) {
    this.#host = host;
    this.#observer = new ResizeObserver(() => this.#measure());
    host.addController(this);
  }

  hostUpdated(): void {
    // Observing what is observed already does nothing.
    for (const element of [this.region, this.#body]) if (element) this.#observer.observe(element);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  get region(): HTMLElement | null {
    return this.#host.renderRoot.querySelector('.region');
  }

  /** Indexes of the players' rows and of the columns to draw, `pinned` among them. */
  drawn(size: Size, pinned: Cell): { rows: number[]; columns: number[] } {
    this.#size = size;
    const { rows, columns } = this.#spans();
    this.#drawn = `${rows} ${columns}`;
    return {
      rows: slotsOf(rows, Math.min(pinned.row - 1, size.rows - 1)),
      columns: slotsOf(columns, Math.min(pinned.column, size.columns - 1)),
    };
  }

  /** Call whenever the region has scrolled. */
  look(): void {
    const { region } = this;
    if (!region) return;
    this.#left = region.scrollLeft;
    this.#top = region.scrollTop;
    const { rows, columns } = this.#spans();
    if (this.#drawn !== `${rows} ${columns}`) this.#host.requestUpdate();
  }

  /** The cell at a point of the page; outside of the grid the nearest one. Never everybody's. */
  cellAt(x: number, y: number): Cell {
    const edges = this.#body?.getBoundingClientRect() ?? new DOMRect();
    const { rows, columns } = this.#size;
    const { name, row, column } = this.#box;
    return {
      row: 1 + slotAt(y - edges.top, { count: rows, size: row }),
      column: slotAt(x - edges.left - name, { count: columns, size: column }),
    };
  }

  /** Where players' cells are seen: inside of the heads and the names that stay. In the page. */
  get canvas(): { left: number; right: number; top: number; bottom: number } {
    const { region } = this;
    const edges = region?.getBoundingClientRect() ?? new DOMRect();
    return {
      left: edges.left + this.#box.name,
      right: edges.left + (region?.clientWidth ?? 0),
      top: edges.top + this.#box.head,
      bottom: edges.top + (region?.clientHeight ?? 0),
    };
  }

  get #body(): HTMLElement | null {
    return this.#host.renderRoot.querySelector('.body');
  }

  #spans() {
    const { width, height, name, head, row, column } = this.#box;
    const across: Strip = {
      count: this.#size.columns,
      size: column,
      from: this.#left,
      extent: width - name,
    };
    const down: Strip = {
      count: this.#size.rows,
      size: row,
      from: this.#top,
      extent: height - head,
    };
    return { rows: spanOf(down), columns: spanOf(across) };
  }

  #measure(): void {
    const [region, body] = [this.region, this.#body];
    const name = this.#host.renderRoot.querySelector<HTMLElement>('.heads > .name')?.offsetWidth;
    const { rows, columns } = this.#size;
    if (!region || !body || !name || columns === 0) return;
    const edges = body.getBoundingClientRect();
    this.#box = {
      width: region.clientWidth,
      height: region.clientHeight,
      name,
      head: edges.top - region.getBoundingClientRect().top + region.scrollTop,
      row: rows > 0 ? edges.height / rows : guess.row,
      column: Math.max(1, (edges.width - name) / columns),
    };
    this.look();
  }
}
