/** Owns the page of the grid: who is looking, what the signs mean, how many days are shown. */
import { consume } from '@lit/context';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { lastWritableOffset, objectionToSetFor } from '../../../shared/availability/commands.ts';
import { statuses } from '../../../shared/availability/grid.ts';
import { daysFrom } from '../../../shared/day.ts';
import { byName, longDay } from '../../words/dates.ts';
import '../../identity/join-card.ts';
import type { Identity } from '../../identity/store.ts';
import { pathTo } from '../../route.ts';
import * as say from '../../words/strings.ts';
import { nobodyCan, nobodyElseCan, showEveryone } from '../../words/strings-grid.ts';
import { gridAddress } from '../grid-address.ts';
import '../../ui/share/share-button.ts';
import '../../ui/status-glyph.ts';
import { Watch } from '../../live/watch.ts';
import { base, button, headings } from '../../ui/look/styles.ts';
import { Announcements, changesInWords } from './announcements.ts';
import { BrushEvent, FromToEvent } from './painting/brush-event.ts';
import './painting/brush-bar.ts';
import { daysFromQuery, type Filter, filterFrom, queryOf, rowsOf } from './grid-filter.ts';
import { gridPageLook } from './grid-page-look.ts';
import type { GridTable } from './grid-table.ts';
import './grid-table.ts';
import { FilterEvent } from './grid-toolbar.ts';
import './grid-toolbar.ts';
import type { KeysDialog } from './keys-dialog.ts';
import './keys-dialog.ts';
import { type Layout, layoutAfter } from './layout.ts';
import './presence-list.ts';
import { identityContext } from '../../identity/context.ts';
import { availabilityContext } from '../context.ts';
import type { RemoteChange } from '../remote-changes.ts';
import type { Availability } from '../store.ts';
import type { View } from '../view.ts';
import type { Brush } from './painting/stroke.ts';

const daysMore = 28;
const daysInAll = lastWritableOffset + 1;

@customElement('grid-page')
export class GridPage extends LitElement {
  static override styles = [base, button, headings, gridPageLook];

  @consume({ context: availabilityContext })
  @property({ attribute: false })
  availability!: Availability;
  @consume({ context: identityContext })
  @property({ attribute: false })
  identity!: Identity;
  @state() private brush: Brush | undefined;
  @state() private isFromTo = false;
  @state() private query = location.search;
  @state() private shown = daysFromQuery(location.search, daysInAll);
  @state() private spoken = '';
  readonly #announcements = new Announcements((changes) => {
    const view = this.availability.view.value;
    if (view) this.spoken = changesInWords(view, changes);
  });
  #layout: Layout = { days: [], players: [] };
  #stopHighlights: (() => void) | undefined;

  constructor() {
    super();
    new Watch(this, () => [this.availability.view, this.availability.presence, this.identity.me]);
    this.addEventListener('brush', (event) => {
      if (event instanceof BrushEvent) this.brush = event.brush;
    });
    this.addEventListener('from-to', (event) => {
      if (event instanceof FromToEvent) this.isFromTo = event.isOn;
    });
    this.addEventListener('filter', (event) => {
      if (event instanceof FilterEvent) this.#filter(event.filter);
    });
    this.addEventListener('keys', () =>
      this.renderRoot.querySelector<KeysDialog>('keys-dialog')?.show(),
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    gridAddress.set(`${pathTo('grid')}${this.query}`);
    this.#stopHighlights = this.availability.remoteChanges.watch((changes) => {
      this.#announcements.add(changes);
      void this.#highlight(changes);
    });
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
        <share-button compact path=${`${pathTo('grid')}${this.query}`}></share-button>
        ${view ? this.#presence(view) : html`<div class="presence"></div>`}
      </header>
      ${view ? this.#content(view) : html`<div class="blank"></div>`}
      <p class="spoken" role="status">${this.spoken}</p>`;
  }

  #presence(view: View) {
    const presence = this.availability.presence.value;
    return html`<presence-list class="presence" .view=${view} .presence=${presence}></presence-list>`;
  }

  #content(view: View) {
    const filter = filterFrom(this.query, view.today);
    return html`<join-card></join-card>
      ${view.players ? html`<grid-toolbar .view=${view} .filter=${filter}></grid-toolbar>` : nothing}
      ${view.me && view.asOf === undefined ? this.#brushBar() : this.#legend()} ${this.#table(view, filter)}
      <keys-dialog></keys-dialog>`;
  }

  #brushBar() {
    return html`<brush-bar
      class="bar"
      .brush=${this.brush}
      .isFromTo=${this.isFromTo}
    ></brush-bar>`;
  }

  #legend() {
    return html`<ul class="legend" role="list">
      ${statuses.map(
        (status) => html`<li>
          <status-glyph .status=${status}></status-glyph>${say.statusName(status)}
        </li>`,
      )}
    </ul>`;
  }

  #table(view: View, filter: Filter) {
    const { days } = this.#layout;
    const isSame = days[0] === view.today && days.length === this.shown;
    this.#layout = layoutAfter(this.#layout, {
      days: isSame ? days : daysFrom(view.today, this.shown),
      players: rowsOf(view, filter, byName),
    });
    const me = this.identity.me.value;
    return html`<grid-table
        .view=${view}
        .layout=${this.#layout}
        .brush=${this.brush}
        .isFromTo=${this.isFromTo}
        .mayPaintOthers=${me ? objectionToSetFor(me, 'somebody else') === undefined : false}
      ></grid-table>
      ${filter.can ? this.#nobody(view, filter) : nothing}
      <div class="more">
        ${view.me && !view.hasAnswered ? html`<p>${say.firstEveningInGrid()}</p>` : nothing}
        ${
          this.shown < daysInAll
            ? html`<button class="button" @click=${() => this.#more(filter)}>${say.moreDays()}</button>`
            : nothing
        }
      </div>`;
  }

  /** When the filter lets nobody through but me. */
  #nobody({ me }: View, { can = '', ...filter }: Filter) {
    if (this.#layout.players.some((player) => player !== me)) return nothing;
    return html`<div class="empty">
      <p>${me ? nobodyElseCan(longDay(can)) : nobodyCan(longDay(can))}</p>
      <button class="button" @click=${() => this.#filter({ ...filter, can: undefined })}>
        ${showEveryone()}
      </button>
    </div>`;
  }

  #filter(filter: Filter): void {
    this.query = queryOf(filter, this.shown);
    gridAddress.set(`${pathTo('grid')}${this.query}`);
    history.replaceState(null, '', gridAddress.value);
  }

  /** After the new values are on the screen: a mark belongs to what it marks. */
  async #highlight(changes: readonly RemoteChange[]): Promise<void> {
    await this.updateComplete;
    const table = this.renderRoot.querySelector<GridTable>('grid-table');
    await table?.updateComplete;
    table?.highlight(changes);
  }

  #more(filter: Filter): void {
    this.shown = Math.min(daysInAll, this.shown + daysMore);
    this.#filter(filter);
  }
}
