/** Owns the page of one day: how it stands, my answer with hours and a note, and who can when. */
import { consume } from '@lit/context';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { lastWritableOffset, objectionToDay } from '../../../shared/availability/commands.ts';
import { answersIn } from '../../../shared/availability/grid.ts';
import { addDays, type Day } from '../../../shared/day.ts';
import { Refused } from '../../../shared/refusal.ts';
import { dayAndMonth, longDay, weekdayLong } from '../../words/dates.ts';
import '../../identity/join-card.ts';
import type { Identity } from '../../identity/store.ts';
import { pathTo } from '../../route.ts';
import { ProblemEvent } from '../../ui/problem-event.ts';
import { loading, nobodyYet } from '../../words/strings.ts';
import * as say from '../../words/strings-day.ts';
import { gridAddress } from '../grid-address.ts';
import '../../ui/share/share-button.ts';
import { Watch } from '../../live/watch.ts';
import { KeepFocus } from '../../ui/keep-focus.ts';
import { base, button, card, headings } from '../../ui/look/styles.ts';
import { dayPageLook } from './day-page-look.ts';
import '../day-standing.ts';
import './day-timeline.ts';
import '../hours/entry-details.ts';
import type { Evenings } from '../evenings.ts';
import '../status-buttons.ts';
import '../status-counts.ts';
import type { Availability } from '../store.ts';
import '../confirm-pattern.ts';
import { identityContext } from '../../identity/context.ts';
import { availabilityContext, eveningsContext } from '../context.ts';
import { type LiveGrid, View } from '../view.ts';

@customElement('day-page')
export class DayPage extends LitElement {
  static override styles = [base, button, card, headings, dayPageLook];

  @consume({ context: availabilityContext })
  @property({ attribute: false })
  availability!: Availability;
  @consume({ context: eveningsContext })
  @property({ attribute: false })
  evenings!: Evenings;
  @consume({ context: identityContext })
  @property({ attribute: false })
  identity!: Identity;
  @property() day: Day = '';
  /** A day before today, which the live grid has let go of. */
  @state() private past: { day: Day; grid: LiveGrid } | undefined;
  #asked: Day | undefined;

  constructor() {
    super();
    new KeepFocus(this);
    new Watch(this, () => [this.availability.view, this.identity.me]);
  }

  override render() {
    // Both, or what I may do would push the rest about when it comes.
    const live = this.identity.me.value && this.availability.view.value;
    const view = live && this.#viewOf(live);
    return html`${this.#way(live)}
      ${view ? this.#content(view) : this.#waiting(live)}`;
  }

  /** What has passed is not on this device. */
  #waiting(live: View | undefined) {
    return live?.asOf === undefined
      ? html`<div class="blank"></div>
          <p class="spoken" role="status">${loading()}</p>`
      : html`<p class="note" role="status">${say.dayIsNotHere()}</p>`;
  }

  override updated(_: PropertyValues<this>): void {
    const live = this.availability.view.value;
    const { day } = this;
    if (!live || day >= live.today || this.#asked === day) return;
    this.#asked = day;
    void this.#readPast(day);
  }

  #viewOf(live: View): View | undefined {
    if (this.day >= live.today) return live;
    if (this.past?.day !== this.day) return undefined;
    return new View(this.past.grid, this.identity.me.value?.player?.id);
  }

  async #readPast(day: Day): Promise<void> {
    try {
      const grid = await this.evenings.read(day);
      if (day === this.day) this.past = { day, grid };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.dispatchEvent(new ProblemEvent(error.refusal.message));
    }
  }

  #way(live: View | undefined) {
    const { day } = this;
    const [before, after] = [addDays(day, -1), addDays(day, 1)];
    return html`<header>
      <a class="button quiet back" href=${gridAddress.value}>${arrow('back')} ${say.backToGrid()}</a>
      <h1>
        <span>${weekdayLong(day)}</span> <span class="date">${dayAndMonth(day)}</span>
        ${day === live?.today ? html`<span class="tag">${say.todayTag()}</span>` : nothing}
      </h1>
      <share-button compact path=${pathTo('day', { day })}></share-button>
      <nav class="ways" aria-label=${say.otherDays()}>
        <a class="button round" href=${pathTo('day', { day: before })} aria-label=${say.dayBefore(longDay(before))}
          >${arrow('back')}</a
        >
        <a class="button round" href=${pathTo('day', { day: after })} aria-label=${say.dayAfter(longDay(after))}
          >${arrow('on')}</a
        >
      </nav>
    </header>`;
  }

  #content(view: View) {
    const { day } = this;
    const isWritable =
      view.me !== undefined && view.asOf === undefined && !objectionToDay(day, view.today);
    return html`<div class="top ${isWritable ? 'two' : ''}">
        <section class="card hero" aria-label=${say.dayStandingOf(longDay(day))}>
          <day-standing .view=${view} .day=${day}></day-standing>
          <status-counts .counts=${view.countsOn(day)}></status-counts>
        </section>
        ${isWritable ? this.#mine(view) : nothing}
      </div>
      ${isWritable ? nothing : this.#whyNot(view)} ${this.#who(view, isWritable)}`;
  }

  #mine(view: View) {
    const { day } = this;
    return html`<section class="card mine" aria-labelledby="mine">
      <h2 id="mine">${say.myAnswer()}</h2>
      <status-buttons
        .day=${day}
        .status=${view.statusOn(day, view.me)}
        ?waiting=${view.waiting.has(day)}
        ?first=${!view.hasAnswered}
      ></status-buttons>
      <entry-details .view=${view} .day=${day}></entry-details>
      <confirm-pattern .view=${view} .days=${[day]}></confirm-pattern>
    </section>`;
  }

  /** Why there is nothing to answer; who may become a player is invited. */
  #whyNot(view: View) {
    if (this.day < view.today) return html`<p class="note">${say.dayIsOver()}</p>`;
    if (!view.me) return html`<join-card></join-card>`;
    // The banner says it: what is only remembered cannot be answered.
    if (view.asOf !== undefined) return nothing;
    const opens = addDays(this.day, -lastWritableOffset);
    return html`<p class="note">${say.dayIsFar(longDay(opens))}</p>`;
  }

  #who(view: View, isWritable: boolean) {
    if (!view.players) return nothing;
    const isEmpty = !isWritable && answersIn(view.countsOn(this.day)) === 0;
    return html`<section class="card" aria-labelledby="who">
      <div class="head">
        <h2 id="who">${say.whoWhen()}</h2>
        ${isWritable ? html`<p class="note">${say.dragMyHours()}</p>` : nothing}
      </div>
      ${
        isEmpty
          ? html`<p class="note">${nobodyYet()}</p>`
          : html`<day-timeline .view=${view} .day=${this.day} ?writable=${isWritable}></day-timeline>`
      }
    </section>`;
  }
}

const arrow = (way: 'back' | 'on') =>
  html`<svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
    <path
      d=${way === 'back' ? 'm10 3-5 5 5 5' : 'm6 3 5 5-5 5'}
      fill="none"
      stroke="currentColor"
      stroke-width="2.25"
    />
  </svg>`;
