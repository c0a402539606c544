import type { Page } from 'playwright';
import * as assert from 'uvu/assert';
import { addDays } from '../../shared/day.ts';
import { until } from '../../test/support/deadline.ts';
import { handsOn, middleOf } from '../support/hands.ts';
import { journeys, type World } from '../support/journeys.ts';
import { cell, days, myButton, toast } from '../support/screens.ts';
import { entriesOf, isStored } from '../support/stored.ts';

const journey = journeys('touch');

const { today, tomorrow } = days;
const firstDay = '2026-11-18';

const phone = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
} as const;

/** Many players, so that there is something to pan over; the newcomer is no admin. */
const newcomer = async ({ house, node, visit }: World) => {
  for (let index = 0; index < 25; index += 1) await house.person(node, `Player ${index}`);
  const ana = await house.person(node, 'Ana');
  const { page } = await visit({ as: ana, ...phone });
  return { ana, page };
};

const onGrid = async (page: Page): Promise<void> => {
  await page.goto('/grid');
  await cell(page, `${today}, Ana`).waitFor();
};

const region = (page: Page) => page.locator('.region');
const scrolledTo = (page: Page) =>
  region(page).evaluate(({ scrollLeft, scrollTop, ownerDocument }) => ({
    left: scrollLeft,
    top: scrollTop,
    page: ownerDocument.scrollingElement?.scrollTop ?? 0,
  }));
const isAtEnd = (page: Page) =>
  region(page).evaluate(
    ({ scrollLeft, clientWidth, scrollWidth }) => scrollLeft + clientWidth >= scrollWidth - 1,
  );

/** A finger's swing has come to rest. */
const settled = async (page: Page): Promise<void> => {
  let last = '';
  await until('the grid to stand still', async () => {
    const [before, now] = [last, JSON.stringify(await scrolledTo(page))];
    last = now;
    return before === now && !now.startsWith('{"left":0,');
  });
};
const preview = (page: Page) => page.locator('.preview.stroke .cell');

journey('a newcomer paints two weeks with one finger on a phone', async (world) => {
  const { ana, page } = await newcomer(world);
  await page.goto('/');
  await myButton(page, today, 'Looking').waitFor();
  const hands = await handsOn(page);

  await hands.tap(page.getByRole('link', { name: 'Grid' }));
  await hands.tap(page.getByRole('radio', { name: 'Available' }));
  await page.getByRole('radio', { name: 'Available', checked: true }).waitFor();
  const finger = await hands.rest(cell(page, `${today}, Ana`), preview(page));
  const { y } = await middleOf(cell(page, `${today}, Ana`));
  // At the edge the grid scrolls by itself, to the end of what it shows.
  await finger.moveTo({ x: 350, y });
  await until('the grid to scroll to its end', () => isAtEnd(page));
  await finger.lift();

  await toast(page, '14 days: available').waitFor();
  assert.ok(hands.actions < 20, `It took ${hands.actions} actions.`);
  await cell(page, 'Tuesday 1 December, Ana: available').waitFor();
  const wanted = Array.from({ length: 14 }, (_, at) => [addDays(firstDay, at), 'AVAILABLE']);
  await isStored(world.house, ana, Object.fromEntries(wanted));
});

journey('without dragging: tap the first day, tap the last', async (world) => {
  const { ana, page } = await newcomer(world);
  await onGrid(page);
  const hands = await handsOn(page);

  await hands.tap(page.getByRole('radio', { name: 'Maybe' }));
  await hands.tap(page.getByRole('button', { name: 'From–to' }));
  await hands.tap(cell(page, `${today}, Ana`));
  await page.locator('.preview.start').waitFor();
  const { y } = await middleOf(cell(page, `${today}, Ana`));
  while (!(await isAtEnd(page))) {
    await hands.pan({ x: 330, y }, { x: -190, y: 0 });
    await settled(page);
  }
  await hands.tap(cell(page, 'Tuesday 1 December, Ana'));

  await toast(page, '14 days: maybe').waitFor();
  await cell(page, 'Tuesday 1 December, Ana: maybe. 0 of 3 committed').waitFor();
  assert.ok(hands.actions < 20, `It took ${hands.actions} actions.`);
  await until('the database to have them', async () => {
    return Object.keys(await entriesOf(world.house, ana)).length === 14;
  });
});

journey('a finger that pans scrolls grid and page, and paints nothing', async (world) => {
  const { ana, page } = await newcomer(world);
  await onGrid(page);
  const hands = await handsOn(page);
  const before = await region(page).getByRole('gridcell').evaluateAll(statusesOf);

  const start = await middleOf(cell(page, `${tomorrow}, Ana`));
  await hands.pan(start, { x: -150, y: 0 });
  await until('the grid to scroll sideways', async () => (await scrolledTo(page)).left > 60);
  await hands.pan({ x: 250, y: 600 }, { x: 0, y: -250 });
  await until('something to scroll down', async () => {
    const { top, page: down } = await scrolledTo(page);
    return top + down > 60;
  });
  await hands.pan({ x: 250, y: 350 }, { x: 0, y: 250 });
  await hands.pan({ x: 150, y: 350 }, { x: 190, y: 0 });
  assert.equal(await region(page).getByRole('gridcell').evaluateAll(statusesOf), []);

  await onGrid(page);
  assert.equal(await region(page).getByRole('gridcell').evaluateAll(statusesOf), before);
  await isStored(world.house, ana, {});
  await hands.tap(cell(page, `${today}, Ana`));
  await cell(page, `${today}, Ana: looking. 1 of 3 committed`).waitFor();
});

/** Those that have one: what is drawn beside them depends on where the grid is scrolled to. */
const statusesOf = (cells: { ariaLabel: string | null; dataset: object }[]) =>
  cells.flatMap(({ ariaLabel, dataset }) => ('status' in dataset ? [ariaLabel] : []));

journey('a tap cycles; a long press paints and does not scroll', async (world) => {
  const { ana, page } = await newcomer(world);
  await onGrid(page);
  const hands = await handsOn(page);
  const first = cell(page, `${today}, Ana`);

  await hands.tap(first);
  await cell(page, `${today}, Ana: looking`).waitFor();
  await hands.tap(first);
  await cell(page, `${today}, Ana: available`).waitFor();
  const before = await scrolledTo(page);
  const finger = await hands.rest(cell(page, `${tomorrow}, Ana`), preview(page));
  await finger.moveTo(cell(page, 'Friday 20 November, Ana'));
  assert.is(await preview(page).count(), 2);
  await finger.lift();
  await cell(page, 'Friday 20 November, Ana: looking').waitFor();
  assert.equal(await scrolledTo(page), before);

  const lost = await hands.rest(cell(page, `${tomorrow}, Ana`), preview(page));
  await lost.moveTo(first);
  await lost.lose();
  await preview(page).first().waitFor({ state: 'detached' });
  await hands.tap(cell(page, 'Friday 20 November, Ana'));
  await cell(page, 'Friday 20 November, Ana: available').waitFor();
  await isStored(world.house, ana, {
    '2026-11-18': 'AVAILABLE',
    '2026-11-19': 'LOOKING',
    '2026-11-20': 'AVAILABLE',
  });
});

journey.run();
