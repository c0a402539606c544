/** Owns the hero of the first page: today's ring, how many are missing, my answer, who is in. */
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { readiness } from '../../shared/availability.ts';
import { longDay } from '../dates.ts';
import { readinessHeadline, readinessHint, ringCentre } from '../strings.ts';
import '../ui/readiness-ring.ts';
import { base, card, headings } from '../ui/styles.ts';
import type { View } from './view.ts';
import './who-is-in.ts';

@customElement('today-card')
export class TodayCard extends LitElement {
  static override styles = [
    base,
    card,
    headings,
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
      .ring {
        --ring: min(13.5rem, 62vw);
        justify-self: center;
      }
      .number {
        font-size: 3.5rem;
        font-weight: 850;
        font-variant-numeric: tabular-nums;
        line-height: 1;
        letter-spacing: -0.04em;
      }
      .of {
        margin-top: var(--space-1);
        color: var(--ink-soft);
        font-size: var(--text-s);
        font-weight: 600;
      }
      .story {
        display: grid;
        align-content: center;
        gap: var(--space-3);
        min-width: 0;
      }
      .day {
        color: var(--accent-text);
        font-size: var(--text-m);
        font-weight: 700;
        letter-spacing: 0;
      }
      .headline {
        font-size: var(--text-hero);
        font-weight: var(--heavy);
        line-height: 1.05;
        letter-spacing: -0.03em;
        text-wrap: balance;
      }
      .hint {
        color: var(--ink-soft);
      }
      .answer {
        min-height: 6.5rem;
      }
      @container (min-width: 42rem) {
        .card {
          grid-template-columns: auto minmax(0, 1fr);
          column-gap: var(--space-6);
          padding: var(--space-6);
        }
        .answer,
        .who {
          grid-column: 1 / -1;
        }
      }
    `,
  ];

  @property({ attribute: false }) view!: View;

  override render() {
    const { view } = this;
    const counts = view.countsOn(view.today);
    const state = readiness(view.settings, counts);
    const { threshold } = view.settings;
    return html`<article class="card" aria-labelledby="day">
      <readiness-ring class="ring" .filled=${state.committed} .total=${threshold}>
        <span class="number">${state.committed}</span>
        <span class="of">${ringCentre(threshold)}</span>
      </readiness-ring>
      <div class="story">
        <h2 class="day" id="day">${longDay(view.today)}</h2>
        <p class="headline" role="status">${readinessHeadline(state, threshold)}</p>
        <p class="hint">${readinessHint(state, view.wasReady, view.settings.committed)}</p>
      </div>
      <div class="answer"><slot></slot></div>
      <who-is-in class="who" .view=${view} .day=${view.today}></who-is-in>
    </article>`;
  }
}
