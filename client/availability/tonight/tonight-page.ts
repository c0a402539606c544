/** Owns the first page: today, tomorrow, the three days after, and the calendar behind its toggle. */
import { consume } from '@lit/context';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { addDays, type Day, daysFrom } from '../../../shared/day.ts';
import { yieldToMain } from '../../ui/yield-to-main.ts';
import '../../identity/join-card.ts';
import type { Identity } from '../../identity/store.ts';
import * as say from '../../words/strings.ts';
import '../../ui/share/share-button.ts';
import { Watch } from '../../live/watch.ts';
import { base, button, card, headings } from '../../ui/look/styles.ts';
import './day-card.ts';
import './day-digest.ts';
import './month-calendar.ts';
import type { DayChosen } from './month-calendar.ts';
import '../hours/my-hours.ts';
import '../status-buttons.ts';
import type { Availability } from '../store.ts';
import './today-card.ts';
import { tonightLook } from './tonight-look.ts';
import '../confirm-pattern.ts';
import { identityContext } from '../../identity/context.ts';
import { availabilityContext } from '../context.ts';
import type { View } from '../view.ts';

const digestDays = 3;
/** Tonight, tomorrow, what comes after. */
const parts = 3;

@customElement('tonight-page')
export class TonightPage extends LitElement {
  static override styles = [base, button, card, headings, tonightLook];

  @consume({ context: availabilityContext })
  @property({ attribute: false })
  availability!: Availability;
  @consume({ context: identityContext })
  @property({ attribute: false })
  identity!: Identity;
  @state() private isCalendarOpen = false;
  @state() private chosen: Day | undefined;
  /** Parts are drawn one after the other at first, so that a phone answers in between; later all at once. */
  @state() private drawn = TonightPage.wasDrawn ? parts : 0;
  private static wasDrawn = false;

  constructor() {
    super();
    new Watch(this, () => [this.availability.view, this.identity.me]);
  }

  override updated(): void {
    if (this.drawn === parts || !this.#view) return;
    void yieldToMain().then(() => {
      this.drawn = Math.min(this.drawn + 1, parts);
      TonightPage.wasDrawn = this.drawn === parts;
    });
  }

  override render() {
    return html`<h1 class="spoken">${say.tonight()}</h1>
      ${this.#view && this.drawn > 0 ? this.#days(this.#view) : this.#blank()}`;
  }

  /** Both, or what I may do would push the rest about when it comes. */
  get #view(): View | undefined {
    return this.identity.me.value && this.availability.view.value;
  }

  #days(view: View) {
    const tomorrow = addDays(view.today, 1);
    return html`<div class="top">
        <div class="tonight">
          <today-card .view=${view}>${this.#answer(view)}</today-card>
          <share-button compact path="/"></share-button>
        </div>
        ${
          this.drawn > 1
            ? html`<day-card .view=${view} .day=${tomorrow} .name=${say.tomorrow()}></day-card>`
            : html`<div class="blank"></div>`
        }
      </div>
      ${this.drawn === parts ? this.#later(view, addDays(tomorrow, 1)) : nothing}`;
  }

  #later(view: View, from: Day) {
    return html`${
      view.asOf === undefined
        ? html`<confirm-pattern .view=${view} .days=${daysFrom(view.today, 7)}></confirm-pattern>`
        : nothing
    }
      <section class="coming" aria-labelledby="coming">
        <h2 id="coming">${say.comingUp()}</h2>
        <ul role="list">
          ${daysFrom(from, digestDays).map(
            (day) => html`<li><day-digest .view=${view} .day=${day}></day-digest></li>`,
          )}
        </ul>
      </section>
      ${this.#calendar(view)}`;
  }

  #answer(view: View) {
    if (!view.me) return html`<join-card></join-card>`;
    return html`<status-buttons
      .day=${view.today}
      .status=${view.statusOn(view.today, view.me)}
      .counts=${view.countsOn(view.today)}
      ?waiting=${view.waiting.has(view.today)}
      ?locked=${view.asOf !== undefined}
      ?first=${!view.hasAnswered}
    ></status-buttons>
    ${
      view.asOf === undefined
        ? html`<my-hours .view=${view} .day=${view.today}></my-hours>`
        : nothing
    }`;
  }

  #calendar(view: View) {
    const chosen = this.#chosenIn(view);
    return html`<section class="calendar" aria-label=${say.calendar()}>
      <button
        class="button"
        aria-expanded=${this.isCalendarOpen ? 'true' : 'false'}
        aria-controls="calendar"
        @click=${() => {
          this.isCalendarOpen = !this.isCalendarOpen;
        }}
      >
        <svg class="arrow" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          <path d="m3 6 5 5 5-5" fill="none" stroke="currentColor" stroke-width="2" />
        </svg>
        ${say.openCalendar()}
      </button>
      <div id="calendar" class="months" ?hidden=${!this.isCalendarOpen}>
        ${
          this.isCalendarOpen
            ? html`<div class="card">
                <month-calendar
                  .view=${view}
                  .chosen=${chosen}
                  @day-chosen=${(event: DayChosen) => {
                    this.chosen = event.day;
                  }}
                ></month-calendar>
              </div>
              <day-card .view=${view} .day=${chosen}></day-card>`
            : nothing
        }
      </div>
    </section>`;
  }

  /** The chosen day, unless midnight has taken it away. */
  #chosenIn(view: View): Day {
    return this.chosen && this.chosen >= view.today ? this.chosen : view.today;
  }

  /** Holds the place of what comes, so that nothing jumps. */
  #blank() {
    return html`<div class="top" aria-hidden="true">
        <div class="blank hero"></div>
        <div class="blank"></div>
      </div>
      <p class="spoken" role="status">${say.loading()}</p>`;
  }
}
