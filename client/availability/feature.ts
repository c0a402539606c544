/** Owns what availability gives to the app: Tonight, the grid, days, and its sections of Me. */
import { ContextProvider } from '@lit/context';
import { html } from 'lit';
import type { Feature } from '../feature.ts';
import { longDay } from '../words/dates.ts';
import * as say from '../words/strings.ts';
import { availabilityContext, eveningsContext, feedContext } from './context.ts';
import type { Evenings } from './evenings.ts';
import type { Feed } from './feed/feed.ts';
import { gridAddress } from './grid-address.ts';
import './hours/hours-asker.ts';
import { MarkEvent } from './mark-event.ts';
import type { Availability } from './store.ts';
import './tonight/tonight-page.ts';

type Stores = {
  readonly availability: Availability;
  readonly evenings: Evenings;
  readonly feed: Feed;
};

const everybody = () => true;

const pages: Feature['pages'] = [
  {
    id: 'tonight',
    title: say.tonight,
    isShownTo: everybody,
    draw: () => html`<tonight-page></tonight-page>`,
  },
  {
    id: 'grid',
    title: say.grid,
    isShownTo: everybody,
    address: () => gridAddress.value,
    load: () => import('./grid/grid-page.ts'),
    draw: () => html`<grid-page></grid-page>`,
  },
  {
    id: 'day',
    title: ({ day = '' }) => longDay(day),
    load: () => import('./day/day-page.ts'),
    draw: ({ day = '' }) => html`<day-page .day=${day}></day-page>`,
  },
];

const aboutMe: Feature['aboutMe'] = [
  {
    load: () => import('./pattern/pattern-form.ts'),
    draw: () => html`<pattern-form></pattern-form>`,
  },
  {
    load: () => import('./feed/feed-card.ts'),
    draw: (me) => (me.player ? html`<feed-card zone=${me.community.zone}></feed-card>` : undefined),
  },
];

export const availabilityFeature = ({ availability, evenings, feed }: Stores) =>
  ({
    pages,
    aboutMe,
    watched: [availability.current, availability.view, gridAddress],
    join(app) {
      new ContextProvider(app, { context: availabilityContext, initialValue: availability });
      new ContextProvider(app, { context: eveningsContext, initialValue: evenings });
      new ContextProvider(app, { context: feedContext, initialValue: feed });
      app.addEventListener('mark', (event) => {
        if (event instanceof MarkEvent) void availability.mark(event.marks);
      });
      app.addEventListener('undo', () => void availability.undo());
    },
    overlay: () => html`<hours-asker></hours-asker>`,
  }) satisfies Feature;
