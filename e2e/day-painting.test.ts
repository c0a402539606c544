import * as assert from 'uvu/assert';
import { until as waitFor } from '../test/support/deadline.ts';
import { row, setsIn, until } from './support/evenings.ts';
import { handsOn, middleOf } from './support/hands.ts';
import { journeys } from './support/journeys.ts';
import { press } from './support/keyboard.ts';
import { days, myButton } from './support/screens.ts';

const journey = journeys('painting a day');

const { tomorrow } = days;
const path = '/day/2026-11-19';

journey('hours are painted along my row, and Esc lets go', async ({ house, node, visit }) => {
  const ana = await house.person(node, 'Ana');
  const { page } = await visit({ as: ana });
  const sets = setsIn(page);
  await page.goto(path);
  const track = row(page, 'Ana').locator('.track');
  const hands = await handsOn(page);
  await track.scrollIntoViewIfNeeded();
  const { y } = await middleOf(track);
  const box = await track.boundingBox();
  const at = (half: number) => ({ x: (box?.x ?? 0) + ((half + 0.5) / 16) * (box?.width ?? 0), y });
  await page.mouse.move(at(2).x, y);
  await page.mouse.down();
  await page.mouse.move(at(9).x, y, { steps: 5 });
  await page.locator('.drawn', { hasText: '18:00 – 22:00' }).waitFor();
  await press(page, 'Escape');
  await page.mouse.up();
  await page.locator('.drawn').waitFor({ state: 'detached' });
  await track.click();
  assert.is(sets(), 0, 'a click sets no hours');

  await hands.drag(track, at(15));

  await row(page, 'Ana').getByText('21:00 – 01:00').first().waitFor();
  await myButton(page, tomorrow, 'Available', { pressed: true }).waitFor();
  assert.is(await until(page).inputValue(), '01:00');
  assert.is(sets(), 1);
});

journey(
  'a finger along my row paints hours; one that goes down scrolls and paints nothing',
  async ({ house, node, visit }) => {
    const ana = await house.person(node, 'Ana');
    const { page } = await visit({
      as: ana,
      viewport: { width: 360, height: 640 },
      hasTouch: true,
      isMobile: true,
    });
    const sets = setsIn(page);
    await page.goto(path);
    const track = row(page, 'Ana').locator('.track');
    await track.scrollIntoViewIfNeeded();
    const hands = await handsOn(page);
    const scrolled = async () => Number(await page.evaluate('scrollY'));

    const before = await scrolled();
    await hands.pan(await middleOf(track), { x: 0, y: 120 });
    await waitFor('the page to scroll', async () => (await scrolled()) < before);
    await track.scrollIntoViewIfNeeded();
    assert.is(sets(), 0);
    await hands.pan(await middleOf(track), { x: 90, y: 4 });

    await row(page, 'Ana')
      .getByText(/^21:00 – \d\d:\d\d$/)
      .first()
      .waitFor();
    assert.is(sets(), 1);
  },
);

journey.run();
