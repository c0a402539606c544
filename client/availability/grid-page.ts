/** Owns the page of the grid: who is looking, what the signs mean, how many days are shown. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { lastWritableOffset } from '../../shared/availability.ts';
import { type Day, daysFrom } from '../../shared/day.ts';
import { statuses } from '../../shared/grid.ts';
import { byName } from '../dates.ts';
import '../identity/join-card.ts';
import type { Identity } from '../identity/store.ts';
import * as say from '../strings.ts';
import '../ui/status-glyph.ts';
import { base, button, headings } from '../ui/styles.ts';
import { Watch } from '../watch.ts';
import type { GridTable } from './grid-table.ts';
import './grid-table.ts';
import './presence-list.ts';
import type { Availability } from './store.ts';
import type { Touch } from './touches.ts';
import type { View } from './view.ts';

const daysAtFirst = 14;
const daysMore = 28;
const daysInAll = lastWritableOffset + 1;

@customElement('grid-page')
export class GridPage extends LitElement {
  static override styles = [
    base,
    button,
    headings,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-2) var(--space-5);
      }
      .presence {
        flex: 1 0 min(100%, 14rem);
        min-height: var(--target);
      }
      .legend {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-5);
        color: var(--ink-soft);
        font-size: var(--text-s);
        --glyph: 1.375rem;
      }
      .legend li {
        display: flex;
        align-items: center;
        gap: var(--space-2);
      }
      kbd {
        padding: 0 0.4em;
        border: 1px solid var(--line-strong);
        border-radius: 0.3rem;
        font: 600 0.8125rem / 1.4 var(--font);
      }
      @media (hover: none) {
        kbd,
        .legend .keys {
          display: none;
        }
      }
      .more {
        display: grid;
        justify-items: center;
        gap: var(--space-3);
        color: var(--ink-soft);
      }
      .blank {
        min-height: 24rem;
        border-radius: var(--round-l);
        background: var(--sunken);
      }
    `,
  ];

  @property({ attribute: false }) availability!: Availability;
  @property({ attribute: false }) identity!: Identity;
  @state() private shown = daysAtFirst;
  #days: readonly Day[] = [];
  #stopHighlights: (() => void) | undefined;

  constructor() {
    super();
    new Watch(this, () => [this.availability.view, this.availability.presence, this.identity.me]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopHighlights = this.availability.touches.watch(
      (touches) => void this.#highlight(touches),
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopHighlights?.();
  }

  override render() {
    // Both, or what I may do would push the rest about when it comes.
    const view = this.identity.me.value && this.availability.view.value;
    return html`<header>
        <h1>${say.grid()}</h1>
        ${view ? this.#presence(view) : html`<div class="presence"></div>`}
      </header>
      ${view ? this.#content(view) : html`<div class="blank"></div>`}`;
  }

  #presence(view: View) {
    const presence = this.availability.presence.value;
    return html`<presence-list class="presence" .view=${view} .presence=${presence}></presence-list>`;
  }

  #content(view: View) {
    return html`<join-card .identity=${this.identity}></join-card>
      ${this.#legend(view)} ${this.#table(view)}`;
  }

  #legend(view: View) {
    return html`<ul class="legend" role="list">
      ${statuses.map(
        (status, index) => html`<li>
          <status-glyph .status=${status}></status-glyph>${say.statusName(status)}
          ${view.me ? html`<kbd>${index + 1}</kbd>` : nothing}
        </li>`,
      )}
      ${view.me ? html`<li class="keys">${say.clear()} <kbd>0</kbd></li>` : nothing}
      ${view.me ? html`<li class="keys">${say.selectMore()} <kbd>⇧ ← →</kbd></li>` : nothing}
    </ul>`;
  }

  #table(view: View) {
    if (this.#days[0] !== view.today || this.#days.length !== this.shown) {
      this.#days = daysFrom(view.today, this.shown);
    }
    return html`<grid-table
        .view=${view}
        .days=${this.#days}
        .players=${rowsOf(view)}
      ></grid-table>
      <div class="more">
        ${view.me && !view.hasAnswered ? html`<p>${say.firstEveningInGrid()}</p>` : nothing}
        ${
          this.shown < daysInAll
            ? html`<button class="button" @click=${this.#more}>${say.moreDays()}</button>`
            : nothing
        }
      </div>`;
  }

  /** After the new values are on the screen: a mark belongs to what it marks. */
  async #highlight(touches: readonly Touch[]): Promise<void> {
    await this.updateComplete;
    const table = this.renderRoot.querySelector<GridTable>('grid-table');
    await table?.updateComplete;
    table?.highlight(touches);
  }

  #more(): void {
    this.shown = Math.min(daysInAll, this.shown + daysMore);
  }
}

/** Me first, then the others by name. */
const rowsOf = ({ players = {}, me }: View): string[] => {
  const others = Object.entries(players)
    .filter(([player]) => player !== me)
    .sort(([, a], [, b]) => byName(a.name, b.name))
    .map(([player]) => player);
  return me === undefined || !players[me] ? others : [me, ...others];
};
