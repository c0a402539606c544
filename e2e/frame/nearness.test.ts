import type { Page } from 'playwright';
import * as assert from 'uvu/assert';
import { axe, isAccessible } from '../support/accessibility.ts';
import { mark } from '../support/evenings.ts';
import { journeys } from '../support/journeys.ts';
import { fillOf } from '../support/pixels.ts';
import { cell } from '../support/screens.ts';

const journey = journeys('how near a game is');

const dayOf = (index: number): string => `2026-11-${18 + index}`;

/** The count of a day in the row of everybody. */
const countOn = (page: Page, index: number) =>
  page.locator('[data-row=summary] .total').nth(index).locator('b');

/** How far each day's count is from the look of a day that is ready, over the three channels. */
const distances = async (page: Page, count: number): Promise<number[]> => {
  const fills: Awaited<ReturnType<typeof fillOf>>[] = [];
  for (let index = 0; index < count; index += 1) fills.push(await fillOf(countOn(page, index)));
  const ready = fills.at(-1) ?? [0, 0, 0];
  return fills.map((fill) => Math.hypot(...fill.map((part, at) => part - (ready[at] ?? 0))));
};

journey(
  'in the row of everybody a day is the warmer the nearer it is, and its count is read',
  async ({ house, node, visit }) => {
    const ana = await house.person(node, 'Ana');
    const bor = await house.person(node, 'Bor');
    const eva = await house.person(node, 'Eva');
    for (const [index, person] of [ana, bor, eva].entries()) {
      // Nobody on the first day, one on the second, all three on the fourth.
      const days = [1, 2, 3].filter((day) => day > index).map(dayOf);
      await mark(person, ...days.map((day) => ({ day, status: 'LOOKING' }) as const));
    }
    const { page } = await visit({ as: ana, script: axe, reducedMotion: 'reduce' });
    await page.goto('/grid');
    await cell(page, /^Saturday 21 November: 3 of 3 committed/).waitFor();

    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const away = await distances(page, 4);
      const fallen = away.slice(1).map((distance, at) => (away[at] ?? 0) - distance);
      // As much as eyes see, and a step more to being ready.
      assert.ok(
        fallen.every((step) => step > 12),
        `${colorScheme}: ${away.map(Math.round)}`,
      );
      await isAccessible(page, `near and ready, ${colorScheme}`, 'contrast');
    }

    const before = await fillOf(countOn(page, 0));
    await mark(bor, { day: dayOf(0), status: 'LOOKING' });
    await cell(page, /^Wednesday 18 November: 1 of 3 committed/).waitFor();
    assert.not.equal(await fillOf(countOn(page, 0)), before);
  },
);

journey.run();
