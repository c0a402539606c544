/**
 * Owns that the keyboard is never lost: when what had the focus goes away, it goes back to where it was
 * before, if that is wanted and still there, or to the page's beginning.
 */
import type { LitElement, ReactiveController } from 'lit';

export class KeepFocus implements ReactiveController {
  readonly #host: LitElement;
  readonly #goesBack: boolean;
  /** What had the keyboard last outside of the host. */
  #before: HTMLElement | undefined;
  #hadFocus = false;

  constructor(host: LitElement, { goesBack = false } = {}) {
    this.#host = host;
    this.#goesBack = goesBack;
    host.addController(this);
  }

  hostConnected(): void {
    if (this.#goesBack) document.addEventListener('focusout', this.#remember);
  }

  hostDisconnected(): void {
    document.removeEventListener('focusout', this.#remember);
    this.#before = undefined;
  }

  hostUpdate(): void {
    this.#hadFocus = this.#host.matches(':focus-within');
  }

  hostUpdated(): void {
    if (!this.#hadFocus || this.#host.matches(':focus-within')) return;
    this.#before?.focus({ preventScroll: true });
    if (this.#before?.matches(':focus')) return;
    document.querySelector('main')?.focus({ preventScroll: true });
  }

  readonly #remember = (event: FocusEvent): void => {
    const [left, ...around] = event.composedPath();
    if (left instanceof HTMLElement && !around.includes(this.#host)) this.#before = left;
  };
}
