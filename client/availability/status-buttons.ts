/** Owns the four buttons by which I answer for one day. Pressing the pressed one clears. */
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type Counts, type Status, statuses } from '../../shared/availability/grid.ts';
import type { Day } from '../../shared/day.ts';
import { glow } from '../ui/look/glow.ts';
import { longDay } from '../words/dates.ts';
import {
  answerHint,
  firstEvening,
  myStatusFor,
  statusName,
  waitingMark,
} from '../words/strings.ts';
import { onlyRead } from '../words/strings-app.ts';
import '../ui/status-glyph.ts';
import { statusColours } from '../ui/look/status-shapes.ts';
import { base } from '../ui/look/styles.ts';
import { markDays } from './mark-event.ts';

@customElement('status-buttons')
export class StatusButtons extends LitElement {
  static override styles = [
    base,
    statusColours,
    css`
      :host {
        container-type: inline-size;
      }
      .group {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: var(--space-2);
      }
      @container (min-width: 39rem) {
        .group {
          grid-template-columns: repeat(4, 1fr);
        }
      }
      @container (max-width: 19rem) {
        .word {
          font-size: 0.875rem;
          letter-spacing: -0.01em;
        }
      }
      .compact {
        grid-template-columns: repeat(4, 1fr);
      }
      button {
        --glyph: 1.625rem;
        position: relative;
        display: flex;
        align-items: center;
        gap: 0.375rem;
        min-width: var(--target);
        min-height: 3.25rem;
        padding: var(--space-2) 0.625rem;
        border: 1.5px solid var(--line-strong);
        border-radius: var(--round-m);
        background: var(--surface);
        color: var(--ink);
        font: 650 var(--text-s) / 1.15 var(--font);
        text-align: start;
        cursor: pointer;
        transition:
          background var(--quick) var(--ease),
          transform var(--quick) var(--ease);
      }
      /* On a phone the longest word of any language stands beside its count. */
      @container (max-width: 19rem) {
        button {
          --glyph: 1.375rem;
          gap: 0.25rem;
          padding-inline: 0.375rem;
        }
      }
      .compact button {
        justify-content: center;
        min-height: var(--target);
        padding: 0;
      }
      button:hover {
        border-color: var(--status);
        background: var(--raised);
      }
      button:active {
        transform: scale(0.97);
      }
      button[aria-pressed='true'] {
        border-color: var(--status);
        background: var(--status-tile);
        box-shadow: inset 0 0 0 1px var(--status);
        color: var(--on-status);
      }
      .waiting[aria-pressed='true'] {
        border-style: dashed;
        box-shadow: none;
      }
      .word {
        flex: 1;
        min-width: 0;
      }
      b {
        min-width: 1.1em;
        border-radius: 0.4em;
        font-size: var(--text-l);
        font-variant-numeric: tabular-nums;
        line-height: 1.1;
        text-align: center;
      }
      button:disabled {
        border-color: var(--line);
        background: var(--sunken);
        color: var(--ink-soft);
        cursor: default;
        transform: none;
      }
      button[aria-pressed='true']:disabled {
        border-color: var(--status);
        box-shadow: none;
        color: var(--ink);
      }
      @media (forced-colors: active) {
        button[aria-pressed='true'] {
          border-color: Highlight;
          background: Highlight;
          color: HighlightText;
          forced-color-adjust: none;
        }
        button:focus-visible {
          outline-color: CanvasText;
        }
        button:disabled {
          color: GrayText;
        }
        button[aria-pressed='true']:disabled {
          border-color: GrayText;
          background: GrayText;
          color: Canvas;
        }
      }
      .hint {
        min-height: 1.5em;
        margin-top: var(--space-2);
        color: var(--ink-soft);
        font-size: var(--text-s);
      }
    `,
  ];

  @property() day: Day = '';
  @property() status: Status | null = null;
  /** How many have given each answer; without it no number is shown. */
  @property({ attribute: false }) counts: Counts | undefined;
  /** My mark has not been confirmed yet. */
  @property({ type: Boolean }) waiting = false;
  /** I have never answered for any day. */
  @property({ type: Boolean }) first = false;
  /** The grid is only remembered: nobody can answer. */
  @property({ type: Boolean }) locked = false;
  /** Signs only, for narrow places; the words are still spoken. */
  @property({ type: Boolean }) compact = false;

  override updated(changed: PropertyValues<this>): void {
    const before = changed.get('counts');
    // My own mark shows by itself; only a count that another hand moved is worth a glow.
    if (!before || !this.counts || changed.has('status') || changed.has('day')) return;
    for (const status of statuses) {
      if (before[status] !== this.counts[status]) {
        glow(this.renderRoot.querySelector(`[data-of=${status}]`));
      }
    }
  }

  override render() {
    const label = myStatusFor(longDay(this.day));
    return html`<div class="group ${this.compact ? 'compact' : ''}" role="group" aria-label=${label}>
        ${statuses.map((status) => this.#button(status))}
      </div>
      ${this.compact ? nothing : html`<p class="hint" role="status">${this.#hint()}</p>`}`;
  }

  #button(status: Status) {
    const pressed = status === this.status;
    return html`<button
      class=${this.waiting ? 'waiting' : ''}
      data-status=${status}
      aria-pressed=${pressed ? 'true' : 'false'}
      ?disabled=${this.locked}
      title=${this.compact ? statusName(status) : nothing}
      @click=${() => this.dispatchEvent(markDays([this.day], pressed ? null : status))}
    >
      <status-glyph .status=${status}></status-glyph>
      <span class=${this.compact ? 'spoken' : 'word'}>${statusName(status)}</span>
      ${this.counts ? html`<b data-of=${status}>${this.counts[status]}</b>` : nothing}
    </button>`;
  }

  #hint(): string {
    if (this.locked) return onlyRead();
    if (this.waiting) return waitingMark();
    return this.first ? firstEvening() : answerHint(this.status);
  }
}
