/** Owns the month view of all writable days: how each stands, which one is chosen, and the keys of a calendar. */
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { readiness } from '../../../shared/availability/commands.ts';
import type { Status } from '../../../shared/availability/grid.ts';
import { addDays, type Day } from '../../../shared/day.ts';
import {
  dayNumber,
  firstWeekday,
  longDay,
  monthAndYear,
  weekdayLong,
  weekdayShort,
} from '../../words/dates.ts';
import { calendarDay, calendarDayOfOthers, earlierMonth, laterMonth } from '../../words/strings.ts';
import '../../ui/status-glyph.ts';
import { base, button, headings } from '../../ui/look/styles.ts';
import { markDays, statusForKey } from '../mark-event.ts';
import {
  daysIntoWeek,
  firstDayOf,
  type Month,
  monthAfter,
  monthBefore,
  monthOf,
  weeksOf,
} from '../month.ts';
import type { View } from '../view.ts';
import { calendarLook } from './calendar-look.ts';

/** The day somebody wants to see. */
export class DayChosen extends Event {
  readonly day: Day;

  constructor(day: Day) {
    super('day-chosen', { bubbles: true, composed: true });
    this.day = day;
  }
}

@customElement('month-calendar')
export class MonthCalendar extends LitElement {
  static override styles = [base, button, headings, calendarLook];

  @property({ attribute: false }) view!: View;
  @property() chosen: Day = '';
  @state() private month: Month = '';
  readonly #firstWeekday = firstWeekday();
  #focusAfterRender = false;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('chosen')) this.month = monthOf(this.chosen);
  }

  override updated(): void {
    if (!this.#focusAfterRender) return;
    this.#focusAfterRender = false;
    this.renderRoot.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }

  override render() {
    // Weeks that are over cannot be marked: they only took room.
    const weeks = weeksOf(this.month, this.#firstWeekday).filter(
      (week) => (week[6] ?? '') >= this.view.today,
    );
    return html`<header>
        ${this.#turn(earlierMonth(), monthBefore(this.month), this.month > monthOf(this.view.today), 'm10 3-5 5 5 5')}
        <h3 id="month" aria-live="polite">${monthAndYear(firstDayOf(this.month))}</h3>
        ${this.#turn(laterMonth(), monthAfter(this.month), this.month < monthOf(this.view.lastDay), 'm6 3 5 5-5 5')}
      </header>
      <table
        role="grid"
        aria-labelledby="month"
        aria-readonly=${this.#mayMark ? nothing : 'true'}
        @keydown=${this.#key}
        @click=${this.#click}
      >
        <thead>
          <tr>
            ${weeks[0]?.map((day) => html`<th scope="col" abbr=${weekdayLong(day)}>${weekdayShort(day)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${weeks.map((week) => html`<tr>${week.map((day) => this.#day(day))}</tr>`)}
        </tbody>
      </table>`;
  }

  get #mayMark(): boolean {
    return this.view.me !== undefined && this.view.asOf === undefined;
  }

  #turn(label: string, month: Month, possible: boolean, path: string) {
    return html`<button
      class="button round"
      aria-label=${label}
      aria-disabled=${possible ? 'false' : 'true'}
      @click=${() => {
        if (possible) this.month = month;
      }}
    >
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <path d=${path} fill="none" stroke="currentColor" stroke-width="2" />
      </svg>
    </button>`;
  }

  #day(day: Day) {
    const { view } = this;
    if (monthOf(day) !== this.month) return html`<td></td>`;
    if (day < view.today || day > view.lastDay) {
      return html`<td><span class="past">${dayNumber(day)}</span></td>`;
    }
    const { committed, isReady } = readiness(view.settings, view.countsOn(day));
    const mine = view.statusOn(day, view.me);
    const isTabStop = day === this.#tabStop();
    return html`<td aria-selected=${day === this.chosen ? 'true' : 'false'}>
      <button
        data-day=${day}
        tabindex=${isTabStop ? '0' : '-1'}
        aria-current=${day === view.today ? 'date' : nothing}
        class="day ${view.waiting.has(day) ? 'waiting' : ''}"
      >
        <span class="spoken">${this.#sentence(day, mine, committed)}</span>
        <span aria-hidden="true" class="number">${dayNumber(day)}</span>
        ${mine ? html`<status-glyph .status=${mine}></status-glyph>` : html`<span></span>`}
        <span aria-hidden="true" class="stands ${isReady ? 'ready' : ''}">
          ${committed > 0 ? `${committed}/${view.settings.threshold}` : ''}
        </span>
      </button>
    </td>`;
  }

  #sentence(day: Day, mine: Status | null, committed: number): string {
    const { me, settings } = this.view;
    return me === undefined
      ? calendarDayOfOthers(longDay(day), committed, settings.threshold)
      : calendarDay(longDay(day), mine, committed, settings.threshold);
  }

  /** The chosen day when its month is open, else the first day that can be chosen. */
  #tabStop(): Day {
    if (monthOf(this.chosen) === this.month) return this.chosen;
    return this.view.nearestWritable(firstDayOf(this.month));
  }

  #click(event: Event): void {
    const day = (event.target as Element).closest<HTMLElement>('[data-day]')?.dataset.day;
    if (day) this.dispatchEvent(new DayChosen(day));
  }

  #key(event: KeyboardEvent): void {
    const day = (event.target as Element).closest<HTMLElement>('[data-day]')?.dataset.day;
    if (!day || event.ctrlKey || event.metaKey || event.altKey) return;
    const status = statusForKey(event.key);
    if (status !== undefined && this.view.me) {
      event.preventDefault();
      this.dispatchEvent(markDays([day], status));
      return;
    }
    const wanted = this.#dayForKey(event.key, day);
    if (!wanted) return;
    event.preventDefault();
    this.#focusAfterRender = true;
    this.dispatchEvent(new DayChosen(this.view.nearestWritable(wanted)));
    this.requestUpdate();
  }

  #dayForKey(key: string, day: Day): Day | undefined {
    const intoWeek = daysIntoWeek(day, this.#firstWeekday);
    switch (key) {
      case 'ArrowLeft':
        return addDays(day, -1);
      case 'ArrowRight':
        return addDays(day, 1);
      case 'ArrowUp':
        return addDays(day, -7);
      case 'ArrowDown':
        return addDays(day, 7);
      case 'Home':
        return addDays(day, -intoWeek);
      case 'End':
        return addDays(day, 6 - intoWeek);
      case 'PageUp':
        return addDays(day, -28);
      case 'PageDown':
        return addDays(day, 28);
      default:
        return undefined;
    }
  }
}
