/** Owns the short form of an upcoming day: its four counts and my answer. */
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { readiness } from '../../../shared/availability/commands.ts';
import type { Day } from '../../../shared/day.ts';
import { pathTo } from '../../route.ts';
import { base, card, headings } from '../../ui/look/styles.ts';
import { dayAndMonthShort, weekdayLong } from '../../words/dates.ts';
import { committedOf } from '../../words/strings.ts';
import { dayLink } from './day-link.ts';
import '../status-buttons.ts';
import '../status-counts.ts';
import type { View } from '../view.ts';

@customElement('day-digest')
export class DayDigest extends LitElement {
  static override styles = [
    base,
    card,
    headings,
    dayLink,
    css`
      .card {
        display: grid;
        gap: var(--space-4);
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: space-between;
        gap: 0 var(--space-3);
      }
      h3 span,
      p {
        color: var(--ink-soft);
        font-size: var(--text-s);
        font-weight: 500;
        letter-spacing: 0;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  @property({ attribute: false }) view!: View;
  @property() day: Day = '';

  override render() {
    const { view, day } = this;
    const counts = view.countsOn(day);
    const { committed } = readiness(view.settings, counts);
    return html`<article class="card" aria-labelledby="day">
      <header>
        <h3 id="day">
          <a class="day-link" href=${pathTo('day', { day })}
            >${weekdayLong(day)} <span>${dayAndMonthShort(day)}</span></a
          >
        </h3>
        <p>${committedOf(committed, view.settings.threshold)}</p>
      </header>
      ${
        view.me
          ? html`<status-buttons
            compact
            .counts=${counts}
            .day=${day}
            .status=${view.statusOn(day, view.me)}
            ?waiting=${view.waiting.has(day)}
            ?locked=${view.asOf !== undefined}
          ></status-buttons>`
          : html`<status-counts short .counts=${counts}></status-counts>`
      }
    </article>`;
  }
}
