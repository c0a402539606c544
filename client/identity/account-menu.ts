/** Owns the corner that says who I am, and the way out. */
import { consume } from '@lit/context';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Me } from '../../shared/identity/commands.ts';
import { pathTo, route } from '../route.ts';
import * as say from '../words/strings.ts';
import '../ui/initials-avatar.ts';
import { Watch } from '../live/watch.ts';
import { base, button } from '../ui/look/styles.ts';
import './sign-out-button.ts';
import { identityContext } from './context.ts';
import { type Identity, signInAddress } from './store.ts';

@customElement('account-menu')
export class AccountMenu extends LitElement {
  static override styles = [
    base,
    button,
    css`
      :host {
        display: flex;
        justify-content: flex-end;
        width: 8rem;
        min-height: var(--target);
      }
      .face {
        --avatar: 2.25rem;
        padding: 0 0.25rem;
      }
      .blank {
        width: var(--target);
        height: var(--target);
        border-radius: 50%;
        background: var(--sunken);
      }
      [popover] {
        position: fixed;
        inset: calc(var(--header-height) - 2px) max(var(--space-4), calc(50vw - 35rem)) auto auto;
        width: min(18rem, calc(100vw - 2 * var(--space-4)));
        margin: 0;
        padding: var(--space-4);
        border: 1px solid var(--line);
        border-radius: var(--round-m);
        background: var(--raised);
        color: var(--ink);
        box-shadow: 0 1rem 3rem var(--shadow);
      }
      .who {
        padding: var(--space-1) var(--space-3) var(--space-3);
        overflow-wrap: anywhere;
      }
      .who b {
        display: block;
        font-size: var(--text-l);
      }
      .who span {
        color: var(--ink-soft);
        font-size: var(--text-s);
      }
      .way {
        width: 100%;
        justify-content: flex-start;
        padding-inline: var(--space-3);
        border-radius: var(--round-s);
      }
    `,
  ];

  @consume({ context: identityContext })
  @property({ attribute: false })
  identity!: Identity;

  constructor() {
    super();
    new Watch(this, () => [this.identity.me, route]);
  }

  override render() {
    const me = this.identity.me.value;
    if (!me) return html`<div class="blank"></div>`;
    if (!me.account) {
      return html`<a class="button" href=${signInAddress(route.value)}>${say.signIn()}</a>`;
    }
    return this.#menu(me, me.account.name);
  }

  #menu(me: Me, account: string) {
    const name = me.player?.name ?? account;
    return html`<button
        class="button quiet round face"
        popovertarget="menu"
        aria-label=${say.accountOf(name)}
      >
        <initials-avatar .name=${name} .seed=${me.player?.id ?? name}></initials-avatar>
      </button>
      <div
        id="menu"
        popover
        role="group"
        aria-label=${say.accountOf(name)}
        @beforetoggle=${this.#giveBackFocus}
      >
        <p class="who">
          <b><bdi>${name}</bdi></b>
          <span>${me.player ? me.community.name : say.notLinkedYet()}</span>
        </p>
        <a class="button quiet way" href=${pathTo('me')} @click=${this.#close}>${say.aboutMe()}</a>
        <sign-out-button wide></sign-out-button>
      </div>`;
  }

  /** Chromium forgets to, where the focus is inside a shadow root. */
  #giveBackFocus({ newState, currentTarget }: ToggleEvent): void {
    const { activeElement } = this.renderRoot as ShadowRoot;
    if (newState !== 'closed' || !(currentTarget as Element).contains(activeElement)) return;
    this.renderRoot.querySelector<HTMLElement>('[popovertarget]')?.focus();
  }

  #close(): void {
    this.renderRoot.querySelector<HTMLElement>('[popover]')?.hidePopover();
  }
}
