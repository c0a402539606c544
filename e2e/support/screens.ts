/** Owns where things are on the screen, found as people find them: by role and by name. */
import type { Locator, Page } from 'playwright';

export type StatusWord = 'Looking' | 'Available' | 'Maybe' | 'Not playing';

/** A house's evening and the days after it, as its pages write them. */
export const days = {
  today: 'Wednesday 18 November',
  tomorrow: 'Thursday 19 November',
  /** Short, as the digests do. */
  upcoming: ['Friday 20 Nov', 'Saturday 21 Nov', 'Sunday 22 Nov'],
} as const;

/** The card of a day: its date is in its name. */
export const dayCard = (page: Page, day: string): Locator =>
  page.getByRole('article', { name: day });

/** My four buttons for a day. */
const myButtons = (page: Page, day: string): Locator =>
  page.getByRole('group', { name: `My status for ${day}` });

export const myButton = (
  page: Page,
  day: string,
  status: StatusWord,
  state: { pressed?: boolean } = {},
): Locator => myButtons(page, day).getByRole('button', { name: status, ...state });

/** The names under one heading of a day's card, in order. */
export const namesUnder = (page: Page, day: string, heading: 'Queue' | StatusWord): Locator =>
  dayCard(page, day)
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: heading }) })
    .getByRole('listitem');

/** How many have given an answer, where only counts are seen. */
export const countOf = (page: Page, day: string, status: StatusWord, count: number): Locator =>
  dayCard(page, day)
    .getByRole('listitem')
    .filter({ hasText: new RegExp(`^\\s*${count}\\s*${status}\\s*$`) });

export const headline = (page: Page, words: string): Locator =>
  dayCard(page, days.today).getByRole('status').filter({ hasText: words });

/** What stands under my buttons for today. */
export const hint = (page: Page, words: string): Locator =>
  page.locator('today-card status-buttons').getByRole('status').filter({ hasText: words });

/**
 * A cell of the grid, by the beginning of what is spoken for it: "Wednesday 18 November, Ana: maybe";
 * a window, a note and how the day stands may follow.
 */
export const cell = (page: Page, sentence: string | RegExp): Locator =>
  page.getByRole('gridcell', {
    name:
      typeof sentence === 'string'
        ? new RegExp(`^${sentence.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}[.,:]`)
        : sentence,
  });

export const banner = (page: Page): Locator =>
  page.locator('connection-banner').getByRole('status');

export const toast = (page: Page, words: string): Locator =>
  page.locator('toast-list').getByRole('listitem').filter({ hasText: words });
