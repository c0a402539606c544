/**
 * Owns how an address is given to others: as a link to copy, through the device's own ways to send
 * something, and as a code that a phone reads. Loaded when somebody shares, not before.
 */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import * as say from '../../words/strings-app.ts';
import '../copy-field.ts';
import './scan-code.ts';
import { base, button, dialog, headings } from '../look/styles.ts';

@customElement('share-dialog')
export class ShareDialog extends LitElement {
  static override styles = [
    base,
    button,
    headings,
    dialog,
    css`
      .content {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
        padding: var(--space-5);
      }
      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-4);
      }
      .hint {
        color: var(--ink-soft);
      }
      scan-code {
        justify-self: center;
      }
    `,
  ];

  /** Absolute. */
  @property() address = '';
  /** What the device's own sheet calls it. */
  @property() name = '';

  /** The keyboard goes back to where it was when the dialog closes: browsers see to that. */
  async show(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  override render() {
    return html`<dialog aria-labelledby="title" @click=${this.#click}>
      <div class="content">
        <header>
          <h2 id="title">${say.shareTitle()}</h2>
          <form method="dialog">
            <button class="button quiet round" aria-label=${say.closeShare()}>
              <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
                <path d="m3 3 10 10M13 3 3 13" stroke="currentColor" stroke-width="2" />
              </svg>
            </button>
          </form>
        </header>
        <p class="hint">${say.shareHint()}</p>
        <copy-field .label=${say.shareLink()} .value=${this.address}></copy-field>
        ${
          'share' in navigator
            ? html`<button class="button primary" @click=${this.#send}>${say.shareElsewhere()}</button>`
            : nothing
        }
        <scan-code .value=${this.address} .label=${say.shareCode()}></scan-code>
      </div>
    </dialog>`;
  }

  async #send(): Promise<void> {
    // Whoever closes the sheet has changed their mind, which is no problem.
    await navigator.share({ title: this.name, url: this.address }).catch(() => undefined);
  }

  /** A click on the dialog itself is one beside its content. */
  #click(event: Event): void {
    const dialog = event.currentTarget as HTMLDialogElement;
    if (event.target === dialog) dialog.close();
  }
}
