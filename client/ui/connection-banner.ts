/**
 * Owns the quiet line that tells how the connection is. Floats, so that nothing moves; waits a moment,
 * so that a short gap says nothing.
 */
import { css, html, LitElement, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { base } from './look/styles.ts';

const patienceMs = 1_200;

@customElement('connection-banner')
export class ConnectionBanner extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        position: fixed;
        z-index: 20;
        inset: calc(var(--header-height) + var(--space-1)) 0 auto;
        padding-inline: var(--space-4);
        pointer-events: none;
      }
      /* What lasts must not lie over what one reads. */
      :host([settled]) {
        position: static;
        margin-block-start: var(--space-3);
      }
      p {
        display: flex;
        align-items: center;
        justify-content: center;
        gap: var(--space-2);
        width: fit-content;
        max-width: 100%;
        margin-inline: auto;
        padding: var(--space-2) var(--space-4);
        border-radius: 99rem;
        background: var(--ink);
        color: var(--page);
        font-size: var(--text-s);
        font-weight: 600;
        box-shadow: 0 0.5rem 1.5rem var(--shadow);
      }
      p::before {
        content: '';
        flex: none;
        width: 0.6rem;
        height: 0.6rem;
        border-radius: 50%;
        background: var(--accent);
        animation: breathe 1.6s ease-in-out infinite;
      }
      @keyframes breathe {
        50% {
          opacity: 0.25;
        }
      }
      @media (prefers-reduced-motion: reduce) {
        p::before {
          animation: none;
        }
      }
    `,
  ];

  /** It will stay for long: then it takes its place, and says so at once. */
  @property({ type: Boolean }) settled = false;
  /** What to say; empty when all is well. */
  @property() sentence = '';
  @state() private shown = '';
  #patience: ReturnType<typeof setTimeout> | undefined;

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('sentence')) return;
    clearTimeout(this.#patience);
    if (this.sentence === '' || this.shown !== '' || this.settled) this.shown = this.sentence;
    else {
      this.#patience = setTimeout(() => {
        this.shown = this.sentence;
      }, patienceMs);
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#patience);
  }

  override render() {
    return html`<div role="status">${this.shown ? html`<p>${this.shown}</p>` : ''}</div>`;
  }
}
