/** Owns where hours and notes are on the page of a day, and how journeys arrange them. */
import type { Page } from 'playwright';
import type { Sent } from '../../shared/protocol.ts';
import type { Person } from '../../test/support/house.ts';
import { framesOf } from './overhearing.ts';

/** A player's row of the day in half hours. */
export const row = (page: Page, name: string) =>
  page.locator('day-timeline').getByRole('listitem').filter({ hasText: name });
export const from = (page: Page) => page.getByRole('combobox', { name: 'From' });
export const until = (page: Page) => page.getByRole('combobox', { name: /^Until/ });
export const note = (page: Page) => page.getByRole('textbox', { name: 'Note' });
export const bestStart = (page: Page, words: string) =>
  page.locator('day-standing').getByText(words, { exact: true });

export const mark = (person: Person, ...marks: Sent<'availability:set'>['marks']) =>
  person.run('availability:set', { key: crypto.randomUUID(), marks });

export const setsIn = (page: Page): (() => number) => {
  const frames = framesOf(page);
  return () =>
    frames.filter(({ way, text }) => way === 'sent' && text.includes('"availability:set"')).length;
};
