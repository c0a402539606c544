/** Owns my hours and my note where there is little room: one line that opens into the fields. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Day } from '../../../shared/day.ts';
import { base, button } from '../../ui/look/styles.ts';
import * as say from '../../words/strings-day.ts';
import './entry-details.ts';
import type { View } from '../view.ts';
import { windowInWords } from './window-words.ts';

@customElement('my-hours')
export class MyHours extends LitElement {
  static override styles = [
    base,
    button,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
        margin-top: var(--space-2);
      }
      .button {
        justify-self: start;
        max-width: 100%;
        margin-inline-start: calc(-1 * var(--space-3));
        padding-inline: var(--space-3);
        font-size: var(--text-s);
      }
      .arrow {
        flex: none;
        transition: rotate var(--quick) var(--ease);
      }
      [aria-expanded='true'] .arrow {
        rotate: 180deg;
      }
      .said {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .soft {
        color: var(--ink-soft);
        font-weight: 500;
      }
    `,
  ];

  @property({ attribute: false }) view!: View;
  @property() day: Day = '';
  @state() private isOpen = false;

  override render() {
    const { view, day } = this;
    const { window, note } = view.entryOn(day, view.me) ?? {};
    return html`<button
        class="button quiet"
        aria-expanded=${this.isOpen ? 'true' : 'false'}
        aria-controls="details"
        @click=${() => {
          this.isOpen = !this.isOpen;
        }}
      >
        <svg class="arrow" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          <path d="m3 6 5 5 5-5" fill="none" stroke="currentColor" stroke-width="2" />
        </svg>
        <span class="said">
          ${window ? windowInWords(window) : say.fromWhen()}
          ${note ? html`<bdi class="soft">${note}</bdi>` : nothing}
        </span>
      </button>
      <div id="details" ?hidden=${!this.isOpen}>
        ${this.isOpen ? html`<entry-details .view=${view} .day=${day}></entry-details>` : nothing}
      </div>`;
  }
}
