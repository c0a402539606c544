/**
 * Owns a stroke from the press to its end: mouse and pen paint at once, a finger after a long press,
 * so that panning scrolls. Shows it while it lasts; what it means is for its canvas to say, at the end.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { edgeSpeed } from '../grid-window.ts';
import type { Viewport } from '../viewport.ts';
import type { Cell } from './stroke.ts';

/** Shorter than the long press by which a phone opens its menu: 400 to 500 ms. */
const longPressMs = 350;
/** A finger that moved this far means to scroll. */
const slopPx = 10;

export type Canvas = {
  /** Whether a stroke may begin there. */
  mayBegin(cell: Cell): boolean;
  /** The first cell gets the keyboard, and by that stays in the page. */
  began(cell: Cell): void;
  /** The cell nearest to `to` that a stroke from `from` may reach. */
  nearest(from: Cell, to: Cell): Cell;
  painted(from: Cell, to: Cell): void;
  cancelled(): void;
};

export type Stroke = { readonly from: Cell; readonly to: Cell };

const isSame = (a: Cell, b: Cell): boolean => a.row === b.row && a.column === b.column;

type Press = { readonly id: number; readonly cell: Cell; readonly x: number; readonly y: number };

export class Painting implements ReactiveController {
  /** The stroke under way. */
  stroke: Stroke | undefined;
  readonly #host: ReactiveControllerHost;
  readonly #canvas: Canvas;
  readonly #viewport: Viewport;
  #press: Press | undefined;
  #longPress: ReturnType<typeof setTimeout> | undefined;
  #pointer = { x: 0, y: 0 };
  #frame = 0;
  #skipsClick = false;

  constructor(host: ReactiveControllerHost, canvas: Canvas, viewport: Viewport) {
    this.#host = host;
    this.#canvas = canvas;
    this.#viewport = viewport;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#release();
  }

  /** True for the click that ends a stroke: it is not one more. */
  get skipsClick(): boolean {
    return this.#skipsClick;
  }

  /** Whether a pointer is down that paints, or may begin to. */
  get isPressed(): boolean {
    return this.#press !== undefined;
  }

  /** For `pointerdown` on a cell. */
  readonly down = (event: PointerEvent, cell: Cell | undefined): void => {
    this.#skipsClick = false;
    // A second finger means to zoom: it ends a long press that has not begun to paint.
    if (this.#press && !this.stroke) this.#release();
    if (this.stroke || !event.isPrimary || event.button !== 0) return;
    if (!cell || !this.#canvas.mayBegin(cell)) return;
    this.#press = { id: event.pointerId, cell, x: event.clientX, y: event.clientY };
    this.#pointer = { x: event.clientX, y: event.clientY };
    addEventListener('pointermove', this.#move);
    addEventListener('pointerup', this.#up);
    addEventListener('pointercancel', this.#cancel);
    addEventListener('keydown', this.#key, { capture: true });
    if (event.pointerType !== 'touch') return;
    this.#longPress = setTimeout(() => {
      navigator.vibrate?.(10);
      this.#begin();
    }, longPressMs);
  };

  /** For `touchmove`, listened to actively: a finger that paints does not scroll. */
  readonly touchMove = (event: TouchEvent): void => {
    if (this.stroke && event.cancelable) event.preventDefault();
  };

  /** For `contextmenu`: a long press that paints opens none. */
  readonly contextMenu = (event: Event): void => {
    if (this.stroke) event.preventDefault();
  };

  /** For `lostpointercapture`. After a `pointerup` there is no stroke any more. */
  readonly lostCapture = (): void => {
    if (!this.stroke) return;
    this.#cancel();
    this.#letClicks();
  };

  #begin(): void {
    const { region } = this.#viewport;
    if (!this.#press || !region) return;
    const { id, cell } = this.#press;
    this.stroke = { from: cell, to: cell };
    // From now on wherever the pointer is, outside of the window too.
    region.setPointerCapture(id);
    this.#canvas.began(cell);
    this.#host.requestUpdate();
    this.#frame = requestAnimationFrame(this.#scroll);
  }

  readonly #move = (event: PointerEvent): void => {
    if (event.pointerId !== this.#press?.id) return;
    this.#pointer = { x: event.clientX, y: event.clientY };
    if (this.stroke) {
      this.#reach();
      return;
    }
    if (event.pointerType === 'touch') {
      const { x, y } = this.#press;
      if (Math.hypot(event.clientX - x, event.clientY - y) > slopPx) this.#release();
      return;
    }
    if (isSame(this.#reached(this.#press.cell), this.#press.cell)) return;
    this.#begin();
    this.#reach();
  };

  #reached(from: Cell): Cell {
    return this.#canvas.nearest(from, this.#viewport.cellAt(this.#pointer.x, this.#pointer.y));
  }

  #reach(): void {
    if (!this.stroke) return;
    const to = this.#reached(this.stroke.from);
    if (isSame(to, this.stroke.to)) return;
    this.stroke = { from: this.stroke.from, to };
    this.#host.requestUpdate();
  }

  readonly #up = (event: PointerEvent): void => {
    if (event.pointerId !== this.#press?.id) return;
    const { stroke } = this;
    this.#release();
    this.#letClicks();
    if (stroke) this.#canvas.painted(stroke.from, stroke.to);
  };

  readonly #cancel = (event?: PointerEvent): void => {
    if (event && event.pointerId !== this.#press?.id) return;
    const { stroke } = this;
    this.#release();
    if (stroke) this.#canvas.cancelled();
  };

  readonly #key = (event: KeyboardEvent): void => {
    const isEscape = event.key === 'Escape';
    if (!this.stroke && !isEscape) return;
    // Nothing else happens while a stroke lasts.
    event.preventDefault();
    event.stopPropagation();
    if (!isEscape) return;
    this.#cancel();
    // The button is still down: letting go of it is no click.
    this.#skipsClick = true;
    addEventListener('pointerup', this.#letClicks, { once: true });
  };

  /** Only once the stroke has left its first cell: a press near the edge is no wish to scroll. */
  readonly #scroll = (): void => {
    const { region, canvas } = this.#viewport;
    if (!this.stroke || !region) return;
    const { from, to } = this.stroke;
    if (!isSame(from, to)) {
      const left = edgeSpeed(this.#pointer.x, canvas.left, canvas.right);
      const top = from.row === to.row ? 0 : edgeSpeed(this.#pointer.y, canvas.top, canvas.bottom);
      if (left !== 0 || top !== 0) region.scrollBy(left, top);
      this.#reach();
    }
    this.#frame = requestAnimationFrame(this.#scroll);
  };

  #release(): void {
    clearTimeout(this.#longPress);
    cancelAnimationFrame(this.#frame);
    removeEventListener('pointermove', this.#move);
    removeEventListener('pointerup', this.#up);
    removeEventListener('pointercancel', this.#cancel);
    removeEventListener('keydown', this.#key, { capture: true });
    this.#press = undefined;
    // Also where nothing was painted: what waited for the pointer is shown now.
    this.#host.requestUpdate();
    if (!this.stroke) return;
    this.stroke = undefined;
    this.#skipsClick = true;
  }

  /** After the click that belongs to what has just ended. */
  readonly #letClicks = (): void => {
    setTimeout(() => {
      this.#skipsClick = false;
    });
  };
}
