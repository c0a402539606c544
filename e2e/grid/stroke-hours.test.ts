import type { Page } from 'playwright';
import * as assert from 'uvu/assert';
import { until } from '../../test/support/deadline.ts';
import type { House, Person } from '../../test/support/house.ts';
import { axe, isAccessible } from '../support/accessibility.ts';
import { handsOn } from '../support/hands.ts';
import { journeys } from '../support/journeys.ts';
import { hasFocus } from '../support/keyboard.ts';
import { cell, days, toast } from '../support/screens.ts';

const journey = journeys('hours of a stroke');

const { today, tomorrow } = days;
const friday = 'Friday 20 November';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Hours' });
const act = (page: Page, words: string, button: string) =>
  toast(page, words).getByRole('button', { name: button });

/** "2026-11-18 LOOKING 20:30-23:00", a line for each entry. */
const storedOf = async (house: House, { player }: Person): Promise<string[]> => {
  const rows = await house.sql<{ line: string }>(
    `select concat_ws(' ', day, status, window_from || '-' || window_until) as line
     from entries where player_id = $1 order by day`,
    [player],
  );
  return rows.map(({ line }) => line);
};

const isStored = async (house: House, person: Person, wanted: string[]): Promise<void> => {
  await until(
    'the hours to be stored',
    async () => `${await storedOf(house, person)}` === `${wanted}`,
  ).catch(() => undefined);
  assert.equal(await storedOf(house, person), wanted);
};

journey('what was painted gets its hours by two more clicks', async ({ house, node, visit }) => {
  await house.person(node, 'Bor');
  const ana = await house.person(node, 'Ana');
  const { page } = await visit({ as: ana, script: axe });
  await page.goto('/grid');
  const hands = await handsOn(page);
  await hands.drag(cell(page, `${today}, Ana`), cell(page, `${friday}, Ana`));

  await act(page, '3 days: looking', 'Hours').click();
  await dialog(page).getByText('For 3 days').waitFor();
  await dialog(page).getByLabel('From').selectOption('20:30');
  await dialog(page).getByLabel('Until').selectOption('23:00');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await isAccessible(page, 'the dialog of hours');
  await dialog(page).getByRole('button', { name: 'Save' }).click();

  await cell(page, `${friday}, Ana: looking, 20:30 to 23:00`).waitFor();
  const withHours = ['18', '19', '20'].map((day) => `2026-11-${day} LOOKING 20:30-23:00`);
  await isStored(house, ana, withHours);
  assert.is(await act(page, '3 days: looking, 20:30 – 23:00', 'Hours').count(), 0);
  await act(page, '3 days: looking, 20:30 – 23:00', 'Undo').click();
  await isStored(
    house,
    ana,
    ['18', '19', '20'].map((day) => `2026-11-${day} LOOKING`),
  );
});

journey('by keyboard, H asks for the hours of what is selected', async ({ house, node, visit }) => {
  await house.person(node, 'Bor');
  const ana = await house.person(node, 'Ana');
  const marks = [
    { day: '2026-11-19', status: 'NOT_PLAYING' as const },
    { day: '2026-11-20', status: 'MAYBE' as const },
  ];
  await ana.run('availability:set', { key: crypto.randomUUID(), marks });
  const { page } = await visit({ as: ana });
  await page.goto('/grid');
  await cell(page, `${today}, Ana`).focus();

  for (const key of ['Shift+ArrowRight', 'Shift+ArrowRight', 'h']) await page.keyboard.press(key);
  await dialog(page).getByText('For 3 days').waitFor();
  await hasFocus(page, dialog(page).getByLabel('From'));
  await page.keyboard.type('19:0');
  for (const key of ['Tab', 'Tab', 'Tab']) await page.keyboard.press(key);
  await hasFocus(page, dialog(page).getByRole('button', { name: 'Save' }));
  await page.keyboard.press('Enter');

  await isStored(house, ana, [
    '2026-11-18 AVAILABLE 19:00-00:00',
    '2026-11-19 NOT_PLAYING',
    '2026-11-20 MAYBE 19:00-00:00',
  ]);
  await hasFocus(page, cell(page, `${friday}, Ana`));

  for (const key of ['Escape', 'h']) await page.keyboard.press(key);
  await dialog(page).getByText('For 1 day').waitFor();
  assert.is(await dialog(page).getByLabel('From').inputValue(), '19:00');
  await page.keyboard.press('Escape');
  await hasFocus(page, cell(page, `${friday}, Ana`));
});

journey('with one finger on a phone too', async ({ house, node, visit }) => {
  await house.person(node, 'Bor');
  const ana = await house.person(node, 'Ana');
  const { page } = await visit({
    as: ana,
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  });
  await page.goto('/grid');
  const hands = await handsOn(page);
  await cell(page, `${today}, Ana`).waitFor();
  await hands.tap(page.getByRole('radio', { name: 'Available' }));
  const finger = await hands.rest(
    cell(page, `${today}, Ana`),
    page.locator('.preview.stroke .cell'),
  );
  await finger.moveTo(cell(page, `${tomorrow}, Ana`));
  await finger.lift();

  await hands.tap(act(page, '2 days: available', 'Hours'));
  await dialog(page).getByLabel('From').selectOption('21:00');
  await hands.tap(dialog(page).getByRole('button', { name: 'Save' }));

  await isStored(house, ana, [
    '2026-11-18 AVAILABLE 21:00-00:00',
    '2026-11-19 AVAILABLE 21:00-00:00',
  ]);
});

journey('what was cleared, or is not played, asks for none', async ({ house, node, visit }) => {
  await house.person(node, 'Bor');
  const ana = await house.person(node, 'Ana');
  const { page } = await visit({ as: ana });
  await page.goto('/grid');
  await cell(page, `${today}, Ana`).focus();
  await page.keyboard.press('Shift+ArrowRight');

  await page.keyboard.press('4');
  await toast(page, '2 days: not playing').waitFor();
  assert.is(await act(page, '2 days: not playing', 'Hours').count(), 0);
  await page.keyboard.press('0');
  await toast(page, '2 days: cleared').waitFor();
  assert.is(await act(page, '2 days: cleared', 'Hours').count(), 0);
});

journey.run();
