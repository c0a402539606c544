import type { Locator } from 'playwright';
import * as assert from 'uvu/assert';
import { statuses } from '../../shared/availability/grid.ts';
import { addDays } from '../../shared/day.ts';
import { until } from '../../test/support/deadline.ts';
import { axe, fits, isAccessible } from '../support/accessibility.ts';
import { handsOn } from '../support/hands.ts';
import { journeys } from '../support/journeys.ts';
import { hasFocus, press } from '../support/keyboard.ts';
import { cell, days, toast } from '../support/screens.ts';

const journey = journeys('grid');

const { today, tomorrow } = days;
const friday = 'Friday 20 November';
const saturday = 'Saturday 21 November';

const key = () => crypto.randomUUID();

journey(
  'others are shown by who can and by evenings, and the address says so',
  async ({ house, node, visit }) => {
    const [ana, bor, eva] = [
      await house.person(node, 'Ana'),
      await house.person(node, 'Bor'),
      await house.person(node, 'Eva'),
    ];
    const mark = (day: string, status: 'LOOKING' | 'MAYBE') => ({ day, status });
    await bor.run('availability:set', { key: key(), marks: [mark('2026-11-20', 'MAYBE')] });
    await eva.run('availability:set', { key: key(), marks: [mark('2026-11-20', 'LOOKING')] });
    const { page } = await visit({ as: ana });
    await page.goto('/grid');
    const names = () => page.getByRole('rowheader').allInnerTexts();
    const who = page.getByRole('combobox', { name: 'Who can' });
    await cell(page, `${today}, Eva`).waitFor();
    assert.equal((await names()).map(nameIn), ['Everybody', 'Ana', 'Bor', 'Eva']);

    await page.getByRole('combobox', { name: 'Sort' }).selectOption('Most evenings first');
    await until('the order to change', async () => {
      return (await names()).map(nameIn).join() === 'Everybody,Ana,Eva,Bor';
    });
    await who.selectOption(`Can on ${friday}`);
    await cell(page, `${today}, Bor`).waitFor({ state: 'detached' });
    assert.equal((await names()).map(nameIn), ['Everybody', 'Ana', 'Eva']);
    assert.match(page.url(), '/grid?can=2026-11-20&sort=evenings');

    await page.getByRole('button', { name: 'More days' }).click();
    const address = /\/grid\?can=2026-11-20&sort=evenings&days=42$/;
    assert.match(page.url(), address);
    await page.getByRole('button', { name: 'Share' }).click();
    assert.match(await page.getByLabel('Link', { exact: true }).inputValue(), address);
    await press(page, 'Escape');
    for (const way of ['Back to the grid', 'Grid']) {
      await page.getByRole('columnheader', { name: tomorrow }).getByRole('link').click();
      await page.waitForURL('**/day/2026-11-19');
      await page.getByRole('link', { name: way, exact: true }).click();
      await page.waitForURL(address);
      await page.locator('[role=grid][aria-colcount="43"][aria-rowcount="4"]').waitFor();
    }

    await page.goto('/grid/?can=2026-11-21&sort=evenings');
    await page.getByText(`Nobody else has said yet that they can on ${saturday}.`).waitFor();
    await page.getByRole('button', { name: 'Show everyone' }).click();
    await cell(page, `${today}, Bor`).waitFor();
    assert.match(page.url(), /\/grid\?sort=evenings$/);
  },
);

const nameIn = (text: string): string => /Everybody|Ana|Bor|Eva/.exec(text)?.[0] ?? text;

journey(
  'what my week suggests is hatched, counts for nothing, and is confirmed by a key or a week at once',
  async ({ house, node, visit }) => {
    const ana = await house.person(node, 'Ana');
    const window = { from: '20:30', until: '23:30' };
    const suggestion = { status: 'LOOKING' as const, window };
    const pattern = [null, null, null, suggestion, suggestion, null, null];
    await ana.run('availability:set-pattern', { key: key(), pattern });
    const { page } = await visit({ as: ana });
    await page.goto('/grid');
    const thursday = `${tomorrow}, Ana: no answer yet, usually looking, 20:30 to 23:30. 0 of 3 committed`;
    await cell(page, thursday).waitFor();

    await press(page, 'Tab');
    await cell(page, thursday).focus();
    await press(page, 'c');
    await cell(page, `${tomorrow}, Ana: looking, 20:30 to 23:30. 1 of 3 committed`).waitFor();
    await page.getByRole('button', { name: 'Confirm this week (1)' }).waitFor();
    await page.getByRole('button', { name: 'Confirm next week (2)' }).click();
    await toast(page, '2 days: looking').waitFor();
    await cell(page, 'Friday 27 November, Ana: looking, 20:30 to 23:30').waitFor();
    await toast(page, '2 days: looking').getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Confirm next week (2)' }).waitFor();
    await until('the database to have tomorrow alone', async () => {
      const rows = await house.sql<{ day: string }>('select day::text from entries');
      return rows.map(({ day }) => day).join() === '2026-11-19';
    });
  },
);

journey(
  'who has chosen a few colours sees the brush, today, statuses and a selection',
  async ({ house, node, visit }) => {
    const { page } = await visit({
      as: await house.person(node, 'Ana'),
      forcedColors: 'active',
      colorScheme: 'dark',
    });
    await page.goto('/grid');
    const styleOf = (where: Locator, property: string, pseudo?: string) =>
      where.evaluate(
        (element, [name, part]) =>
          element.ownerDocument.defaultView
            ?.getComputedStyle(element, part)
            .getPropertyValue(name ?? ''),
        [property, pseudo],
      );
    const background = (where: Locator) => styleOf(where, 'background-color');
    const [first, second] = [cell(page, `${today}, Ana`), cell(page, `${tomorrow}, Ana`)];
    const maybe = page.getByRole('radio', { name: 'Maybe' });
    await maybe.click();
    await first.click();
    await cell(page, `${today}, Ana: maybe`).waitFor();
    const plain = await background(second);
    await press(page, 'ArrowRight', 'Shift+ArrowRight');

    await second.and(page.locator('[aria-selected=true]')).waitFor();
    assert.is.not(await background(second), plain);
    assert.is.not(
      await background(maybe),
      await background(page.getByRole('radio', { name: 'Looking' })),
    );
    assert.is.not(await background(page.locator('.head.today b')), plain);
    const ink = await styleOf(page.locator('body'), 'color');
    assert.match((await styleOf(first, 'background-image', '::after')) ?? '', ink ?? '');
  },
);

journey(
  'the keys are shown by a key and by a button, and a day opens from its cell',
  async ({ house, node, visit }) => {
    const { page } = await visit({ as: await house.person(node, 'Ana') });
    await page.goto('/grid');
    const everybody = cell(page, `${tomorrow}: 0 of 3 committed`);
    await cell(page, `${tomorrow}, Ana`).focus();

    await press(page, '?');
    const dialog = page.getByRole('dialog', { name: 'Keys in the grid' });
    await dialog.waitFor();
    await press(page, 'Escape');
    await dialog.waitFor({ state: 'hidden' });
    await hasFocus(page, cell(page, `${tomorrow}, Ana`));
    await page.getByRole('button', { name: 'Keys' }).click();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await everybody.focus();
    await press(page, 'Enter');
    await page.waitForURL('**/day/2026-11-19');
  },
);

journey(
  'axe finds nothing in suggestions, hours, notes, another hand, a stroke under way, a message and the keys',
  async ({ house, node, visit }) => {
    const bor = await house.person(node, 'Bor');
    const ana = await house.person(node, 'Ana');
    const window = { from: '20:30', until: '23:30' };
    const suggestions = statuses.map((status) => ({ status, window }));
    const pattern = [...suggestions, null, null, null];
    await ana.run('availability:set-pattern', { key: key(), pattern });
    const answers = statuses.map((status, offset) => ({
      day: addDays('2026-11-18', offset),
      status,
      ...(offset % 2 === 0 ? { window } : { note: 'Home by nine' }),
    }));
    await ana.run('availability:set', { key: key(), marks: answers });
    const byBor = answers.map(({ status }, offset) => ({
      day: addDays('2026-11-25', offset),
      status,
      player: ana.player,
    }));
    await bor.run('availability:set', { key: key(), marks: byBor });
    const { page } = await visit({ as: ana, script: axe, reducedMotion: 'reduce' });
    const check = async (what: string): Promise<void> => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await isAccessible(page, `${what}, ${colorScheme}`);
      }
    };
    await page.goto('/grid');
    const hands = await handsOn(page);
    await hands.click(page.getByRole('radio', { name: 'Maybe' }));
    await hands.click(page.getByRole('button', { name: 'From–to' }));

    await hands.drag(cell(page, `${today}, Ana`), cell(page, `${friday}, Ana`), { holds: true });
    await check('a stroke under way');
    await page.mouse.up();
    await toast(page, '2 days: maybe').waitFor();
    await hands.click(cell(page, `${saturday}, Ana`));
    await check('a message, and the first of two taps');
    await hands.press('Shift+ArrowRight', '?');
    await page.getByRole('dialog', { name: 'Keys in the grid' }).waitFor();
    await check('the keys');
    await page.setViewportSize({ width: 360, height: 740 });
    await fits(page, 'the keys on a phone');
    await hands.press('Escape');
    await fits(page, 'the grid on a phone');
    await check('a phone');
  },
);

/** Writes down everything that the page of the grid speaks, and when. */
const listening = `
  const heard = (window.heard = []);
  const listen = () => {
    const page = document.querySelector('grid-page')?.shadowRoot;
    const text = page?.querySelector('.spoken[role=status]')?.textContent;
    if (text && text !== heard.at(-1)?.text) heard.push({ at: performance.now(), text });
    requestAnimationFrame(listen);
  };
  listen();`;

journey(
  'many changes at once are spoken as their sum, at most every two seconds',
  async ({ house, node, visit }) => {
    const ana = await house.person(node, 'Ana');
    const others = await Promise.all(['Bor', 'Eva', 'Jun'].map((name) => house.person(node, name)));
    const { page } = await visit({ as: ana, script: listening });
    await page.goto('/grid');
    await cell(page, `${today}, Jun`).waitFor();
    const heard = () => page.evaluate('heard') as Promise<{ at: number; text: string }[]>;

    let changes = 0;
    while ((await heard()).length < 2) {
      const marks = [{ day: '2026-11-27', status: statuses[(changes >> 2) % 4] ?? null }];
      await others[changes % 3]?.run('availability:set', { key: key(), marks });
      changes += 1;
    }

    const [first, second] = await heard();
    assert.ok(changes > 20, `${changes} changes were too few to show anything.`);
    for (const { text } of await heard()) {
      assert.match(text, /^\d+ changes by 3 players\. Friday 27 November: \d of 3\.$/);
    }
    const pause = (second?.at ?? 0) - (first?.at ?? 0);
    assert.ok(pause >= 1_900, `Spoken again after ${pause} ms.`);
  },
);

journey.run();
