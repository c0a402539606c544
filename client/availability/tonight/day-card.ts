/** Owns one day that is not today: how it stands, my answer when I may give one, who is in. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { readiness } from '../../../shared/availability/commands.ts';
import type { Day } from '../../../shared/day.ts';
import { pathTo } from '../../route.ts';
import { base, card, headings } from '../../ui/look/styles.ts';
import { dayAndMonth, weekdayLong } from '../../words/dates.ts';
import { committedOf } from '../../words/strings.ts';
import { dayLink } from './day-link.ts';
import '../status-buttons.ts';
import type { View } from '../view.ts';
import './who-is-in.ts';

@customElement('day-card')
export class DayCard extends LitElement {
  static override styles = [
    base,
    card,
    headings,
    dayLink,
    css`
      .card {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        align-content: start;
        gap: var(--space-4);
        height: 100%;
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        justify-content: space-between;
        gap: var(--space-2) var(--space-4);
      }
      .name {
        color: var(--accent-text);
        font-size: var(--text-s);
        font-weight: 700;
        letter-spacing: 0;
      }
      .date {
        color: var(--ink-soft);
        font-size: var(--text-m);
        font-weight: 500;
        letter-spacing: 0;
      }
      h2 {
        display: grid;
        gap: 2px;
      }
      .stands {
        padding: var(--space-1) var(--space-3);
        border-radius: 99rem;
        background: var(--sunken);
        font-size: var(--text-s);
        font-weight: 650;
        font-variant-numeric: tabular-nums;
      }
      .stands.ready {
        background: var(--accent);
        color: var(--on-accent);
      }
    `,
  ];

  @property({ attribute: false }) view!: View;
  @property() day: Day = '';
  /** What the day is to its reader, such as "Tomorrow"; empty when only its date is. */
  @property() name = '';

  override render() {
    const { view, day } = this;
    const counts = view.countsOn(day);
    const state = readiness(view.settings, counts);
    return html`<article class="card" aria-labelledby="day">
      <header>
        <h2 id="day">
          ${this.name ? html`<span class="name">${this.name}</span>` : nothing}
          <a class="day-link" href=${pathTo('day', { day })}
            ><span>${weekdayLong(day)}</span> <span class="date">${dayAndMonth(day)}</span></a
          >
        </h2>
        <p class="stands ${state.isReady ? 'ready' : ''}">
          ${committedOf(state.committed, view.settings.threshold)}
        </p>
      </header>
      ${
        view.me
          ? html`<status-buttons
            .day=${day}
            .status=${view.statusOn(day, view.me)}
            .counts=${counts}
            ?waiting=${view.waiting.has(day)}
            ?locked=${view.asOf !== undefined}
          ></status-buttons>`
          : nothing
      }
      <who-is-in .view=${view} .day=${day}></who-is-in>
    </article>`;
  }
}
