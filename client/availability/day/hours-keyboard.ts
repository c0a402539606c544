/** Owns what the keyboard does on my row of half hours: where it is, what it has chosen, and what it asks for. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Status } from '../../../shared/availability/grid.ts';
import type { Cursor } from '../grid/cursor.ts';
import type { HalfHours } from '../hours/timeline.ts';
import { chosenBy, HoursCursor } from './hours-cursor.ts';
import { type HoursDeed, hoursDeedOf } from './hours-keys.ts';

type Host = ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment };

export type MyRow = {
  /** The half hours that are drawn. */
  halves(): readonly number[];
  /** The first instant of my hours, if I have named any. */
  begins(): number | undefined;
  /** Hours with my answer, or with another. */
  paint(stroke: HalfHours, status?: Status): void;
  put(status: Status | null): void;
  undo(): void;
  letGo(): void;
};

export class HoursKeyboard implements ReactiveController {
  readonly #host: Host;
  readonly #row: MyRow;
  readonly #cursor = new HoursCursor();

  constructor(host: Host, row: MyRow) {
    this.#host = host;
    this.#row = row;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#cursor.reset();
  }

  get isChoosing(): boolean {
    return this.#cursor.isChoosing;
  }

  /** Where my hours begin, until it was moved. */
  get cursor(): Cursor {
    return this.#cursor.among(this.#row.halves(), this.#row.begins());
  }

  get chosen(): HalfHours | undefined {
    return chosenBy(this.cursor);
  }

  /** Another day begins anew. */
  reset(): void {
    this.#cursor.reset();
  }

  /** For `keydown`. Who does not play has no hours to choose. */
  press(event: KeyboardEvent, isOut: boolean): void {
    const deed = hoursDeedOf(event, this.cursor, this.#row.halves().length);
    if (!deed) return;
    event.preventDefault();
    if (!isOut || deed.does === 'put' || deed.does === 'undo') this.#do(deed);
    this.#host.requestUpdate();
  }

  /** For `focusout`. */
  leave(): void {
    if (this.#cursor.letGo()) this.#host.requestUpdate();
  }

  #do(deed: HoursDeed): void {
    const { chosen } = this;
    this.#cursor.letGo();
    switch (deed.does) {
      case 'move':
        this.#cursor.move(deed.to, this.#row.halves());
        void this.#host.updateComplete.then(() => this.#show());
        break;
      case 'set':
        if (chosen) this.#row.paint(chosen);
        break;
      case 'put':
        if (chosen && deed.status && deed.status !== 'NOT_PLAYING') {
          this.#row.paint(chosen, deed.status);
        } else this.#row.put(deed.status);
        break;
      case 'undo':
        this.#row.undo();
        break;
      case 'let-go':
        this.#row.letGo();
    }
  }

  #show(): void {
    const here = this.#host.renderRoot.querySelector('.here');
    here?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
}
