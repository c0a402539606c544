/** Owns the four counts of one day, each with its sign. A count that changes glows for a moment. */
import { css, html, LitElement, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type Counts, noCounts, statuses } from '../../shared/availability/grid.ts';
import { glow } from '../ui/look/glow.ts';
import { statusName } from '../words/strings.ts';
import '../ui/status-glyph.ts';
import { base } from '../ui/look/styles.ts';

@customElement('status-counts')
export class StatusCounts extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        container-type: inline-size;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(2, 1fr);
        gap: var(--space-2) var(--space-3);
      }
      @container (min-width: 34rem) {
        ul {
          grid-template-columns: repeat(4, 1fr);
        }
      }
      .short {
        grid-template-columns: repeat(4, 1fr);
      }
      li {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        padding: 2px var(--space-1);
        border-radius: var(--round-s);
      }
      b {
        font-size: var(--text-l);
        font-variant-numeric: tabular-nums;
        line-height: 1;
      }
      span {
        color: var(--ink-soft);
        font-size: var(--text-s);
        line-height: 1.2;
      }
    `,
  ];

  @property({ attribute: false }) counts: Counts = noCounts;
  /** Signs and numbers only; the words are still spoken. */
  @property({ type: Boolean }) short = false;

  override render() {
    return html`<ul role="list" class=${this.short ? 'short' : ''}>
      ${statuses.map(
        (status) => html`<li data-of=${status}>
          <status-glyph .status=${status}></status-glyph>
          <b>${this.counts[status]}</b>
          <span class=${this.short ? 'spoken' : ''}>${statusName(status)}</span>
        </li>`,
      )}
    </ul>`;
  }

  override updated(changed: PropertyValues<this>): void {
    const before = changed.get('counts');
    if (!before || !this.hasUpdated) return;
    for (const status of statuses) {
      if (before[status] !== this.counts[status]) {
        glow(this.renderRoot.querySelector(`[data-of=${status}]`));
      }
    }
  }
}
