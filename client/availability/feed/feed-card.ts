/** Owns the card of my calendar feed: making its link, handing it over, and letting it end. */
import { consume } from '@lit/context';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { dayAt } from '../../../shared/day.ts';
import { Refused } from '../../../shared/refusal.ts';
import { KeepFocus } from '../../ui/keep-focus.ts';
import { longDay } from '../../words/dates.ts';
import { notWhileAway } from '../../words/strings-app.ts';
import * as say from '../../words/strings-feed.ts';
import '../../ui/copy-field.ts';
import { identityContext } from '../../identity/context.ts';
import type { Identity } from '../../identity/store.ts';
import { Watch } from '../../live/watch.ts';
import { base, button, card, headings } from '../../ui/look/styles.ts';
import { patientButton } from '../../ui/patient-button.ts';
import { ProblemEvent } from '../../ui/problem-event.ts';
import { feedContext } from '../context.ts';
import type { Feed } from './feed.ts';

@customElement('feed-card')
export class FeedCard extends LitElement {
  static override styles = [
    base,
    button,
    card,
    headings,
    css`
      .card {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
        /* As tall as it is without a link: nothing jumps when the server has answered. */
        min-height: 13rem;
        align-content: start;
      }
      .soft {
        color: var(--ink-soft);
        font-size: var(--text-s);
      }
      #away:empty {
        margin-top: calc(-1 * var(--space-4));
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2);
      }
      .ways p {
        flex-basis: 100%;
      }
    `,
  ];

  @consume({ context: feedContext })
  @property({ attribute: false })
  feed!: Feed;
  /** The community's, in which days are told. */
  @property() zone = 'UTC';
  @consume({ context: identityContext })
  @property({ attribute: false })
  identity!: Identity;
  /** What would end the link, asked about and not yet done. */
  @state() private ending: 'nothing' | 'renew' | 'close' = 'nothing';
  @state() private said = '';
  @state() private asking: 'nothing' | 'look' | 'change' = 'nothing';

  constructor() {
    super();
    new KeepFocus(this);
    new Watch(this, () => [this.feed.link, this.identity.isAway]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#attempt(() => this.feed.look(), 'look');
  }

  override render() {
    const link = this.feed.link.value;
    return html`<article class="card" aria-labelledby="title">
      <h2 id="title">${say.feedTitle()}</h2>
      <p>${say.feedReason()}</p>
      ${link === undefined ? nothing : link ? this.#open(link) : this.#closed()}
      <p class="soft" id="away" role="status">${this.#whyNot()}</p>
      <p class="spoken" role="status">${this.said}</p>
    </article>`;
  }

  /** Nobody to ask: what is known can be read. */
  get #isAway(): boolean {
    return this.identity.isAway.value;
  }

  #whyNot(): string {
    return this.#isAway ? notWhileAway(this.asking === 'change') : '';
  }

  #closed() {
    return html`<div class="ways">
      ${this.#button('primary', say.feedOpen(), () => this.#make())}
    </div>`;
  }

  #open({ path, openedAt }: { path: string | null; openedAt: number }) {
    const since = say.feedSince(longDay(dayAt(openedAt, this.zone)));
    return html`${path ? this.#handedOver(path) : html`<p>${say.feedUntold()}</p>`}
      <p class="soft">${since} ${say.feedSecret()}</p>
      ${this.#ending()}`;
  }

  #handedOver(path: string) {
    return html`<div class="ways">
        <a class="button primary add" href="webcal://${location.host}${path}">
          ${say.feedAdd()}
        </a>
      </div>
      <copy-field
        .label=${say.feedLink()}
        .value=${new URL(path, location.origin).href}
      ></copy-field>`;
  }

  #ending() {
    switch (this.ending) {
      case 'nothing':
        return html`<div class="ways">
          ${this.#button('renew', say.feedRenew(), () => this.#ask('renew'))}
          ${this.#button('quiet', say.feedClose(), () => this.#ask('close'))}
        </div>`;
      case 'renew':
        return this.#really(say.feedRenewConsequence(), say.feedRenew(), () => this.#make());
      case 'close':
        return this.#really(say.feedCloseConsequence(), say.feedClose(), () => this.#close());
    }
  }

  #really(consequence: string, doIt: string, act: () => Promise<void>) {
    return html`<div class="ways">
      <p role="alert">${consequence}</p>
      ${this.#button('primary', doIt, act)}
      <button class="button keep" @click=${() => this.#ask('nothing')}>${say.feedKeep()}</button>
    </div>`;
  }

  #button(kind: string, words: string, act: () => Promise<void>) {
    return patientButton(kind, words, this.#isAway || this.asking === 'change', act);
  }

  /** The button that was pressed goes away; the keyboard moves on to the harmless one. */
  async #ask(ending: typeof this.ending): Promise<void> {
    this.ending = ending;
    await this.#focus(ending === 'nothing' ? '.renew' : '.keep');
  }

  async #make(): Promise<void> {
    const isDone = await this.#attempt(() => this.feed.open());
    if (isDone) await this.#tell(say.feedIsOpen(), '.add');
  }

  async #close(): Promise<void> {
    const isDone = await this.#attempt(() => this.feed.close());
    if (isDone) await this.#tell(say.feedIsClosed(), '.primary');
  }

  async #tell(sentence: string, next: string): Promise<void> {
    this.ending = 'nothing';
    this.said = sentence;
    await this.#focus(next);
  }

  async #focus(next: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(next)?.focus();
  }

  /** One thing at a time. */
  async #attempt(act: () => Promise<void>, asking: 'look' | 'change' = 'change'): Promise<boolean> {
    if (this.asking !== 'nothing') return false;
    this.asking = asking;
    try {
      await act();
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.dispatchEvent(new ProblemEvent(error.refusal.message));
      return false;
    } finally {
      this.asking = 'nothing';
    }
  }
}
