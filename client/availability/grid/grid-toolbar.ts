/** Owns the choices above the grid: who is shown in which order, and confirming what my pattern suggests. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Mark } from '../../../shared/availability/commands.ts';
import { daysFrom } from '../../../shared/day.ts';
import { base, button } from '../../ui/look/styles.ts';
import { firstWeekday, longDay } from '../../words/dates.ts';
import * as say from '../../words/strings-grid.ts';
import { confirmations, weeksFrom } from '../confirming.ts';
import { MarkEvent } from '../mark-event.ts';
import type { View } from '../view.ts';
import { daysToAsk, type Filter, type Sort, sorts } from './grid-filter.ts';
import { KeysEvent } from './keys-dialog.ts';

/** Others are to be shown, or in another order. */
export class FilterEvent extends Event {
  readonly filter: Filter;

  constructor(filter: Filter) {
    super('filter', { bubbles: true, composed: true });
    this.filter = filter;
  }
}

@customElement('grid-toolbar')
export class GridToolbar extends LitElement {
  static override styles = [
    base,
    button,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2);
      }
      .choice {
        position: relative;
        display: inline-flex;
        flex: 0 1 auto;
        min-width: 0;
      }
      select {
        appearance: none;
        max-width: 100%;
        min-height: var(--target);
        padding: 0 2.25rem 0 var(--space-4);
        border: 1.5px solid var(--line-strong);
        border-radius: 99rem;
        background: var(--surface);
        color: var(--ink);
        font: 600 var(--text-s) / 1.2 var(--font);
        text-overflow: ellipsis;
        cursor: pointer;
      }
      select.chosen {
        border-color: var(--accent-text);
        background: var(--accent-soft);
        color: var(--accent-text);
      }
      .choice::after {
        content: '';
        position: absolute;
        inset-block: 0;
        inset-inline-end: 1rem;
        width: 0.5rem;
        height: 0.5rem;
        margin-block: auto;
        border: solid var(--ink-soft);
        border-width: 0 2px 2px 0;
        pointer-events: none;
        rotate: 45deg;
        translate: 0 -2px;
      }
      .button {
        padding-inline: var(--space-4);
        font-size: var(--text-s);
      }
      .keys {
        margin-inline-start: auto;
      }
      @media (hover: none) {
        .keys {
          display: none;
        }
      }
      @media (max-width: 40rem) {
        .choice {
          flex: 1 1 calc(50% - var(--space-2));
        }
        .choice::after {
          inset-inline-end: 0.875rem;
        }
        select {
          width: 100%;
          padding: 0 1.75rem 0 var(--space-3);
        }
        .button {
          flex: 1 1 auto;
          padding-inline: var(--space-1);
          font-size: var(--text-xs);
        }
      }
    `,
  ];

  @property({ attribute: false }) view!: View;
  @property({ attribute: false }) filter!: Filter;

  override render() {
    const { view } = this;
    if (!view.players) return nothing;
    const [thisWeek, nextWeek] = weeksFrom(view.today, firstWeekday());
    return html`${this.#who()} ${this.#order()}
      ${this.#confirm(confirmations(view, thisWeek), say.confirmThisWeek)}
      ${this.#confirm(confirmations(view, nextWeek), say.confirmNextWeek)}
      <button class="button quiet keys" @click=${() => this.dispatchEvent(new KeysEvent())}>
        ${say.keys()}
      </button>`;
  }

  #who() {
    const { can } = this.filter;
    return html`<span class="choice"><select
      aria-label=${say.whoCan()}
      class=${can ? 'chosen' : ''}
      @change=${(event: Event) => {
        const { value } = event.target as HTMLSelectElement;
        this.#choose({ can: value === '' ? undefined : value });
      }}
    >
      <option value="" .selected=${can === undefined}>${say.everyoneOption()}</option>
      ${daysFrom(this.view.today, daysToAsk).map(
        (day) => html`<option value=${day} .selected=${day === can}>
          ${say.canOnOption(longDay(day))}
        </option>`,
      )}
    </select></span>`;
  }

  #order() {
    return html`<span class="choice"><select
      aria-label=${say.sortBy()}
      class=${this.filter.sort === 'name' ? '' : 'chosen'}
      @change=${(event: Event) =>
        this.#choose({ sort: (event.target as HTMLSelectElement).value as Sort })}
    >
      ${sorts.map(
        (sort) => html`<option value=${sort} .selected=${sort === this.filter.sort}>
          ${say.sortName(sort)}
        </option>`,
      )}
    </select></span>`;
  }

  /** What is only remembered cannot be answered. */
  #confirm(marks: readonly Mark[], sentence: (days: number) => string) {
    return marks.length === 0 || this.view.asOf !== undefined
      ? nothing
      : html`<button
          class="button"
          @click=${() => this.dispatchEvent(new MarkEvent(marks))}
        >
          ${sentence(marks.length)}
        </button>`;
  }

  #choose(change: Partial<Filter>): void {
    this.dispatchEvent(new FilterEvent({ ...this.filter, ...change }));
  }
}
