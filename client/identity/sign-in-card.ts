/** Owns the invitation to sign in. A plain link: the server does the rest and brings the visitor back. */
import { html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import { route } from '../route.ts';
import { base, button, headings } from '../ui/look/styles.ts';
import { signIn, signInInvitation, signInReason } from '../words/strings.ts';
import { invitation } from './invitation.ts';
import { signInAddress } from './store.ts';

@customElement('sign-in-card')
export class SignInCard extends LitElement {
  static override styles = [base, button, headings, invitation];

  override render() {
    return html`<section class="invitation" aria-labelledby="title">
      <div>
        <h2 id="title">${signInInvitation()}</h2>
        <p>${signInReason()}</p>
      </div>
      <a class="button primary" href=${signInAddress(route.value)}>${signIn()}</a>
    </section>`;
  }
}
