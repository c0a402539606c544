/** Owns what a feature gives to the app: pages, sections of Me, what it hears, and how its part stands. */
import type { ReactiveElement, TemplateResult } from 'lit';
import type { Me } from '../shared/identity/commands.ts';
import type { PageId, PageParams } from '../shared/pages.ts';
import type { Watched } from './live/store.ts';

export type Page = {
  readonly id: PageId;
  /** In the reader's language, for the tab and the navigation. */
  readonly title: (params: PageParams) => string;
  readonly draw: (params: PageParams) => TemplateResult;
  /** Fetches what draws it; a page without comes with the app. */
  readonly load?: () => Promise<unknown>;
  /** Who finds it in the navigation; left out: nobody, links lead there. */
  readonly isShownTo?: (me: Me | undefined) => boolean;
  /** Where the navigation leads; left out: to its plain address. */
  readonly address?: () => string;
};

/** A part of the page about me, from top to bottom as listed at the root. */
export type Section = {
  readonly load: () => Promise<unknown>;
  readonly draw: (me: Me) => TemplateResult | undefined;
};

export type Feature = {
  readonly pages: readonly Page[];
  readonly aboutMe?: readonly Section[];
  /** What the frame around the pages draws again for. */
  readonly watched: readonly Watched[];
  /** Called once, before the app is on the page: gives its stores to all below, and hears them. */
  readonly join: (app: ReactiveElement) => void;
  /** Drawn over every page. */
  readonly overlay?: () => TemplateResult;
};
