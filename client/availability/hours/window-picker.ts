/** Owns the two lists by which hours are chosen: from and until, "any time" first. Saves nothing. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type HalfHour, instantOf, type TimeWindow } from '../../../shared/availability/window.ts';
import { addDays, type Day } from '../../../shared/day.ts';
import { field } from '../../ui/look/field.ts';
import { base } from '../../ui/look/styles.ts';
import { clockTime } from '../../words/dates.ts';
import * as say from '../../words/strings-day.ts';
import {
  endsAfter,
  eveningHours,
  isNextMorning,
  otherHours,
  withFrom,
  withUntil,
} from './hours.ts';
import { clockAt } from './timeline.ts';

/** The hours that are wanted from now on; null for any time. */
export class WindowChosen extends Event {
  readonly window: TimeWindow | null;

  constructor(window: TimeWindow | null) {
    super('window-chosen');
    this.window = window;
  }
}

@customElement('window-picker')
export class WindowPicker extends LitElement {
  static override styles = [
    base,
    field,
    css`
      .pair {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: var(--space-3);
      }
    `,
  ];

  @property({ attribute: false }) window: TimeWindow | null = null;
  /** Whose clock shows the times; with the day, what it skips is not offered. */
  @property() zone = '';
  @property() day: Day = '';
  @property({ type: Boolean }) disabled = false;

  override render() {
    const { window, disabled } = this;
    const from = window?.from ?? eveningHours[0] ?? '';
    return html`<div class="pair">
      <label>
        <span>${say.windowFrom()}</span>
        <select ?disabled=${disabled} @change=${(event: Event) => this.#choose(event, withFrom)}>
          ${this.#any()}
          <optgroup label=${say.inTheEvening()}>
            ${eveningHours.map((time) => this.#option(time, window?.from))}
          </optgroup>
          <optgroup label=${say.otherHours()}>
            ${otherHours.map((time) => this.#option(time, window?.from))}
          </optgroup>
        </select>
      </label>
      <label>
        <span>${window && isNextMorning(window) ? say.windowUntilNext() : say.windowUntil()}</span>
        <select ?disabled=${disabled} @change=${(event: Event) => this.#choose(event, withUntil)}>
          ${this.#any()}
          ${endsAfter(from)
            .filter((time) => time > from)
            .map((time) => this.#option(time, window?.until))}
          <optgroup label=${say.nextMorning()}>
            ${endsAfter(from)
              .filter((time) => time < from)
              .map((time) => this.#option(time, window?.until, true))}
          </optgroup>
        </select>
      </label>
    </div>`;
  }

  #any() {
    return html`<option value="" .selected=${this.window === null}>${say.anyTime()}</option>`;
  }

  /** A time that the clock skips on this day is not offered, unless it is chosen already. */
  #option(time: HalfHour, chosen: HalfHour | undefined, isNext = false) {
    const isChosen = time === chosen;
    if (!isChosen && this.#isSkipped(time, isNext)) return nothing;
    return html`<option value=${time} .selected=${isChosen}>${clockTime(time)}</option>`;
  }

  #isSkipped(time: HalfHour, isNext: boolean): boolean {
    const { day, zone } = this;
    if (day === '') return false;
    return clockAt(instantOf(isNext ? addDays(day, 1) : day, time, zone), zone) !== time;
  }

  #choose(
    event: Event,
    with_: (time: HalfHour | null, before: TimeWindow | null) => TimeWindow | null,
  ): void {
    const { value } = event.target as HTMLSelectElement;
    this.window = with_(value === '' ? null : value, this.window);
    this.dispatchEvent(new WindowChosen(this.window));
  }
}
