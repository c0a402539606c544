/** Owns a device that knows a grid, and what it keeps of it. */
import type { Page } from 'playwright';
import { until, within } from '../../test/support/deadline.ts';
import type { Person } from '../../test/support/house.ts';
import { axe } from './accessibility.ts';
import type { World } from './journeys.ts';
import type { Visit } from './visit.ts';

/** What a browser says by itself when nobody answers. */
const lost = { mayComplain: /WebSocket connection to .* failed|ERR_CONNECTION_REFUSED/ } as const;

/** Wednesday evening by the visitor's own clock too. */
const evening = '2026-11-18T19:30:00+01:00';
export const asOf = 'Offline. This is the grid as of Wednesday 19:30.';

/** What is only shown, and not yet confirmed, is not kept: so what is looked for has to be named. */
export const isKept = async (page: Page, words: RegExp): Promise<void> => {
  await within('the worker', page.evaluate('navigator.serviceWorker.ready.then(() => 0)'), 20_000);
  await until('the grid on the device', async () => {
    await hide(page);
    return words.test(await storedOn(page));
  });
};

/** Being hidden is when a tab writes down what it knows. */
const hide = (page: Page): Promise<void> =>
  page.evaluate(`
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
    delete document.visibilityState;
  `);

export const storedOn = (page: Page): Promise<string> =>
  page.evaluate(`new Promise((resolve) => {
    const opening = indexedDB.open('muster', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('shelf');
    opening.onsuccess = () => {
      const asked = opening.result.transaction('shelf').objectStore('shelf').get('grid:default');
      asked.onsuccess = () => { opening.result.close(); resolve(JSON.stringify(asked.result ?? null)); };
    };
  })`);

export const arriveAs = async ({ visit }: World, as: Person | undefined): Promise<Visit> => {
  const visited = await visit({
    ...lost,
    script: axe,
    timezoneId: 'Europe/Ljubljana',
    ...(as && { as }),
  });
  await visited.page.clock.setFixedTime(evening);
  await visited.page.goto('/');
  return visited;
};
