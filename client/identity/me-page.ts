/** Owns the page about me: who I am here, and letting go of it. */
import { consume } from '@lit/context';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Me } from '../../shared/identity/commands.ts';
import { Refused } from '../../shared/refusal.ts';
import type { Section } from '../feature.ts';
import { KeepFocus } from '../ui/keep-focus.ts';
import * as say from '../words/strings.ts';
import { notWhileAway } from '../words/strings-app.ts';
import '../ui/initials-avatar.ts';
import { Watch } from '../live/watch.ts';
import { base, button, card, headings } from '../ui/look/styles.ts';
import { patientButton } from '../ui/patient-button.ts';
import { ProblemEvent } from '../ui/problem-event.ts';
import './join-card.ts';
import './sign-out-button.ts';
import { aboutMeContext, identityContext } from './context.ts';
import type { Identity } from './store.ts';

@customElement('me-page')
export class MePage extends LitElement {
  static override styles = [
    base,
    button,
    card,
    headings,
    css`
      :host {
        display: grid;
        gap: var(--space-5);
        max-width: 46rem;
      }
      .card {
        display: grid;
        gap: var(--space-5);
      }
      .blank {
        min-height: 15rem;
        border-radius: var(--round-l);
        background: var(--sunken);
      }
      .person {
        display: flex;
        align-items: center;
        gap: var(--space-4);
        min-width: 0;
        --avatar: 4.5rem;
      }
      .person > div {
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .soft {
        color: var(--ink-soft);
        font-size: var(--text-s);
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }
      .ways p {
        flex-basis: 100%;
      }
      .away:empty {
        margin-top: calc(-1 * var(--space-2));
      }
    `,
  ];

  @consume({ context: identityContext })
  @property({ attribute: false })
  identity!: Identity;
  @consume({ context: aboutMeContext })
  @property({ attribute: false })
  sections!: readonly Section[];
  @state() private unlinking: 'no' | 'asked' | 'under way' = 'no';

  constructor() {
    super();
    new KeepFocus(this);
    new Watch(this, () => [this.identity.me, this.identity.isAway]);
  }

  override render() {
    const me = this.identity.me.value;
    return html`<h1>${say.aboutMe()}</h1>
      ${me ? this.#about(me) : html`<div class="blank"></div>`}`;
  }

  #about(me: Me) {
    return html`<join-card></join-card>
      ${me.account ? this.#person(me, me.account.name) : nothing}
      ${this.sections.map(({ draw }) => draw(me))}`;
  }

  #person(me: Me, account: string) {
    const name = me.player?.name ?? account;
    const roles = me.roles.map(say.roleName).join(', ');
    return html`<article class="card" aria-labelledby="name">
      <div class="person">
        <initials-avatar .name=${name} .seed=${me.player?.id ?? name}></initials-avatar>
        <div>
          <h2 id="name"><bdi>${name}</bdi></h2>
          <p class="soft">
            ${me.player ? say.playsIn(me.community.name) : say.notLinkedYet()}
            ${roles ? html`· ${roles}` : nothing}
          </p>
          <p class="soft">${say.signedInAs(account)}</p>
        </div>
      </div>
      <div class="ways">
        <sign-out-button></sign-out-button>
        ${me.player ? this.#unlinking() : nothing}
      </div>
    </article>`;
  }

  #unlinking() {
    const isAway = this.identity.isAway.value;
    const isUnderWay = this.unlinking === 'under way';
    const mayNot = isAway || isUnderWay;
    return html`${
      this.unlinking === 'no'
        ? patientButton('quiet next', say.unlink(), mayNot, () => this.#ask('asked'))
        : html`<p role="alert">${say.unlinkConsequence()}</p>
          ${patientButton('primary', say.unlinkReally(), mayNot, () => this.#letGo())}
          ${patientButton('next', say.keepName(), isUnderWay, () => this.#ask('no'))}`
    }
      <p class="soft away" id="away" role="status">${isAway ? notWhileAway(isUnderWay) : ''}</p>`;
  }

  /** The button that was pressed goes away; the keyboard moves on to the harmless one. */
  async #ask(unlinking: typeof this.unlinking): Promise<void> {
    this.unlinking = unlinking;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.next')?.focus();
  }

  async #letGo(): Promise<void> {
    this.unlinking = 'under way';
    try {
      await this.identity.unlink();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.dispatchEvent(new ProblemEvent(error.refusal.message));
    } finally {
      this.unlinking = 'no';
    }
  }
}
