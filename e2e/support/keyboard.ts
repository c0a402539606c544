/** Owns moving through a page by keyboard alone, as somebody without a mouse does. */
import type { Locator, Page } from 'playwright';
import * as assert from 'uvu/assert';

/** More presses than any page has stops. */
const mostPresses = 60;

/** Whoever has the keyboard, after the elements it is inside of: their shadow has the focus too. */
const focused = (page: Page): Locator => page.locator(':focus');

/** Waits until the keyboard is there. */
export const hasFocus = (page: Page, where: Locator): Promise<void> =>
  where.and(focused(page)).waitFor();

/** Presses Tab, or Shift+Tab to go `back`, until the keyboard is there. Every stop must show itself. */
export const tabTo = async (
  page: Page,
  where: Locator,
  direction: 'on' | 'back' = 'on',
): Promise<void> => {
  for (let presses = 0; presses < mostPresses; presses += 1) {
    await page.keyboard.press(direction === 'on' ? 'Tab' : 'Shift+Tab');
    if ((await focused(page).count()) === 0) continue;
    const stop = focused(page).last();
    const outline = await stop.evaluate(
      (element) => element.ownerDocument.defaultView?.getComputedStyle(element).outlineStyle,
    );
    assert.is.not(
      outline,
      'none',
      `Nobody sees that the keyboard is on ${await stop.ariaSnapshot()}.`,
    );
    if ((await where.and(stop).count()) > 0) return;
  }
  assert.unreachable(`${mostPresses} times Tab did not lead to ${where}.`);
};

export const press = async (page: Page, ...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
