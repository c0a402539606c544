import type { Page } from 'playwright';
import * as assert from 'uvu/assert';
import { row, setsIn } from '../support/evenings.ts';
import { type Hands, handsOn, middleOf } from '../support/hands.ts';
import { journeys } from '../support/journeys.ts';
import { cell, days, myButton } from '../support/screens.ts';

const journey = journeys('a pointer that is taken away');

const { today, tomorrow } = days;
const friday = 'Friday 20 November';

/** Something else takes the mouse in mid-stroke; the browser tells who had it with its next move. */
const takeMouse = async (page: Page): Promise<void> => {
  await page.evaluate(`
    heard = 0;
    addEventListener('lostpointercapture', () => { heard += 1; }, { capture: true });
    addEventListener('pointermove', (move) => document.body.setPointerCapture(move.pointerId), { once: true });
  `);
  await page.mouse.move(300, 300);
  await page.mouse.move(301, 301);
  assert.is(await page.evaluate('heard'), 1, 'the stroke has lost the pointer');
};

/** Lets go elsewhere, where nobody who had the pointer hears it. */
const letGo = async (page: Page): Promise<void> => {
  await page.mouse.move(5, 5);
  await page.mouse.up();
};

journey('in the grid it paints nothing, and the next stroke does', async (world) => {
  const { house, node, visit } = world;
  const { page } = await visit({ as: await house.person(node, 'Ana') });
  const sets = setsIn(page);
  await page.goto('/grid');
  const hands: Hands = await handsOn(page);
  const first = cell(page, `${today}, Ana: no answer yet`);

  await hands.drag(first, cell(page, `${friday}, Ana: no answer yet`), { holds: true });
  await page.locator('.preview').waitFor();
  await takeMouse(page);
  await page.locator('.preview').waitFor({ state: 'detached' });
  await page.getByRole('status').filter({ hasText: 'Nothing was painted.' }).waitFor();
  await letGo(page);
  assert.is(sets(), 0);

  await first.click();
  await cell(page, `${today}, Ana: looking`).waitFor();
  await hands.drag(
    cell(page, `${tomorrow}, Ana: no answer yet`),
    cell(page, `${friday}, Ana: no answer yet`),
  );
  await cell(page, `${friday}, Ana: looking`).waitFor();
  assert.is(sets(), 2);
});

journey('along the hours of a day it paints nothing, and the next stroke does', async (world) => {
  const { house, node, visit } = world;
  const { page } = await visit({ as: await house.person(node, 'Ana') });
  const sets = setsIn(page);
  await page.goto('/day/2026-11-19');
  const hands = await handsOn(page);
  const track = row(page, 'Ana').locator('.track');
  await track.scrollIntoViewIfNeeded();
  const { x, y } = await middleOf(track);

  await hands.drag(track, { x: x + 100, y }, { holds: true });
  await page.locator('.drawn').waitFor();
  await takeMouse(page);
  await page.locator('.drawn').waitFor({ state: 'detached' });
  await letGo(page);
  assert.is(sets(), 0);

  await hands.drag(track, { x: x + 100, y });
  await myButton(page, tomorrow, 'Available', { pressed: true }).waitFor();
  assert.is(sets(), 1);
});

journey.run();
