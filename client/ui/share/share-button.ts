/** Owns the button that shares a page. What it opens is fetched when it is first pressed. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { pageNotLoaded, share } from '../../words/strings-app.ts';
import { base, button } from '../look/styles.ts';
import { ProblemEvent } from '../problem-event.ts';
import type { ShareDialog } from './share-dialog.ts';

@customElement('share-button')
export class ShareButton extends LitElement {
  static override styles = [
    base,
    button,
    css`
      :host {
        display: inline-block;
      }
      svg {
        flex: none;
      }
    `,
  ];

  /** Of the page on this server, such as `/day/2026-11-27`. */
  @property() path = '/';
  /** The sign only; the word is still spoken. */
  @property({ type: Boolean }) compact = false;
  @state() private isFetched = false;
  @query('share-dialog') private readonly dialog!: ShareDialog | null;

  override render() {
    const address = new URL(this.path, location.origin).href;
    return html`<button
        class="button ${this.compact ? 'quiet round' : ''}"
        aria-haspopup="dialog"
        aria-label=${this.compact ? share() : nothing}
        title=${this.compact ? share() : nothing}
        @click=${this.#open}
      >
        <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
          <path
            d="M10 12V2.5M6.5 5.5 10 2l3.5 3.5M5 9H3.5v8.5h13V9H15"
            fill="none"
            stroke="currentColor"
            stroke-width="1.8"
            stroke-linecap="round"
            stroke-linejoin="round"
          />
        </svg>
        ${this.compact ? nothing : share()}
      </button>
      ${
        this.isFetched
          ? html`<share-dialog .address=${address} .name=${document.title}></share-dialog>`
          : nothing
      }`;
  }

  async #open(): Promise<void> {
    try {
      await import('./share-dialog.ts');
    } catch {
      this.dispatchEvent(new ProblemEvent(pageNotLoaded()));
      return;
    }
    this.isFetched = true;
    await this.updateComplete;
    await this.dialog?.show();
  }
}
