/** Owns the day in half hours: how many can play each, who when, and the best start. For who may see names. */
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Status } from '../../../shared/availability/grid.ts';
import { bestStart, intervalOf, type Start } from '../../../shared/availability/window.ts';
import type { Day } from '../../../shared/day.ts';
import { KeepFocus } from '../../ui/keep-focus.ts';
import { statusColours } from '../../ui/look/status-shapes.ts';
import { base } from '../../ui/look/styles.ts';
import { byName, startInWords, timeOfDay, yourClock, yourTimeOf } from '../../words/dates.ts';
import { answer as answerInWords } from '../../words/strings.ts';
import * as say from '../../words/strings-day.ts';
import { letGo } from '../../words/strings-grid.ts';
import {
  clockAt,
  type HalfHours,
  halvesShown,
  playersIn,
  windowBetween,
} from '../hours/timeline.ts';
import { MarkEvent, markDays, UndoEvent } from '../mark-event.ts';
import type { View } from '../view.ts';
import { type Answer, answersOn } from './answers.ts';
import { HoursKeyboard } from './hours-keyboard.ts';
import { HoursStroke } from './hours-stroke.ts';
import { timelineLook } from './timeline-look.ts';
import { timelineRowLook } from './timeline-row-look.ts';
import { barOf, choiceOf, hoursInWords, personOf, strokeOf } from './timeline-rows.ts';

/** More than an evening: every other hour is named. */
const manyHalves = 24;
/** From this part of the axis on the sign of the best start is turned to where there is room. */
const turnedFrom = 0.6;

@customElement('day-timeline')
export class DayTimeline extends LitElement {
  static override styles = [base, statusColours, timelineLook, timelineRowLook];

  @property({ attribute: false }) view!: View;
  @property() day: Day = '';
  /** I may answer for this day, and paint my hours. */
  @property({ type: Boolean }) writable = false;
  #halves: readonly number[] = [];
  /** What the keys have done, to be spoken. */
  @state() private spoken = '';
  readonly #stroke = new HoursStroke(this, (stroke) => this.#paint(stroke));
  readonly #keyboard = new HoursKeyboard(this, {
    halves: () => this.#halves,
    begins: () => this.#begins(),
    paint: (stroke, status) => this.#paint(stroke, status),
    put: (status) => this.#put(status),
    undo: () => this.dispatchEvent(new UndoEvent()),
    letGo: () => {
      this.spoken = letGo();
    },
  });

  constructor() {
    super();
    new KeepFocus(this);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('day')) this.#keyboard.reset();
  }

  override render() {
    const { view, day, writable } = this;
    const { zone } = view.settings;
    const entries = view.entriesOn(day);
    const answers = answersOn(view, day, writable, byName);
    // While some are being chosen, the hours stay where they are.
    if (!this.#stroke.drawn && !this.#keyboard.isChoosing) {
      const windows = answers.flatMap(({ window }) => window ?? []);
      this.#halves = halvesShown(day, zone, windows);
    }
    const halves = this.#halves;
    const start = bestStart(day, zone, entries);
    return html`<div class="scroll" tabindex="0" role="group" aria-label=${say.whoWhen()}>
      <div
        class=${halves.length > manyHalves ? 'many' : 'few'}
        .style=${`--halves: ${halves.length}`}
      >
        <div class="plan">
          ${this.#heat(start, playersIn(halves, day, zone, entries))}
          ${this.#hours((at) => timeOfDay(at, zone))}
          ${halves.some((at) => yourTimeOf(at, zone)) ? this.#hours(yourClock, say.yourTime()) : nothing}
        </div>
        <ul class="plan" role="list">
          ${repeat(
            answers,
            ({ player }) => player,
            (answer) => this.#row(answer, start),
          )}
        </ul>
      </div>
    </div>
    <p class="keys" aria-hidden="true">${say.paintByKeys()}</p>
    <p class="spoken" role="status">${this.spoken}</p>`;
  }

  #heat(start: Start | undefined, players: readonly number[]) {
    const { zone } = this.view.settings;
    const most = Math.max(1, ...players);
    const isEmpty = Object.keys(this.view.entriesOn(this.day)).length === 0;
    return html`<div class="line">
      <p class="name soft heading">${say.canPlayThen()}</p>
      <div class="track heat">
        <ol role="list" aria-label=${say.canPlayThen()}>
          ${this.#halves.map((half, index) => {
            const count = players[index] ?? 0;
            return html`<li
              class="column ${count === start?.players ? 'most' : ''}"
              .style=${`--from: ${index}; --share: ${count / most}`}
            >
              <b aria-hidden="true">${count || nothing}</b><i aria-hidden="true"></i>
              <span class="spoken">${say.canAt(startInWords(half, zone), count)}</span>
            </li>`;
          })}
        </ol>
        ${start ? this.#flag(start) : nothing}
        ${isEmpty ? html`<p class="empty">${say.firstOfTheDay()}</p>` : nothing}
      </div>
    </div>`;
  }

  #flag({ at, players, of }: Start) {
    const from = this.#halves.indexOf(at);
    const words = say.bestStartInWords(players, of, timeOfDay(at, this.view.settings.zone));
    const turned = from > this.#halves.length * turnedFrom ? 'turned' : '';
    return html`<span class="best" .style=${`--from: ${from}`}></span>
      <span class="flag ${turned}" aria-hidden="true" .style=${`--from: ${from}`}>${words}</span>`;
  }

  /** Full hours by the community's clock: one that it shows twice stands there twice. */
  #hours(words: (at: number) => string, name?: string) {
    const { zone } = this.view.settings;
    const full = this.#halves.flatMap((at, index) =>
      clockAt(at, zone).endsWith(':00') ? [{ at, index }] : [],
    );
    return html`<div class="line hours ${name ? 'yours' : ''}" aria-hidden="true">
      <div class="name">${name ?? nothing}</div>
      <div class="track">
        ${full.map(
          ({ at, index }, place) => html`<span
            class="hour ${place % 2 === 1 ? 'every-other' : ''}"
            .style=${`--from: ${index}`}
            >${words(at)}</span
          >`,
        )}
      </div>
    </div>`;
  }

  #row(answer: Answer, start: Start | undefined) {
    const { view, day } = this;
    const isMine = answer.player === view.me;
    const isOut = answer.status === 'NOT_PLAYING';
    const isPaintable = isMine && this.writable && !isOut;
    return html`<li class="line row ${isMine ? 'mine' : ''} ${isOut ? 'out' : ''}">
      ${personOf(view, day, isPaintable ? this.#asDrawn(answer) : answer)}
      <div
        class="track ${isPaintable ? 'paintable' : ''}"
        title=${isPaintable ? say.dragMyHours() : nothing}
        @pointerdown=${(press: PointerEvent) => {
          if (!isPaintable) return;
          this.#keyboard.leave();
          this.#stroke.begin(press, this.#halves.length);
        }}
      >
        ${barOf(view, day, answer, this.#halves)} ${isPaintable ? this.#drawn() : nothing}
        ${isMine && this.writable ? this.#choice(isOut) : nothing}
        ${
          start
            ? html`<span class="best" .style=${`--from: ${this.#halves.indexOf(start.at)}`}></span>`
            : nothing
        }
      </div>
    </li>`;
  }

  get #beingDrawn(): HalfHours | undefined {
    return this.#stroke.drawn ?? this.#keyboard.chosen;
  }

  /** Where the bar has no room for its hours they are read beside my name while they change. */
  #asDrawn(answer: Answer): Answer {
    const window = this.#beingDrawn && this.#windowOf(this.#beingDrawn);
    if (window === undefined) return answer;
    return { ...answer, status: answer.status ?? 'AVAILABLE', window: window ?? undefined };
  }

  #drawn() {
    const drawn = this.#beingDrawn;
    if (!drawn) return nothing;
    const span = { from: drawn.from, length: drawn.to - drawn.from + 1 };
    return strokeOf(span, this.#windowOf(drawn) ?? null);
  }

  #choice(isOut: boolean) {
    return choiceOf({
      halves: this.#halves,
      zone: this.view.settings.zone,
      cursor: this.#keyboard.cursor,
      isOut,
      key: (event) => this.#keyboard.press(event, isOut),
      left: () => this.#keyboard.leave(),
    });
  }

  #begins(): number | undefined {
    const { view, day } = this;
    const window = view.entryOn(day, view.me)?.window;
    return window && intervalOf(day, view.settings.zone, window)[0];
  }

  #windowOf({ from, to }: HalfHours) {
    return windowBetween(this.#halves, from, to, this.view.settings.zone);
  }

  #put(status: Status | null): void {
    this.dispatchEvent(markDays([this.day], status));
    this.spoken = answerInWords(status);
  }

  #paint(stroke: HalfHours, wanted?: Status): void {
    const { view, day } = this;
    const window = this.#windowOf(stroke);
    if (window === undefined) return;
    const known = view.statusOn(day, view.me) ?? view.suggestionOn(day, view.me)?.status;
    const status = wanted ?? known ?? 'AVAILABLE';
    this.dispatchEvent(new MarkEvent([{ day, status, window }]));
    this.spoken = say.hoursPainted(hoursInWords(window), status);
  }
}
