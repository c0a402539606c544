/** Owns the short messages on the screen: adds them, and lets them go in time. */
import { Store } from '../live/store.ts';

export type Toast = {
  readonly id: number;
  readonly sentence: string;
  readonly kind: 'news' | 'problem';
  readonly actions: readonly Action[];
};

/** What can be done about it, by a button beside the sentence. */
export type Action = { readonly label: string; readonly run: () => void };

const shownMs = 6_000;
/** Somebody has to read it, decide and get there. */
const shownToActMs = 10_000;
const shownAtOnce = 3;

export class Toasts {
  readonly shown = new Store<readonly Toast[]>([]);
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();
  #last = 0;

  /** Goes away by itself, unless it is held. */
  tell(sentence: string, actions: readonly Action[] = []): void {
    this.release(this.#add(sentence, 'news', actions));
  }

  /** Stays until it is dismissed or pushed out: it may say what was lost. */
  complain(sentence: string): void {
    this.#add(sentence, 'problem', []);
  }

  /** Somebody is there with the pointer or the keyboard: it stays. */
  hold(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  /** From now on it goes away in time, if it is one that does. */
  release(id: number): void {
    const toast = this.shown.value.find((one) => one.id === id);
    if (toast?.kind !== 'news') return;
    this.hold(id);
    const timer = setTimeout(
      () => this.dismiss(id),
      toast.actions.length > 0 ? shownToActMs : shownMs,
    );
    this.#timers.set(id, timer);
  }

  dismiss(id: number): void {
    this.hold(id);
    this.shown.set(this.shown.value.filter((toast) => toast.id !== id));
  }

  #add(sentence: string, kind: Toast['kind'], actions: readonly Action[]): number {
    this.#last += 1;
    const others = this.shown.value.filter((toast) => toast.sentence !== sentence);
    const toasts = [...others, { id: this.#last, sentence, kind, actions }];
    this.shown.set(toasts.slice(-shownAtOnce));
    return this.#last;
  }
}
