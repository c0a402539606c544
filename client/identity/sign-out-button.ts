/** Owns the way out: ends the session, then loads the page anew so that nothing of it is left. */
import { consume } from '@lit/context';
import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { Refused } from '../../shared/refusal.ts';
import { base, button } from '../ui/look/styles.ts';
import { ProblemEvent } from '../ui/problem-event.ts';
import { signOut } from '../words/strings.ts';
import { identityContext } from './context.ts';
import type { Identity } from './store.ts';

@customElement('sign-out-button')
export class SignOutButton extends LitElement {
  static override styles = [
    base,
    button,
    css`
      :host([wide]) .button {
        width: 100%;
        justify-content: flex-start;
        padding-inline: var(--space-3);
        border-color: transparent;
        border-radius: var(--round-s);
      }
    `,
  ];

  @consume({ context: identityContext })
  @property({ attribute: false })
  identity!: Identity;
  @state() private isLeaving = false;

  override render() {
    const disabled = this.isLeaving ? 'true' : 'false';
    return html`<button class="button" aria-disabled=${disabled} @click=${this.#leave}>
      ${signOut()}
    </button>`;
  }

  async #leave(): Promise<void> {
    // Not by disabling the button, which would lose the keyboard.
    if (this.isLeaving) return;
    this.isLeaving = true;
    try {
      await this.identity.signOut();
      location.assign('/');
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.isLeaving = false;
      this.dispatchEvent(new ProblemEvent(error.refusal.message));
    }
  }
}
