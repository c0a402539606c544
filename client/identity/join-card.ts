/** Owns the next step for somebody who may not mark yet: sign in, then choose a name. Else it is not there. */
import { consume } from '@lit/context';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { Watch } from '../live/watch.ts';
import { KeepFocus } from '../ui/keep-focus.ts';
import { base } from '../ui/look/styles.ts';
import './link-card.ts';
import './sign-in-card.ts';
import { identityContext } from './context.ts';
import type { Identity } from './store.ts';

@customElement('join-card')
export class JoinCard extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: contents;
      }
    `,
  ];

  @consume({ context: identityContext })
  @property({ attribute: false })
  identity!: Identity;

  constructor() {
    super();
    new KeepFocus(this);
    new Watch(this, () => [this.identity.me]);
  }

  override render() {
    const me = this.identity.me.value;
    if (!me || me.player) return nothing;
    return me.account ? html`<link-card></link-card>` : html`<sign-in-card></sign-in-card>`;
  }
}
