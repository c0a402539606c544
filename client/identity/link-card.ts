/** Owns how a signed-in visitor takes a player name: the unclaimed one of that name, or a new one. */
import { consume } from '@lit/context';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { Refused } from '../../shared/refusal.ts';
import { Watch } from '../live/watch.ts';
import { base, button, headings } from '../ui/look/styles.ts';
import * as say from '../words/strings.ts';
import { notWhileAway } from '../words/strings-app.ts';
import { identityContext } from './context.ts';
import { invitation } from './invitation.ts';
import type { Identity } from './store.ts';

@customElement('link-card')
export class LinkCard extends LitElement {
  static override styles = [
    base,
    button,
    headings,
    invitation,
    css`
      form {
        display: flex;
        flex: 1 1 20rem;
        flex-wrap: wrap;
        align-items: end;
        gap: 0 var(--space-2);
      }
      label {
        flex: 1 1 11rem;
        font-size: var(--text-s);
        font-weight: 650;
      }
      input {
        display: block;
        width: 100%;
        min-height: var(--target);
        margin-top: var(--space-1);
        padding: var(--space-2) var(--space-4);
        border: 1.5px solid var(--line-strong);
        border-radius: var(--round-s);
        background: var(--surface);
        color: var(--ink);
        font: 500 var(--text-m) / 1.3 var(--font);
      }
      .away,
      .objection {
        flex-basis: 100%;
        margin: 0;
        font-weight: 600;
      }
      .objection {
        color: var(--accent-text);
      }
      .away:not(:empty),
      .objection:not(:empty) {
        margin-top: var(--space-2);
      }
    `,
  ];

  @consume({ context: identityContext })
  @property({ attribute: false })
  identity!: Identity;
  @state() private objection = '';
  @state() private isAsking = false;

  constructor() {
    super();
    new Watch(this, () => [this.identity.me, this.identity.isAway]);
  }

  override render() {
    const me = this.identity.me.value;
    const isClosed = me?.community.roster === 'closed';
    const isAway = this.identity.isAway.value;
    return html`<section class="invitation" aria-labelledby="title">
      <div>
        <h2 id="title">${say.linkInvitation()}</h2>
        <p>${isClosed ? say.linkFromRoster() : say.linkReason()}</p>
      </div>
      <form @submit=${this.#submit}>
        <label>
          ${say.playerName()}
          <input
            name="name"
            autocomplete="nickname"
            maxlength="64"
            required
            .value=${me?.account?.name ?? ''}
            aria-describedby="objection"
            aria-invalid=${this.objection ? 'true' : nothing}
          />
        </label>
        <button
          class="button primary"
          aria-disabled=${isAway || this.isAsking ? 'true' : 'false'}
          aria-describedby="away"
        >
          ${say.link()}
        </button>
        <p class="away" id="away" role="status">${isAway ? notWhileAway(this.isAsking) : ''}</p>
        <p class="objection" id="objection" role="alert">${this.objection}</p>
      </form>
    </section>`;
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    // Not by disabling the button, which would lose the keyboard.
    if (this.isAsking || this.identity.isAway.value) return;
    const input = this.renderRoot.querySelector('input');
    this.isAsking = true;
    this.objection = '';
    try {
      await this.identity.link(input?.value ?? '');
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.objection = error.refusal.message;
      input?.focus();
    } finally {
      this.isAsking = false;
    }
  }
}
