/** Owns how one day stands: the ring, how many are missing, and when most can start. A heading goes inside. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { readiness } from '../../shared/availability/commands.ts';
import { bestStart, canPlay } from '../../shared/availability/window.ts';
import type { Day } from '../../shared/day.ts';
import { pathTo } from '../route.ts';
import { startInWords } from '../words/dates.ts';
import { readinessHeadline, readinessHint, ringCentre } from '../words/strings.ts';
import * as say from '../words/strings-day.ts';
import '../ui/readiness-ring.ts';
import { base } from '../ui/look/styles.ts';
import type { View } from './view.ts';

@customElement('day-standing')
export class DayStanding extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        container-type: inline-size;
      }
      .standing {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-5);
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
        gap: var(--space-2);
        min-width: 0;
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
      .start {
        display: inline-flex;
        align-items: center;
        justify-self: start;
        gap: var(--space-2);
        min-height: var(--target);
        padding: var(--space-1) var(--space-4) var(--space-1) var(--space-3);
        border-radius: 1.375rem;
        background: var(--accent-soft);
        color: var(--accent-text);
        font-weight: 700;
        font-variant-numeric: tabular-nums;
        line-height: 1.25;
        text-decoration: none;
        text-wrap: balance;
      }
      a.start:hover {
        text-decoration: underline;
        text-underline-offset: 0.2em;
      }
      svg {
        flex: none;
      }
      .away {
        margin-inline-start: var(--space-1);
        transition: translate var(--quick) var(--ease);
      }
      a:hover .away {
        translate: 3px 0;
      }
      @container (min-width: 30rem) {
        .standing {
          grid-template-columns: auto minmax(0, 1fr);
          column-gap: var(--space-6);
        }
        .ring {
          --ring: min(13.5rem, 36cqi);
        }
      }
    `,
  ];

  @property({ attribute: false }) view!: View;
  @property() day: Day = '';
  /** The best start leads to the day's own page. */
  @property({ type: Boolean }) linked = false;

  override render() {
    const { view, day } = this;
    const { settings } = view;
    const state = readiness(settings, view.countsOn(day));
    const isToday = day === view.today;
    return html`<div class="standing">
      <readiness-ring class="ring" .filled=${state.committed} .total=${settings.threshold}>
        <span class="number">${state.committed}</span>
        <span class="of">${ringCentre(settings.threshold)}</span>
      </readiness-ring>
      <div class="story">
        <slot></slot>
        <p class="headline" role="status">${readinessHeadline(state, settings.threshold)}</p>
        ${
          isToday
            ? html`<p class="hint">${readinessHint(state, view.wasReady, settings.committed)}</p>`
            : nothing
        }
        ${this.#start()}
      </div>
    </div>`;
  }

  #start() {
    const words = this.#startInWords();
    if (!this.linked) return words ? html`<p class="start">${clock} ${words}</p>` : nothing;
    return html`<a class="start" href=${pathTo('day', { day: this.day })}>
      ${clock} ${words ?? say.openDay()}
      <svg class="away" width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">
        <path d="m6 3 5 5-5 5" fill="none" stroke="currentColor" stroke-width="2.25" />
      </svg>
    </a>`;
  }

  /** Nothing for those who may see counts only: hours belong to names. */
  #startInWords(): string | undefined {
    const { view, day } = this;
    if (!view.players) return undefined;
    const { zone } = view.settings;
    const entries = view.entriesOn(day);
    const start = bestStart(day, zone, entries);
    if (start) return say.bestStartInWords(start.players, start.of, startInWords(start.at, zone));
    const players = Object.values(entries).filter(canPlay).length;
    return players > 0 ? say.anyTimeForAll(players) : say.noHoursYet();
  }
}

const clock = html`<svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
  <path
    d="M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zM10 5.75V10l3 2"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
  />
</svg>`;
