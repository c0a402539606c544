/** Owns the list of the grid's keys, in a dialog that the browser itself makes modal. */
import { css, html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import { statuses } from '../../../shared/availability/grid.ts';
import { base, button, dialog, headings } from '../../ui/look/styles.ts';
import { clear, statusName } from '../../words/strings.ts';
import * as say from '../../words/strings-grid.ts';

/** Somebody wants to see the keys. */
export class KeysEvent extends Event {
  constructor() {
    super('keys', { bubbles: true, composed: true });
  }
}

@customElement('keys-dialog')
export class KeysDialog extends LitElement {
  static override styles = [
    base,
    button,
    headings,
    dialog,
    css`
      .content {
        padding: var(--space-5);
      }
      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-4);
        margin-block-end: var(--space-3);
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        align-items: center;
        gap: var(--space-2) var(--space-4);
      }
      dt {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1);
      }
      kbd {
        min-width: 1.75rem;
        padding: 0.1rem 0.45rem;
        border: 1px solid var(--line-strong);
        border-radius: 0.4rem;
        font: 600 0.8125rem / 1.4 var(--font);
        text-align: center;
      }
    `,
  ];

  show(): void {
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  override render() {
    return html`<dialog aria-labelledby="title" @click=${this.#click}>
      <div class="content">
        <header>
          <h2 id="title">${say.keysOfTheGrid()}</h2>
          <form method="dialog"><button class="button quiet round" aria-label=${say.close()}>
            <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
              <path d="m3 3 10 10M13 3 3 13" stroke="currentColor" stroke-width="2" />
            </svg>
          </button></form>
        </header>
        <dl>
          ${this.#line(say.keyMove(), '←', '↑', '→', '↓')} ${this.#line(say.keyEnds(), say.keyName('Home'), say.keyName('End'))}
          ${statuses.map((status, index) => this.#line(statusName(status), `${index + 1}`))}
          ${this.#line(clear(), '0')} ${this.#line(say.keyNext(), 'Enter')}
          ${this.#line(say.keySelect(), '⇧', '← →')} ${this.#line(say.keySelectAll(), say.keyName('Ctrl'), 'A')}
          ${this.#line(say.keyHours(), 'H')}
          ${this.#line(say.keyConfirm(), 'C')} ${this.#line(say.keyUndo(), say.keyName('Ctrl'), 'Z')}
          ${this.#line(say.keyLetGo(), 'Esc')} ${this.#line(say.keyHelp(), '?')}
        </dl>
      </div>
    </dialog>`;
  }

  #line(does: string, ...keys: string[]) {
    return html`<dt>${keys.map((key) => html`<kbd>${key}</kbd>`)}</dt>
      <dd>${does}</dd>`;
  }

  /** A click on the dialog itself is one beside its content. */
  #click(event: Event): void {
    const dialog = event.currentTarget as HTMLDialogElement;
    if (event.target === dialog) dialog.close();
  }
}
