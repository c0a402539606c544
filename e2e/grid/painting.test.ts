import type { Page } from 'playwright';
import * as assert from 'uvu/assert';
import { addDays } from '../../shared/day.ts';
import { until } from '../../test/support/deadline.ts';
import type { House } from '../../test/support/house.ts';
import { handsOn } from '../support/hands.ts';
import { journeys } from '../support/journeys.ts';
import { hasFocus } from '../support/keyboard.ts';
import { framesOf } from '../support/overhearing.ts';
import { cell, days, myButton, toast } from '../support/screens.ts';
import { isStored } from '../support/stored.ts';

const journey = journeys('painting');

const { today, tomorrow } = days;
const inTwoWeeks = 'Tuesday 1 December';
const firstDay = '2026-11-18';

const twoWeeks = (status: string): Record<string, string> =>
  Object.fromEntries(Array.from({ length: 14 }, (_, at) => [addDays(firstDay, at), status]));

const setsIn = (page: Page): (() => number) => {
  const frames = framesOf(page);
  return () =>
    frames.filter(({ way, text }) => way === 'sent' && text.includes('"availability:set"')).length;
};

const brush = (page: Page, name: string) => page.getByRole('radio', { name });
const preview = (page: Page) => page.locator('.preview .cell');

/** Two people; the first account is an admin, so the newcomer is the second. */
const newcomer = async (house: House, node: Parameters<House['person']>[0]) => {
  const admin = await house.person(node, 'Bor');
  return { admin, ana: await house.person(node, 'Ana') };
};

journey('a newcomer paints two weeks by mouse, in one command', async ({ house, node, visit }) => {
  const { ana } = await newcomer(house, node);
  const { page } = await visit({ as: ana });
  const sets = setsIn(page);
  await page.goto('/');
  await myButton(page, today, 'Looking').waitFor();
  const hands = await handsOn(page);

  await hands.click(page.getByRole('link', { name: 'Grid' }));
  await hands.click(brush(page, 'Available'));
  await hands.drag(cell(page, `${today}, Ana`), cell(page, `${inTwoWeeks}, Ana`));

  await toast(page, '14 days: available').waitFor();
  await cell(page, `${inTwoWeeks}, Ana: available`).waitFor();
  assert.is(sets(), 1);
  assert.ok(hands.actions < 20, `It took ${hands.actions} actions.`);
  await isStored(house, ana, twoWeeks('AVAILABLE'));
});

journey('a newcomer paints two weeks by keyboard alone', async ({ house, node, visit }) => {
  const { ana } = await newcomer(house, node);
  const { page } = await visit({ as: ana });
  const sets = setsIn(page);
  await page.goto('/');
  await myButton(page, today, 'Looking').waitFor();
  const hands = await handsOn(page);

  await hands.press('Tab', 'Tab', 'Tab', 'Tab');
  await hasFocus(page, page.getByRole('link', { name: 'Grid' }));
  await hands.press('Enter');
  const everybody = cell(page, new RegExp(`^${today}: 0 of 3 committed`));
  await everybody.waitFor();
  while ((await everybody.and(page.locator(':focus')).count()) === 0) await hands.press('Tab');
  await hands.press('ArrowDown', 'Control+a', '3');

  await toast(page, '14 days: maybe').waitFor();
  assert.is(sets(), 1);
  assert.ok(hands.actions < 20, `It took ${hands.actions} actions.`);
  await cell(page, `${inTwoWeeks}, Ana: maybe`).waitFor();
  await isStored(house, ana, twoWeeks('MAYBE'));
});

journey(
  'a stroke clears where its first cell has the brush, shrinks with the pointer, and Escape lets go of it',
  async ({ house, node, visit }) => {
    const { ana } = await newcomer(house, node);
    const marks = [{ day: firstDay, status: 'MAYBE' as const }];
    await ana.run('availability:set', { key: crypto.randomUUID(), marks });
    const { page } = await visit({ as: ana });
    const sets = setsIn(page);
    await page.goto('/grid');
    const hands = await handsOn(page);
    await hands.click(brush(page, 'Maybe'));

    const [first, second] = [cell(page, `${today}, Ana`), cell(page, `${tomorrow}, Ana`)];
    await hands.drag(first, cell(page, 'Saturday 21 November, Ana'), { holds: true });
    assert.is(await preview(page).count(), 4);
    const { x = 0, y = 0 } = (await second.boundingBox()) ?? {};
    await page.mouse.move(x + 9, y + 9);
    assert.is(await preview(page).count(), 2);
    await page.keyboard.press('Escape');
    assert.is(await preview(page).count(), 0);
    await page.mouse.up();
    await page.getByText('Nothing was painted.').waitFor({ state: 'attached' });
    assert.is(sets(), 0);

    await hands.drag(first, second);
    await cell(page, `${today}, Ana: no answer yet`).waitFor();
    await hands.drag(second, cell(page, 'Saturday 21 November, Ana'));
    await cell(page, 'Saturday 21 November, Ana: maybe').waitFor();
    await hands.click(brush(page, 'Maybe'));
    await brush(page, 'Maybe').and(page.locator('[aria-checked=false]')).waitFor();
    await hands.click(second);
    await cell(page, `${tomorrow}, Ana: not playing`).waitFor();
    await isStored(house, ana, {
      '2026-11-19': 'NOT_PLAYING',
      '2026-11-20': 'MAYBE',
      '2026-11-21': 'MAYBE',
    });
  },
);

journey(
  'Escape ends a press that has not moved, and lets go of From–to',
  async ({ house, node, visit }) => {
    const { ana } = await newcomer(house, node);
    const { page } = await visit({ as: ana });
    const sets = setsIn(page);
    await page.goto('/grid');
    const [first, second] = [cell(page, `${today}, Ana`), cell(page, `${tomorrow}, Ana`)];
    await first.hover();
    await page.mouse.down();
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await second.click();
    await cell(page, `${tomorrow}, Ana: looking`).waitFor();
    assert.is(sets(), 1);

    const fromTo = page.getByRole('button', { name: 'From–to' });
    await fromTo.click();
    await page.keyboard.press('Escape');
    await fromTo.and(page.locator('[aria-pressed=false]')).waitFor();
    await fromTo.click();
    await first.focus();
    await page.keyboard.press('Escape');
    await fromTo.and(page.locator('[aria-pressed=false]')).waitFor();
    await isStored(house, ana, { '2026-11-19': 'LOOKING' });
  },
);

journey(
  'a stroke that leaves the grid goes on, and scrolls where it meets the edge',
  async ({ house, node, visit }) => {
    const { ana } = await newcomer(house, node);
    const { page } = await visit({ as: ana });
    const sets = setsIn(page);
    await page.goto('/grid');
    const hands = await handsOn(page);
    await hands.click(page.getByRole('button', { name: 'More days' }));
    await cell(page, `${tomorrow}, Ana`).waitFor();

    // Far below the grid and beyond its right edge: to the last of 42 days.
    await hands.drag(cell(page, `${today}, Ana`), { x: 1_275, y: 790 }, { holds: true });
    const last = cell(page, 'Tuesday 29 December, Ana');
    await last.waitFor();
    await until('the grid to scroll to its end', () =>
      page
        .locator('.region')
        .evaluate(
          ({ scrollLeft, clientWidth, scrollWidth }) => scrollLeft + clientWidth >= scrollWidth - 1,
        ),
    );
    await page.mouse.up();

    await toast(page, '42 days: looking').waitFor();
    await cell(page, 'Tuesday 29 December, Ana: looking').waitFor();
    assert.is(sets(), 1);
    const all = Array.from({ length: 42 }, (_, at) => [addDays(firstDay, at), 'LOOKING']);
    await isStored(house, ana, Object.fromEntries(all));
  },
);

journey(
  'a promoter paints a rectangle over others, who see who set it; nobody else can',
  async ({ house, node, visit }) => {
    const { admin, ana } = await newcomer(house, node);
    const [{ page }, anas] = await Promise.all([visit({ as: admin }), visit({ as: ana })]);
    await Promise.all([page.goto('/grid'), anas.page.goto('/grid')]);
    const hands = await handsOn(page);
    const hers = await handsOn(anas.page);

    await hands.click(brush(page, 'Looking'));
    await hands.drag(cell(page, `${today}, Bor`), cell(page, `${tomorrow}, Ana`));

    await toast(page, '2 players, 2 days: looking').waitFor();
    await cell(anas.page, `${tomorrow}, Ana: looking. Set by Bor`).waitFor();
    await cell(anas.page, `${tomorrow}, Bor: looking. 2 of 3 committed`).waitFor();
    await hers.click(brush(anas.page, 'Not playing'));
    await hers.drag(cell(anas.page, `${today}, Bor`), cell(anas.page, `${tomorrow}, Bor`));
    await hers.drag(cell(anas.page, `${today}, Ana`), cell(anas.page, `${tomorrow}, Bor`));
    await cell(anas.page, `${tomorrow}, Ana: not playing. 1 of 3 committed`).waitFor();
    await cell(page, `${tomorrow}, Ana: not playing. 1 of 3 committed`).waitFor();
    await isStored(house, admin, {
      '2026-11-18': 'LOOKING',
      '2026-11-19': 'LOOKING',
    });
  },
);

journey.run();
