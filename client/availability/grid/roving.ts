/** Owns the grid's one stop for the Tab key, and that the keyboard stays on it when rows come and go. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

type Host = ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment };

export class Roving implements ReactiveController {
  readonly #host: Host;
  readonly #stopNow: () => HTMLElement | null;
  #stop: HTMLElement | null = null;
  #hadFocus = false;
  #wanted: 'in sight' | 'in place' | undefined;

  /** `stopNow` finds the cell after each rendering. */
  constructor(host: Host, stopNow: () => HTMLElement | null) {
    this.#host = host;
    this.#stopNow = stopNow;
    host.addController(this);
  }

  /** After the next rendering the stop has the keyboard; `in sight` scrolls to it. */
  focus(how: 'in sight' | 'in place'): void {
    this.#wanted = how;
  }

  hostUpdate(): void {
    this.#hadFocus = this.#stop !== null && this.#focused === this.#stop;
  }

  hostUpdated(): void {
    const stop = this.#stopNow();
    if (stop !== this.#stop) {
      this.#stop?.setAttribute('tabindex', '-1');
      stop?.setAttribute('tabindex', '0');
      this.#stop = stop;
    }
    // A row that moved to another place took its cell out of the page for a moment.
    const isLost = this.#hadFocus && this.#focused === null;
    if (this.#wanted || isLost) stop?.focus({ preventScroll: this.#wanted !== 'in sight' });
    this.#wanted = undefined;
  }

  get #focused(): Element | null {
    return (this.#host.renderRoot as ShadowRoot).activeElement;
  }
}
