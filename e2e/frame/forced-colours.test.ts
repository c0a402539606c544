import type { Locator, Page } from 'playwright';
import * as assert from 'uvu/assert';
import { mark } from '../support/evenings.ts';
import { journeys, type World } from '../support/journeys.ts';
import { press, tabTo } from '../support/keyboard.ts';
import { contrast, drawnShare, fillOf } from '../support/pixels.ts';
import { dayCard, days, myButton, type StatusWord } from '../support/screens.ts';
import type { Visit } from '../support/visit.ts';

const journey = journeys('forced colours');

const { today, tomorrow } = days;
const words: readonly StatusWord[] = ['Looking', 'Available', 'Maybe', 'Not playing'];

/** In both of the palettes that Chromium knows. */
const inEach = async (
  { house, node, visit }: World,
  look: (page: Page, scheme: string) => Promise<void>,
): Promise<void> => {
  const ana = await house.person(node, 'Ana');
  await mark(ana, { day: '2026-11-18', status: 'MAYBE' }, { day: '2026-11-20', status: 'LOOKING' });
  const pattern = Array.from({ length: 7 }, () => ({ status: 'AVAILABLE' }) as const);
  await ana.run('availability:set-pattern', { key: crypto.randomUUID(), pattern });
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page }: Visit = await visit({
      as: ana,
      colorScheme,
      forcedColors: 'active',
      reducedMotion: 'reduce',
    });
    await look(page, colorScheme);
  }
};

const isTold = async (chosen: Locator, other: Locator, what: string): Promise<void> => {
  const told = contrast(await fillOf(chosen), await fillOf(other));
  assert.ok(told >= 3, `${what}: ${told.toFixed(2)}`);
  for (const one of [chosen, other]) {
    const share = await drawnShare(one);
    assert.ok(share > 0.03, `${what}: ${share} of it is drawn`);
  }
};

/** A sign takes a fair part of its box, and not all of it. */
const hasShapes = async (glyphs: Locator, count: number, what: string): Promise<void> => {
  assert.is(await glyphs.count(), count, what);
  for (const glyph of await glyphs.all()) {
    const share = await drawnShare(glyph);
    assert.ok(share > 0.04 && share < 0.6, `${what}: ${share} of a sign is drawn`);
  }
};

journey(
  'on Tonight what I pressed is told from the rest, and every sign is seen',
  async (world) => {
    await inEach(world, async (page, scheme) => {
      await page.goto('/');
      const tonight = myButton(page, today, 'Maybe', { pressed: true });
      await isTold(tonight, myButton(page, today, 'Available'), `tonight, ${scheme}`);
      await hasShapes(
        page.locator('today-card status-buttons status-glyph'),
        4,
        `tonight, ${scheme}`,
      );

      await myButton(page, tomorrow, 'Not playing').click();
      const next = myButton(page, tomorrow, 'Not playing', { pressed: true });
      await next.waitFor();
      await page.mouse.move(0, 0);
      await isTold(next, myButton(page, tomorrow, 'Looking'), `tomorrow, ${scheme}`);
      await hasShapes(dayCard(page, tomorrow).locator('status-buttons status-glyph'), 4, scheme);

      const section = (name: string) => page.getByRole('navigation').getByRole('link', { name });
      await isTold(section('Tonight'), section('Grid'), `sections, ${scheme}`);

      const digest = myButton(page, 'Friday 20 November', 'Looking', { pressed: true });
      await isTold(digest, myButton(page, 'Friday 20 November', 'Maybe'), `digest, ${scheme}`);
      await next.click();
    });
  },
);

journey('in the calendar the chosen day is told from the others', async (world) => {
  await inEach(world, async (page, scheme) => {
    await page.goto('/');
    await page.getByRole('button', { name: 'Open calendar' }).click();
    const day = (name: string) => page.getByRole('grid').getByRole('button', { name });
    await tabTo(page, day(today));
    await press(page, 'ArrowRight', 'ArrowRight', 'Tab');
    await isTold(day('Friday 20 November'), day(today), `calendar, ${scheme}`);
    await hasShapes(page.locator('month-calendar status-glyph'), 2, `calendar, ${scheme}`);
  });
});

journey('on the page of a day answers and hours that I choose are told apart', async (world) => {
  await inEach(world, async (page, scheme) => {
    await page.goto('/day/2026-11-18');
    for (const word of words.filter((one) => one !== 'Maybe')) {
      const pressed = myButton(page, today, 'Maybe', { pressed: true });
      await isTold(pressed, myButton(page, today, word), `${word}, ${scheme}`);
    }
    await tabTo(page, page.getByRole('listbox', { name: 'My hours' }));
    await press(page, 'Home', ...Array(7).fill('Shift+ArrowRight'));
    const drawn = page.locator('.drawn');
    await drawn.waitFor();
    const told = contrast(await fillOf(drawn), await fillOf(page.locator('.track.heat')));
    assert.ok(told >= 3, `chosen hours, ${scheme}: ${told}`);
  });
});

journey('in my week what is pressed is told from the rest', async (world) => {
  await inEach(world, async (page, scheme) => {
    await page.goto('/me');
    const monday = page.getByRole('group', { name: 'Usually on Monday' });
    const [pressed, other] = ['Available', 'Maybe'].map((name) =>
      monday.getByRole('button', { name }),
    );
    if (pressed && other) await isTold(pressed, other, `my week, ${scheme}`);
    await hasShapes(monday.getByRole('button'), 4, `my week, ${scheme}`);
  });
});

journey.run();
