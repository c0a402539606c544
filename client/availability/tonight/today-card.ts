/** Owns the hero of the first page: how today stands, my answer, who is in. */
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { pathTo } from '../../route.ts';
import { base, card, headings } from '../../ui/look/styles.ts';
import { longDay } from '../../words/dates.ts';
import '../day-standing.ts';
import type { View } from '../view.ts';
import { dayLink } from './day-link.ts';
import './who-is-in.ts';

@customElement('today-card')
export class TodayCard extends LitElement {
  static override styles = [
    base,
    card,
    headings,
    dayLink,
    css`
      :host {
        container-type: inline-size;
      }
      .card {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-5);
        background:
          radial-gradient(
            36rem 22rem at 12% 0%,
            color-mix(in oklab, var(--accent) 15%, transparent),
            transparent
          ),
          var(--surface);
      }
      .day {
        color: var(--accent-text);
        font-size: var(--text-m);
        font-weight: 700;
        letter-spacing: 0;
      }
      .answer {
        min-height: 6.5rem;
      }
      @container (min-width: 42rem) {
        .card {
          padding: var(--space-6);
        }
      }
    `,
  ];

  @property({ attribute: false }) view!: View;

  override render() {
    const { view } = this;
    return html`<article class="card" aria-labelledby="day">
      <day-standing linked .view=${view} .day=${view.today}>
        <h2 class="day" id="day">
          <a class="day-link" href=${pathTo('day', { day: view.today })}>${longDay(view.today)}</a>
        </h2>
      </day-standing>
      <div class="answer"><slot></slot></div>
      <who-is-in class="who" .view=${view} .day=${view.today}></who-is-in>
    </article>`;
  }
}
