/** Owns a pointer that is drawn along a row of hours: which half hours it covers, and how it ends. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { HalfHours } from '../hours/timeline.ts';

type Track = { readonly box: DOMRect; readonly count: number };

export class HoursStroke implements ReactiveController {
  /** While a pointer is down, and has left the half hour where it began. */
  drawn: HalfHours | undefined;
  readonly #host: ReactiveControllerHost;
  readonly #finish: (stroke: HalfHours) => void;
  #end: (() => void) | undefined;

  constructor(host: ReactiveControllerHost, finish: (stroke: HalfHours) => void) {
    this.#host = host;
    this.#finish = finish;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#end?.();
  }

  /** To be called with the press that may become a stroke on a track of `count` half hours. */
  begin(press: PointerEvent, count: number): void {
    const element = press.currentTarget as HTMLElement;
    if (press.button !== 0 || !press.isPrimary || this.#end) return;
    const track: Track = { box: element.getBoundingClientRect(), count };
    const first = halfAt(track, press.clientX);
    const listening = new AbortController();
    const on = { signal: listening.signal };
    const end = (): void => {
      listening.abort();
      this.#end = undefined;
      this.#show(undefined);
    };
    this.#end = end;
    element.setPointerCapture(press.pointerId);
    element.addEventListener(
      'pointermove',
      ({ clientX }) => {
        const now = halfAt(track, clientX);
        // A mere click sets no hours.
        if (!this.drawn && now === first) return;
        this.#show({ from: Math.min(first, now), to: Math.max(first, now) });
      },
      on,
    );
    element.addEventListener(
      'pointerup',
      () => {
        const { drawn } = this;
        end();
        if (drawn) this.#finish(drawn);
      },
      on,
    );
    // The page took the finger to scroll: nothing was meant.
    element.addEventListener('pointercancel', end, on);
    // Something else took the pointer, and will be told how it ends.
    element.addEventListener('lostpointercapture', end, on);
    addEventListener('keydown', ({ key }) => key === 'Escape' && end(), on);
  }

  #show(stroke: HalfHours | undefined): void {
    if (stroke?.from === this.drawn?.from && stroke?.to === this.drawn?.to) return;
    this.drawn = stroke;
    this.#host.requestUpdate();
  }
}

const halfAt = ({ box, count }: Track, x: number): number =>
  Math.max(0, Math.min(count - 1, Math.floor(((x - box.left) / box.width) * count)));
