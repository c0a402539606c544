/**
 * Owns the frame around every page: header, navigation, main, footer, banner and messages.
 * Renders into the light DOM, so that the skip link and the landmarks are the document's own.
 */
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type PageId, type Place, pages } from '../shared/pages.ts';
import type { Availability } from './availability/store.ts';
import type { Feature, Page } from './feature.ts';
import './identity/account-menu.ts';
import type { Identity } from './identity/store.ts';
import type { Connection } from './live/connection.ts';
import { Watch } from './live/watch.ts';
import type { Pages } from './pages.ts';
import { pathTo, placeOf, route } from './route.ts';
import './ui/connection-banner.ts';
import './ui/language-switch.ts';
import './ui/not-found-page.ts';
import { ProblemEvent } from './ui/problem-event.ts';
import './ui/theme-switch.ts';
import './ui/toast-list.ts';
import type { Toasts } from './ui/toasts.ts';
import { momentInWords, zoneInWords } from './words/dates.ts';
import * as say from './words/strings.ts';
import * as sayOfApp from './words/strings-app.ts';

type Parts = {
  readonly connection: Connection;
  readonly identity: Pick<Identity, 'me'>;
  readonly availability: Pick<Availability, 'current' | 'view'>;
  readonly toasts: Toasts;
  readonly pages: Pages;
  /** Their pages stand in the navigation in the order of `shared/pages.ts`. */
  readonly features: readonly Feature[];
};

const pageOf = (features: readonly Feature[], id: PageId): Page | undefined =>
  features.flatMap((feature) => feature.pages).find((page) => page.id === id);

@customElement('muster-app')
export class MusterApp extends LitElement {
  @property({ attribute: false }) parts!: Parts;
  @state() private isNetworkGone = !navigator.onLine;
  #path = route.value;

  constructor() {
    super();
    new Watch(this, () => {
      const { connection, identity, availability, pages, features } = this.parts;
      const { state, sync, outdated } = connection;
      const frame = [route, pages.fetched, identity.me, state, sync, outdated];
      const standing = [availability.current, availability.view];
      return [...frame, ...standing, ...features.flatMap(({ watched }) => watched)];
    });
    addEventListener('online', () => this.#network(true));
    addEventListener('offline', () => this.#network(false));
    this.addEventListener('problem', (event) => {
      if (event instanceof ProblemEvent) this.parts.toasts.complain(event.sentence);
    });
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override willUpdate(): void {
    const place = placeOf(route.value);
    const page = this.#pageAt(place);
    document.title = say.pageTitle(place && page ? page.title(place.params) : say.notFound());
  }

  override updated(_: PropertyValues): void {
    if (this.#path === route.value) return;
    this.#path = route.value;
    // The new page is announced from its beginning, as after a load.
    this.querySelector('main')?.focus({ preventScroll: true });
  }

  override render() {
    const { identity, availability, toasts, features } = this.parts;
    const zone = identity.me.value?.community.zone;
    return html`<a class="skip" href="#main">${say.skipToContent()}</a>
      <header class="top">
        <div class="top-inner">
          <a class="brand" href=${pathTo('tonight')}>
            <img src="/icon.svg" alt="" width="36" height="36" /> ${say.appName()}
          </a>
          <nav class="sections" aria-label=${say.sections()}>
            ${this.#navigation()}
          </nav>
          <div class="tools"><account-menu></account-menu></div>
        </div>
      </header>
      <connection-banner
        .sentence=${this.#trouble()}
        ?settled=${availability.view.value?.asOf !== undefined}
      ></connection-banner>
      <main id="main" tabindex="-1">${this.#page()}</main>
      <footer class="foot">
        <p>${zone ? say.daysAreIn(zoneInWords(zone)) : nothing}</p>
        <div class="choosing"><theme-switch></theme-switch><language-switch></language-switch></div>
      </footer>
      <toast-list .toasts=${toasts}></toast-list>
      ${features.map(({ overlay }) => overlay?.())}`;
  }

  #navigation() {
    const { identity, features } = this.parts;
    const here = placeOf(route.value)?.page;
    const shown = (Object.keys(pages) as PageId[])
      .map((id) => pageOf(features, id))
      .filter((page) => page?.isShownTo?.(identity.me.value));
    return shown.map(
      (page) =>
        page &&
        html`<a
          href=${page.address?.() ?? pathTo(page.id)}
          aria-current=${page.id === here ? 'page' : nothing}
          >${page.title({})}</a
        >`,
    );
  }

  #page() {
    const place = placeOf(route.value);
    const page = this.#pageAt(place);
    if (!place || !page) return html`<not-found-page></not-found-page>`;
    return this.parts.pages.has(page, route.value) ? page.draw(place.params) : nothing;
  }

  #pageAt(place: Place | undefined): Page | undefined {
    return place && pageOf(this.parts.features, place.page);
  }

  /** What the banner says; nothing when all is well. */
  #trouble(): string {
    const { connection, availability } = this.parts;
    const asOf = availability.view.value?.asOf;
    if (connection.outdated.value) return sayOfApp.outdated();
    if (asOf !== undefined) return sayOfApp.asOf(momentInWords(asOf));
    if (this.isNetworkGone) return say.youAreOffline();
    switch (connection.state.value) {
      case 'connecting':
        return say.connecting();
      case 'offline':
        return say.reconnecting();
      case 'online':
        if (!availability.current.value) return say.catchingUp();
        return connection.sync.value === 'delayed' ? say.delayed() : '';
    }
  }

  #network(isThere: boolean): void {
    this.isNetworkGone = !isThere;
    if (isThere) this.parts.connection.hurry();
  }
}
