/** Owns the invitation to confirm what my pattern suggests: one day, or several at once in one command. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Mark } from '../../shared/availability/commands.ts';
import type { Day } from '../../shared/day.ts';
import { KeepFocus } from '../ui/keep-focus.ts';
import { base, button } from '../ui/look/styles.ts';
import * as say from '../words/strings-day.ts';
import { confirmations } from './confirming.ts';
import { windowInWords } from './hours/window-words.ts';
import { MarkEvent } from './mark-event.ts';
import type { View } from './view.ts';

@customElement('confirm-pattern')
export class ConfirmPattern extends LitElement {
  static override styles = [
    base,
    button,
    css`
      .suggestion {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-2) var(--space-4);
        padding: var(--space-3) var(--space-4);
        border: 1.5px dashed var(--line-strong);
        border-radius: var(--round-m);
      }
      .said {
        flex: 1 1 14rem;
        font-weight: 650;
      }
      .hint {
        color: var(--ink-soft);
        font-size: var(--text-s);
        font-weight: 400;
      }
    `,
  ];

  @property({ attribute: false }) view!: View;
  /** Which days it is about; with one, it says what is suggested. */
  @property({ attribute: false }) days: readonly Day[] = [];
  #marks: readonly Mark[] = [];

  constructor() {
    super();
    new KeepFocus(this);
  }

  override willUpdate(): void {
    const isRemembered = this.view.asOf !== undefined;
    this.#marks = isRemembered ? [] : confirmations(this.view, this.days);
    this.hidden = this.#marks.length === 0;
  }

  override render() {
    const marks = this.#marks;
    const [first] = marks;
    if (!first?.status) return nothing;
    const { status, window } = first;
    const isOne = this.days.length === 1;
    const suggested = window ? say.usuallyAt(status, windowInWords(window)) : say.usually(status);
    return html`<div class="suggestion">
      <div class="said">
        <p>${isOne ? suggested : say.usualEvenings(marks.length)}</p>
        <p class="hint">${isOne ? say.usualHint() : say.usualEveningsHint()}</p>
      </div>
      <button class="button" @click=${() => this.dispatchEvent(new MarkEvent(marks))}>
        ${isOne ? say.confirm() : say.confirmWeek()}
      </button>
    </div>`;
  }
}
