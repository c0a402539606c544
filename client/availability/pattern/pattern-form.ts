/** Owns the form of my pattern: seven weekdays, an answer and hours for each. Edits stay here until saved. */
import { consume } from '@lit/context';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  type Pattern,
  type Status,
  type Suggestion,
  statuses,
} from '../../../shared/availability/grid.ts';
import { Refused } from '../../../shared/refusal.ts';
import { Watch } from '../../live/watch.ts';
import { statusColours } from '../../ui/look/status-shapes.ts';
import { base, button, card, headings } from '../../ui/look/styles.ts';
import { ProblemEvent } from '../../ui/problem-event.ts';
import { firstWeekday, weekdayLong } from '../../words/dates.ts';
import { statusName } from '../../words/strings.ts';
import { notWhileAway } from '../../words/strings-app.ts';
import * as say from '../../words/strings-day.ts';
import type { Evenings } from '../evenings.ts';
import type { Availability } from '../store.ts';
import { patternLook } from './pattern-look.ts';
import '../hours/window-picker.ts';
import { availabilityContext, eveningsContext } from '../context.ts';
import type { WindowChosen } from '../hours/window-picker.ts';

const noPattern: Pattern = Array.from({ length: 7 }, () => null);

/** A day of that weekday, 0 for Monday, to take its name from. */
const someDay = (weekday: number): string => `2024-01-0${weekday + 1}`;

/** As people say it where the reader lives: from Monday, or from Sunday. */
const inOrder = (): number[] =>
  Array.from({ length: 7 }, (_, index) => (firstWeekday() - 1 + index) % 7);

@customElement('pattern-form')
export class PatternForm extends LitElement {
  static override styles = [base, button, card, headings, statusColours, patternLook];

  @consume({ context: availabilityContext })
  @property({ attribute: false })
  availability!: Availability;
  @consume({ context: eveningsContext })
  @property({ attribute: false })
  evenings!: Evenings;
  /** Only until it is saved. */
  @state() private edited: Pattern | undefined;
  /** What was saved last, and the pattern it replaces: the answer comes before the grid shows it. */
  #saved: { pattern: Pattern; over: Pattern | undefined } | undefined;
  @state() private saving: 'not' | 'saving' | 'saved' = 'not';

  constructor() {
    super();
    new Watch(this, () => [this.availability.view]);
  }

  override render() {
    const view = this.availability.view.value;
    if (!view?.me) return nothing;
    const known = view.patternOf(view.me);
    const saved = this.#saved?.over === known ? this.#saved?.pattern : known;
    const pattern = this.edited ?? saved ?? noPattern;
    const isLocked = view.asOf !== undefined;
    return html`<form class="card" aria-labelledby="name" @submit=${this.#save}>
      <div>
        <h2 id="name">${say.usualWeek()}</h2>
        <p class="soft">${say.usualWeekReason()}</p>
      </div>
      <ul role="list">
        ${inOrder().map((weekday) => this.#weekday(weekday, pattern, isLocked))}
      </ul>
      <div class="end">
        <button class="button primary" aria-disabled=${this.edited ? 'false' : 'true'}>
          ${this.saving === 'saving' ? say.savingWeek() : say.saveWeek()}
        </button>
        <p class="soft" role="status">${isLocked ? notWhileAway() : this.#state()}</p>
      </div>
    </form>`;
  }

  #state(): string {
    if (this.saving === 'saved') return say.weekSaved();
    return this.edited && this.saving === 'not' ? say.notSavedYet() : '';
  }

  #weekday(weekday: number, pattern: Pattern, isLocked: boolean) {
    const suggestion = pattern[weekday] ?? null;
    const name = weekdayLong(someDay(weekday));
    const put = (changed: Suggestion | null) => {
      this.edited = pattern.map((other, index) => (index === weekday ? changed : other));
      this.saving = 'not';
    };
    return html`<li>
      <h3>${name}</h3>
      <div class="answers" role="group" aria-label=${say.usuallyOn(name)}>
        ${statuses.map((status) => this.#answer(status, suggestion, isLocked, put))}
      </div>
      ${
        suggestion && suggestion.status !== 'NOT_PLAYING'
          ? html`<window-picker
            .window=${suggestion.window ?? null}
            ?disabled=${isLocked}
            @window-chosen=${({ window }: WindowChosen) =>
              put({ status: suggestion.status, ...(window && { window }) })}
          ></window-picker>`
          : html`<span></span>`
      }
    </li>`;
  }

  #answer(
    status: Status,
    suggestion: Suggestion | null,
    isLocked: boolean,
    put: (suggestion: Suggestion | null) => void,
  ) {
    const isPressed = suggestion?.status === status;
    const hours =
      suggestion?.window && status !== 'NOT_PLAYING' ? { window: suggestion.window } : {};
    return html`<button
      type="button"
      class="answer plain"
      data-status=${status}
      aria-pressed=${isPressed ? 'true' : 'false'}
      title=${statusName(status)}
      ?disabled=${isLocked}
      @click=${() => put(isPressed ? null : { status, ...hours })}
    >
      <span class="spoken">${statusName(status)}</span>
    </button>`;
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { edited } = this;
    if (!edited || this.saving === 'saving') return;
    this.saving = 'saving';
    const view = this.availability.view.value;
    const over = view?.patternOf(view.me);
    try {
      await this.evenings.setPattern(edited);
      this.#saved = { pattern: edited, over };
      this.saving = this.edited === edited ? 'saved' : 'not';
      // Whatever was changed while it was on its way is still to be saved.
      if (this.edited === edited) this.edited = undefined;
    } catch (error) {
      this.saving = 'not';
      if (!(error instanceof Refused)) throw error;
      this.dispatchEvent(new ProblemEvent(error.refusal.message));
    }
  }
}
