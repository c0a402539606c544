/**
 * Owns the frame around every page: header, navigation, main, footer, banner and messages.
 * Renders into the light DOM, so that the skip link and the landmarks are the document's own.
 */
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Evenings } from './availability/evenings.ts';
import type { Feed } from './availability/feed/feed.ts';
import type { HoursDialog } from './availability/hours/hours-dialog.ts';
import { type HoursCell, HoursEvent } from './availability/hours/hours-event.ts';
import type { Availability } from './availability/store.ts';
import './availability/tonight/tonight-page.ts';
import { MarkEvent } from './availability/mark-event.ts';
import type { Connection } from './live/connection.ts';
import { longDay, momentInWords, zoneInWords } from './words/dates.ts';
import './identity/account-menu.ts';
import type { Identity } from './identity/store.ts';
import type { Pages } from './pages.ts';
import { dayOf, gridAddress, route } from './route.ts';
import * as say from './words/strings.ts';
import * as sayOfApp from './words/strings-app.ts';
import './ui/connection-banner.ts';
import './ui/language-switch.ts';
import './ui/not-found-page.ts';
import { ProblemEvent } from './ui/problem-event.ts';
import './ui/theme-switch.ts';
import './ui/toast-list.ts';
import { Watch } from './live/watch.ts';
import type { Toasts } from './ui/toasts.ts';

const sections = [
  { path: '/', name: say.tonight },
  { path: '/grid', name: say.grid },
  { path: '/me', name: say.me },
] as const;

@customElement('muster-app')
export class MusterApp extends LitElement {
  @property({ attribute: false }) connection!: Connection;
  @property({ attribute: false }) identity!: Identity;
  @property({ attribute: false }) availability!: Availability;
  @property({ attribute: false }) evenings!: Evenings;
  @property({ attribute: false }) pages!: Pages;
  @property({ attribute: false }) toasts!: Toasts;
  @property({ attribute: false }) feed!: Feed;
  @state() private isNetworkGone = !navigator.onLine;
  /** Cells that somebody wants to give hours. */
  @state() private hoursFor: readonly HoursCell[] = [];
  #path = route.value;

  constructor() {
    super();
    new Watch(this, () => [
      route,
      gridAddress,
      this.pages.fetched,
      this.identity.me,
      this.connection.state,
      this.connection.sync,
      this.availability.current,
      this.availability.view,
    ]);
    addEventListener('online', () => this.#network(true));
    addEventListener('offline', () => this.#network(false));
    this.addEventListener('mark', (event) => {
      if (event instanceof MarkEvent) void this.availability.mark(event.marks);
    });
    this.addEventListener('undo', () => void this.availability.undo());
    this.addEventListener('hours', (event) => {
      if (event instanceof HoursEvent) void this.#askHours(event.cells);
    });
    this.addEventListener('problem', (event) => {
      if (event instanceof ProblemEvent) this.toasts.complain(event.sentence);
    });
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override willUpdate(): void {
    const day = dayOf(route.value);
    document.title = say.pageTitle(
      sections.find(({ path }) => path === route.value)?.name() ??
        (day ? longDay(day) : say.notFound()),
    );
  }

  override updated(_: PropertyValues): void {
    if (this.#path === route.value) return;
    this.#path = route.value;
    // The new page is announced from its beginning, as after a load.
    this.querySelector('main')?.focus({ preventScroll: true });
  }

  override render() {
    const zone = this.identity.me.value?.community.zone;
    return html`<a class="skip" href="#main">${say.skipToContent()}</a>
      <header class="top">
        <div class="top-inner">
          <a class="brand" href="/">
            <img src="/icon.svg" alt="" width="36" height="36" /> ${say.appName()}
          </a>
          <nav class="sections" aria-label=${say.sections()}>
            ${sections.map(
              ({ path, name }) => html`<a
                href=${path === '/grid' ? gridAddress.value : path}
                aria-current=${path === route.value ? 'page' : nothing}
                >${name()}</a
              >`,
            )}
          </nav>
          <div class="tools"><account-menu .identity=${this.identity}></account-menu></div>
        </div>
      </header>
      <connection-banner
        .sentence=${this.#trouble()}
        ?settled=${this.availability.view.value?.asOf !== undefined}
      ></connection-banner>
      <main id="main" tabindex="-1">${this.#page()}</main>
      <footer class="foot">
        <p>${zone ? say.daysAreIn(zoneInWords(zone)) : nothing}</p>
        <div class="choosing"><theme-switch></theme-switch><language-switch></language-switch></div>
      </footer>
      <toast-list .toasts=${this.toasts}></toast-list>
      ${this.#hours()}`;
  }

  #hours() {
    const view = this.availability.view.value;
    if (!view || this.hoursFor.length === 0) return nothing;
    return html`<hours-dialog .view=${view} .cells=${this.hoursFor}></hours-dialog>`;
  }

  async #askHours(cells: readonly HoursCell[]): Promise<void> {
    try {
      await import('./availability/hours/hours-dialog.ts');
    } catch {
      this.toasts.complain(sayOfApp.pageNotLoaded());
      return;
    }
    this.hoursFor = cells;
    await this.updateComplete;
    await this.querySelector<HoursDialog>('hours-dialog')?.show();
  }

  #page() {
    if (!this.pages.has(route.value)) return nothing;
    switch (route.value) {
      case '/':
        return html`<tonight-page
          .availability=${this.availability}
          .identity=${this.identity}
        ></tonight-page>`;
      case '/grid':
        return html`<grid-page
          .availability=${this.availability}
          .identity=${this.identity}
        ></grid-page>`;
      case '/me':
        return html`<me-page
          .identity=${this.identity}
          .availability=${this.availability}
          .evenings=${this.evenings}
          .feed=${this.feed}
        ></me-page>`;
      default:
        return this.#dayPage();
    }
  }

  #dayPage() {
    const day = dayOf(route.value);
    if (!day) return html`<not-found-page></not-found-page>`;
    return html`<day-page
      .availability=${this.availability}
      .evenings=${this.evenings}
      .identity=${this.identity}
      .day=${day}
    ></day-page>`;
  }

  /** What the banner says; nothing when all is well. */
  #trouble(): string {
    const asOf = this.availability.view.value?.asOf;
    if (asOf !== undefined) return sayOfApp.asOf(momentInWords(asOf));
    if (this.isNetworkGone) return say.youAreOffline();
    switch (this.connection.state.value) {
      case 'connecting':
        return say.connecting();
      case 'offline':
        return say.reconnecting();
      case 'online':
        if (!this.availability.current.value) return say.catchingUp();
        return this.connection.sync.value === 'delayed' ? say.delayed() : '';
    }
  }

  #network(isThere: boolean): void {
    this.isNetworkGone = !isThere;
    if (isThere) this.connection.hurry();
  }
}
