/** Owns that the keyboard is never lost: when what had the focus goes away, the page's beginning gets it. */
import type { LitElement, ReactiveController } from 'lit';

export class KeepFocus implements ReactiveController {
  readonly #host: LitElement;
  #hadFocus = false;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    this.#hadFocus = this.#host.matches(':focus-within');
  }

  hostUpdated(): void {
    if (!this.#hadFocus || this.#host.matches(':focus-within')) return;
    document.querySelector('main')?.focus({ preventScroll: true });
  }
}
