/** Owns the short messages on the screen: adds them, and lets them go in time. */
import { Store } from '../store.ts';

export type Toast = {
  readonly id: number;
  readonly sentence: string;
  readonly kind: 'news' | 'problem';
};

const shownMs = 6_000;
const shownAtOnce = 3;

export class Toasts {
  readonly shown = new Store<readonly Toast[]>([]);
  #last = 0;

  /** Goes away by itself. */
  tell(sentence: string): void {
    const id = this.#add(sentence, 'news');
    setTimeout(() => this.dismiss(id), shownMs);
  }

  /** Stays until it is dismissed or pushed out: it may say what was lost. */
  complain(sentence: string): void {
    this.#add(sentence, 'problem');
  }

  dismiss(id: number): void {
    this.shown.set(this.shown.value.filter((toast) => toast.id !== id));
  }

  #add(sentence: string, kind: Toast['kind']): number {
    this.#last += 1;
    const others = this.shown.value.filter((toast) => toast.sentence !== sentence);
    const toasts = [...others, { id: this.#last, sentence, kind }];
    this.shown.set(toasts.slice(-shownAtOnce));
    return this.#last;
  }
}
