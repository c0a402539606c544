/** Owns the grid in a browser: what opening it and working in it keep the page's main thread busy with. */
import type { Page } from 'playwright';
import { handsOn } from '../../../e2e/support/hands.ts';
import { launchChromium } from '../../../e2e/support/journeys.ts';
import { cell, days } from '../../../e2e/support/screens.ts';
import { openVisit } from '../../../e2e/support/visit.ts';
import { statuses } from '../../../shared/availability/grid.ts';
import { addDays } from '../../../shared/day.ts';
import { openHouse, type Person } from '../../support/house.ts';
import type { Figures } from '../figures.ts';
import { traced } from './tracing.ts';

const firstDay = '2026-11-18';
const allDays = 91;
/** Twenty changes a second, whether or not the ones before have been answered. */
const changeEveryMs = 50;

/** Players by 91 days, everybody answering every day; opened from Tonight, scrolled and painted. */
export async function measureGrid(figures: Figures, players: number): Promise<void> {
  const house = await openHouse();
  const browser = await launchChromium();
  try {
    const node = await house.startNode();
    const people: Person[] = [];
    for (let index = 0; index < players; index += 1) {
      const person = await house.person(node, nameOf(index));
      people.push(person);
      await person.run('availability:set', { key: crypto.randomUUID(), marks: everyDay(index) });
    }
    const [reader, ...others] = people;
    if (!reader) throw new Error('A grid needs somebody.');
    const { page } = await openVisit(browser, node, { as: reader });
    await page.goto('/');
    await page.getByRole('heading', { name: 'Coming up' }).waitFor();
    const opening = await traced(page, async () => {
      await page.getByRole('link', { name: 'Grid' }).click();
      await cell(page, `${days.today}, ${nameOf(0)}`).waitFor();
    });
    const opened = opening.reduce((sum, { scriptMs }) => sum + scriptMs, 0);
    figures.add('grid opened, script', 'muster', players, 'ms', opened);
    await withAllDays(page);
    const stop = keepChanging(others);
    const busy = await traced(page, () => work(page)).finally(stop);
    const longest = Math.max(...busy.map(({ totalMs }) => totalMs));
    figures.add('grid, longest task', 'muster', players, 'ms of processor', longest);
    const script = Math.max(...busy.map(({ scriptMs }) => scriptMs));
    figures.add('grid, longest script in a task', 'muster', players, 'ms', script);
  } finally {
    await browser.close();
    await house.close();
  }
}

const nameOf = (index: number): string => `Player ${String(index).padStart(3, '0')}`;

const everyDay = (index: number) =>
  Array.from({ length: allDays }, (_, offset) => ({
    day: addDays(firstDay, offset),
    status: statuses[(index * 7 + offset * 3) % 4] ?? null,
  }));

async function withAllDays(page: Page): Promise<void> {
  const more = page.getByRole('button', { name: 'More days' });
  while ((await more.count()) > 0) await more.click();
  await page.locator(`[role=grid][aria-colcount="${allDays + 1}"]`).waitFor();
}

/** Returns how to stop, once all that was asked is answered. */
function keepChanging(people: readonly Person[]): () => Promise<void> {
  const changes: Promise<unknown>[] = [];
  const timer = setInterval(() => {
    const change = changes.length;
    const day = addDays(firstDay, (change * 5) % 14);
    const marks = [{ day, status: statuses[(change >> 3) % 4] ?? null }];
    const person = people[change % people.length];
    if (person) changes.push(person.run('availability:set', { key: crypto.randomUUID(), marks }));
  }, changeEveryMs);
  return async () => {
    clearInterval(timer);
    await Promise.all(changes);
  };
}

/** Scrolls to and fro, and paints twice. */
async function work(page: Page): Promise<void> {
  const hands = await handsOn(page);
  await page.mouse.move(700, 600);
  for (let step = 0; step < 40; step += 1) {
    await page.mouse.wheel(step % 20 < 10 ? 140 : -140, step % 10 < 5 ? 90 : -90);
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(resolve))');
  }
  await page.locator('.region').evaluate((element) => element.scrollTo(0, 0));
  const first = cell(page, `${days.today}, ${nameOf(0)}`);
  await hands.drag(first, cell(page, `Tuesday 24 November, ${nameOf(3)}`));
  await hands.drag(first, cell(page, `Thursday 26 November, ${nameOf(0)}`));
}
