import type { Page } from 'playwright';
import * as assert from 'uvu/assert';
import { until } from '../../test/support/deadline.ts';
import type { Person } from '../../test/support/house.ts';
import { journeys, type World } from '../support/journeys.ts';
import { cell, days, toast } from '../support/screens.ts';

const journey = journeys('what of the grid is drawn');

const firstDay = '2026-11-18';
const allDays = 91;
/** Of 60 players by 91 days, in a window of 1280 by 800. */
const mostDrawn = 900;

const crowd = async ({ house, node }: World, players: number): Promise<Person[]> => {
  const people: Person[] = [];
  for (let index = 0; index < players; index += 1) {
    const person = await house.person(node, `Player ${String(index).padStart(3, '0')}`);
    people.push(person);
  }
  return people;
};

const withAllDays = async (page: Page): Promise<void> => {
  const more = page.getByRole('button', { name: 'More days' });
  await page.getByRole('grid').waitFor();
  while ((await more.count()) > 0) await more.click();
  await page.locator(`[role=grid][aria-colcount="${allDays + 1}"]`).waitFor();
};

const region = (page: Page) => page.locator('.region');
const drawnCells = (page: Page) => page.locator('.body [role=gridcell]').count();

journey(
  'only what is seen is drawn, and who has the keyboard stays, of 60 players by 91 days',
  async (world) => {
    const [ana] = await crowd(world, 60);
    const { page } = await world.visit({ ...(ana && { as: ana }) });
    await page.goto('/grid');
    await withAllDays(page);

    assert.ok((await drawnCells(page)) < mostDrawn, `${await drawnCells(page)} cells are drawn.`);
    const grid = page.getByRole('grid');
    assert.is(await grid.getAttribute('aria-rowcount'), '62');
    const mine = cell(page, `${days.today}, Player 000`);
    await mine.focus();
    await region(page).evaluate((element) => element.scrollTo(99_999, 99_999));
    const last = cell(page, 'Tuesday 16 February, Player 059');
    await last.waitFor();
    assert.is(await last.getAttribute('aria-colindex'), '92');
    assert.is(await last.locator('..').getAttribute('aria-rowindex'), '62');
    assert.ok((await drawnCells(page)) < mostDrawn, `${await drawnCells(page)} cells are drawn.`);
    assert.is(await mine.and(page.locator(':focus')).count(), 1);
    await page.keyboard.press('ArrowRight');
    await cell(page, `${days.tomorrow}, Player 000`).and(page.locator(':focus')).waitFor();
    await until('the grid to come back', () =>
      region(page).evaluate(({ scrollLeft, scrollTop }) => scrollLeft + scrollTop === 0),
    );

    for (const key of ['Control+a', '3']) await page.keyboard.press(key);

    await toast(page, 'days: maybe').waitFor();
    await cell(page, `${days.tomorrow}, Player 000: maybe`).waitFor();
  },
);

/** In the page: whose rows are touched from now on. */
const watchRows = `
  const shadow = (root, name) => root.querySelector(name).shadowRoot;
  const body = shadow(shadow(document, 'grid-page'), 'grid-table').querySelector('.body');
  const rows = (window.drawnRows = new Set());
  new MutationObserver((records) => {
    for (const { target } of records) {
      const element = target instanceof Element ? target : target.parentElement;
      rows.add(element?.closest('[data-row]')?.dataset.row ?? 'none');
    }
  }).observe(body, { subtree: true, childList: true, attributes: true, characterData: true });`;

journey('a change draws its own row and the sums, and no other row', async (world) => {
  const [ana, bor] = await crowd(world, 12);
  const { page } = await world.visit({ ...(ana && { as: ana }), reducedMotion: 'reduce' });
  await page.goto('/grid');
  await cell(page, `${days.today}, Player 011`).waitFor();
  await page.evaluate(watchRows);

  const marks = [{ day: firstDay, status: 'MAYBE' as const }];
  await bor?.run('availability:set', { key: crypto.randomUUID(), marks });
  await cell(page, `${days.today}, Player 001: maybe`).waitFor();

  assert.equal(await page.evaluate('[...drawnRows]'), [bor?.player]);
});

journey.run();
