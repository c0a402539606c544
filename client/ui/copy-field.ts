/** Owns a text to take along: shown whole, copied by a button, selected where copying is forbidden. */
import { css, html, LitElement } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { copied, copy, copyByHand } from '../words/strings.ts';
import { base, button } from './look/styles.ts';

const saysSoMs = 3_000;

@customElement('copy-field')
export class CopyField extends LitElement {
  static override styles = [
    base,
    button,
    css`
      :host {
        min-width: 0;
      }
      label {
        display: block;
        margin-bottom: var(--space-1);
        font-size: var(--text-s);
        font-weight: 650;
      }
      .row {
        display: flex;
        gap: var(--space-2);
      }
      input {
        flex: 1 1 auto;
        min-width: 0;
        min-height: var(--target);
        padding: var(--space-2) var(--space-4);
        border: 1.5px solid var(--line-strong);
        border-radius: var(--round-s);
        background: var(--sunken);
        color: var(--ink);
        font: 500 var(--text-s) / 1.3 var(--font);
        text-overflow: ellipsis;
      }
      .button {
        flex: none;
        /* As wide as its other word, so that nothing moves when it says so. */
        min-width: 7rem;
      }
      .said {
        margin-top: var(--space-1);
        color: var(--ink-soft);
        font-size: var(--text-s);
      }
    `,
  ];

  /** What it is, above the field. */
  @property() label = '';
  @property() value = '';
  @state() private said: 'nothing' | 'copied' | 'by hand' = 'nothing';
  @query('input') private readonly input!: HTMLInputElement;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.said = 'nothing';
  }

  override render() {
    return html`<label id="label" for="text">${this.label}</label>
      <div class="row">
        <input
          id="text"
          readonly
          .value=${this.value}
          @focus=${() => this.input.select()}
        />
        <button class="button" aria-describedby="label" @click=${this.#copy}>
          ${this.said === 'copied' ? copied() : copy()}
        </button>
      </div>
      <p class="spoken" role="status">${this.said === 'copied' ? copied() : ''}</p>
      <p class="said" role="status">${this.said === 'by hand' ? copyByHand() : ''}</p>`;
  }

  async #copy(): Promise<void> {
    clearTimeout(this.#timer);
    try {
      await navigator.clipboard.writeText(this.value);
      this.said = 'copied';
      this.#timer = setTimeout(() => {
        this.said = 'nothing';
      }, saysSoMs);
    } catch {
      // Without https there is no clipboard, and a browser may forbid it.
      this.said = 'by hand';
      this.input.focus();
      this.input.select();
    }
  }
}
