import * as assert from 'uvu/assert';
import { until as waitFor } from '../../test/support/deadline.ts';
import { axe, isAccessible } from '../support/accessibility.ts';
import { row, setsIn, until } from '../support/evenings.ts';
import { handsOn, middleOf } from '../support/hands.ts';
import { journeys } from '../support/journeys.ts';
import { hasFocus, press, tabTo } from '../support/keyboard.ts';
import { days, myButton, toast } from '../support/screens.ts';

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

journey(
  'on a phone the hours that are being chosen stand beside my name',
  async ({ house, node, visit }) => {
    const ana = await house.person(node, 'Ana');
    const { page } = await visit({ as: ana, viewport: { width: 360, height: 640 } });
    await page.goto(path);
    const mine = page.getByRole('listbox', { name: 'My hours' });
    await mine.focus();
    const height = async () => (await row(page, 'Ana').boundingBox())?.height;
    const before = await height();

    await press(page, 'Home', 'Shift+ArrowRight');
    await row(page, 'Ana').getByText('17:00 – 18:00').filter({ visible: true }).waitFor();
    assert.is(await height(), before, 'nothing moves under a finger');
    await press(page, 'Escape');

    await row(page, 'Ana').getByText('17:00 – 18:00').waitFor({ state: 'detached' });
  },
);

journey(
  'somebody without a mouse chooses hours, lets go, sets them, answers with them and undoes',
  async ({ house, node, visit }) => {
    const ana = await house.person(node, 'Ana');
    const { page } = await visit({ as: ana, script: axe, reducedMotion: 'reduce' });
    const sets = setsIn(page);
    await page.goto(path);
    const mine = page.getByRole('listbox', { name: 'My hours' });
    const chosen = mine.getByRole('option', { selected: true });
    const drawn = page.locator('.drawn');
    const choose = () => press(page, 'Home', 'ArrowRight', ...Array(3).fill('Shift+ArrowRight'));
    await tabTo(page, mine);
    await page.getByText('Shift with ← and → chooses hours').filter({ visible: true }).waitFor();

    await press(page, 'Enter', 'Space');
    await choose();
    await drawn.filter({ hasText: '17:30 – 19:30' }).waitFor();
    assert.is(await chosen.count(), 4);
    await isAccessible(page, 'hours chosen by keyboard');
    await press(page, 'Escape');
    await drawn.waitFor({ state: 'detached' });
    await page.getByRole('status').filter({ hasText: 'Nothing was painted.' }).waitFor();
    assert.is(sets(), 0);

    await choose();
    await press(page, 'Enter');
    await row(page, 'Ana').getByText('17:30 – 19:30').first().waitFor();
    await page.getByRole('status').filter({ hasText: '17:30 – 19:30: available' }).waitFor();
    await myButton(page, tomorrow, 'Available', { pressed: true }).waitFor();
    await drawn.waitFor({ state: 'detached' });
    assert.is(sets(), 1);

    await press(page, 'End', 'Shift+ArrowLeft', '3');
    await myButton(page, tomorrow, 'Maybe', { pressed: true }).waitFor();
    assert.is(await until(page).inputValue(), '01:00');
    await press(page, 'Control+z');
    await myButton(page, tomorrow, 'Available', { pressed: true }).waitFor();
    assert.is(await until(page).inputValue(), '19:30');
    await toast(page, 'Undone.').waitFor();
    await press(page, '4');
    await myButton(page, tomorrow, 'Not playing', { pressed: true }).waitFor();
    await hasFocus(page, mine);
    await choose();
    assert.is(await chosen.count(), 0, 'who does not play has no hours');
    await isAccessible(page, 'no hours to choose');
    await press(page, '1', '0');
    await row(page, 'Ana').getByText('at any time').waitFor({ state: 'detached' });
    await hasFocus(page, mine);
  },
);

journey('all half hours by keyboard are any time', async ({ house, node, visit }) => {
  const ana = await house.person(node, 'Ana');
  const ben = await house.person(node, 'Ben');
  const window = { from: '00:00', until: '03:00' };
  for (const [person, hours] of [
    [ben, window],
    [ana, { from: '20:00', until: '22:00' }],
  ] as const) {
    await person.run('availability:set', {
      key: crypto.randomUUID(),
      marks: [{ day: '2026-11-19', status: 'LOOKING', window: hours }],
    });
  }
  const { page } = await visit({ as: ana });
  await page.goto(path);
  await row(page, 'Ana').getByText('20:00 – 22:00').first().waitFor();
  await page.getByRole('listbox', { name: 'My hours' }).focus();

  await press(page, 'Control+a', 'Enter');

  await row(page, 'Ana').getByText('at any time').first().waitFor();
  await waitFor('the hours to be gone', async () => {
    const [entry] = await house.sql<{ window_from: string | null }>(
      'select window_from from entries where player_id = $1',
      [ana.player],
    );
    return entry?.window_from === null;
  });
});

journey('a pointer lets go of what the keyboard has chosen', async ({ house, node, visit }) => {
  const ana = await house.person(node, 'Ana');
  const { page } = await visit({ as: ana });
  await page.goto(path);
  const mine = page.getByRole('listbox', { name: 'My hours' });
  await mine.focus();
  await press(page, 'Home', 'Shift+ArrowRight');
  await mine.getByRole('option', { selected: true }).first().waitFor({ state: 'attached' });
  const track = row(page, 'Ana').locator('.track');
  const hands = await handsOn(page);
  const box = await track.boundingBox();
  const { y } = await middleOf(track);

  await hands.drag(track, { x: (box?.x ?? 0) + (box?.width ?? 0) - 5, y });

  await row(page, 'Ana').getByText('21:00 – 01:00').first().waitFor();
  assert.is(await page.locator('.drawn').count(), 0);
  assert.is(await mine.getByRole('option', { selected: true }).count(), 0);
});

journey('midnight takes my row away and leaves the keyboard on the page', async (world) => {
  const { house, node, visit } = world;
  const ana = await house.person(node, 'Ana');
  const { page } = await visit({ as: ana });
  await page.goto('/day/2026-11-18');
  const mine = page.getByRole('listbox', { name: 'My hours' });
  await mine.focus();
  house.clock.set('2026-11-19T00:00:01+01:00');

  const caller = { by: 'system', address: 'local' } as const;
  await node.app.run(caller, 'availability:rollover', { community: 'default' });

  await mine.waitFor({ state: 'detached' });
  assert.is(await page.evaluate('document.activeElement.localName'), 'main');
});

journey.run();
