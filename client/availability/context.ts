/** Owns by what names elements ask for the grid, for evenings beside it, and for my calendar feed. */
import { createContext } from '@lit/context';
import type { Evenings } from './evenings.ts';
import type { Feed } from './feed/feed.ts';
import type { Availability } from './store.ts';

export const availabilityContext = createContext<Availability>(Symbol('availability'));
export const eveningsContext = createContext<Evenings>(Symbol('evenings'));
export const feedContext = createContext<Feed>(Symbol('feed'));
