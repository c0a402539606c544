import type { Page } from 'playwright';
import * as assert from 'uvu/assert';
import { readCalendar } from '../../test/support/calendar.ts';
import { ask } from '../../test/support/talk/request.ts';
import { axe, fits, isAccessible } from '../support/accessibility.ts';
import { journeys, type World } from '../support/journeys.ts';
import { hasFocus, press, tabTo } from '../support/keyboard.ts';
import { toast } from '../support/screens.ts';

const journey = journeys('calendar link');

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const field = (page: Page) => page.getByLabel('For Google Calendar and others');
const addLink = (page: Page) => page.getByRole('link', { name: 'Add to my calendar' });

/** What a calendar program would see at an address that the page shows. */
const fetched = ({ node }: World, address: string) => ask(node, new URL(address).pathname);

const markTonight = async ({ house, node }: World) => {
  const ana = await house.person(node, 'Ana 🎯');
  await ana.run('availability:set', {
    key: crypto.randomUUID(),
    marks: [{ day: '2026-11-18', status: 'LOOKING' }],
  });
  return ana;
};

journey(
  'somebody without a mouse makes a link, copies it, renews it and closes it',
  async (world) => {
    const ana = await markTonight(world);
    const { page, context } = await world.visit({ as: ana });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto('/me');
    const make = button(page, 'Make my calendar link');
    await make.waitFor();

    await tabTo(page, make);
    await press(page, 'Enter');
    await hasFocus(page, addLink(page));
    const first = await field(page).inputValue();
    assert.is(await addLink(page).getAttribute('href'), first.replace(/^http/, 'webcal'));
    await tabTo(page, button(page, 'Copy'));
    await press(page, 'Enter');
    await button(page, 'Copied').waitFor();
    assert.is(await page.evaluate('navigator.clipboard.readText()'), first);
    assert.is(readCalendar((await fetched(world, first)).text).events.length, 1);

    await tabTo(page, button(page, 'Make a new link'));
    await press(page, 'Enter');
    await hasFocus(page, button(page, 'Keep my link'));
    await press(page, 'Enter');
    await hasFocus(page, button(page, 'Make a new link'));
    assert.is(await field(page).inputValue(), first);
    await press(page, 'Enter');
    await tabTo(page, button(page, 'Make a new link'), 'back');
    await press(page, 'Enter');
    await hasFocus(page, addLink(page));
    const second = await field(page).inputValue();
    assert.is.not(second, first);
    assert.is((await fetched(world, first)).status, 404);
    assert.is((await fetched(world, second)).status, 200);

    await tabTo(page, button(page, 'Close the link'));
    await press(page, 'Enter');
    await tabTo(page, button(page, 'Close the link'), 'back');
    await press(page, 'Enter');
    await hasFocus(page, make);
    assert.is((await fetched(world, second)).status, 404);
  },
);

journey('the link is there on every visit, and says since when', async (world) => {
  const ana = await markTonight(world);
  await ana.run('availability:feed-open', { key: crypto.randomUUID() });
  const { page, tab } = await world.visit({ as: ana });
  await page.goto('/me');
  await page.getByText('Open since Wednesday 18 November.').waitFor();
  const link = await field(page).inputValue();

  const other = await tab();
  await other.goto('/me');
  await field(other).waitFor();
  assert.is(await field(other).inputValue(), link);
  assert.is((await fetched(world, link)).status, 200);
});

journey('a link that cannot be copied or made is no dead end', async ({ house, node, visit }) => {
  const ana = await house.person(node, 'Ana');
  const { page } = await visit({
    as: ana,
    script: "Object.defineProperty(navigator, 'clipboard', { value: undefined })",
  });
  await page.goto('/me');
  await house.sql('revoke insert on feeds from muster_app');
  await button(page, 'Make my calendar link').click();
  await toast(page, 'Something went wrong on our side').waitFor();
  await house.sql('grant insert on feeds to muster_app');
  await button(page, 'Make my calendar link').click();

  await button(page, 'Copy').click();

  await page.getByText('It is selected: copy it yourself.').waitFor();
  await hasFocus(page, field(page));
  const selected = await field(page).evaluate((input) => {
    const { selectionStart, selectionEnd } = input as unknown as Record<string, number>;
    return [selectionStart, selectionEnd];
  });
  assert.equal(selected, [0, (await field(page).inputValue()).length]);
});

journey('every state of the card is for everybody', async (world) => {
  const { page } = await world.visit({
    script: axe,
    reducedMotion: 'reduce',
    as: await markTonight(world),
  });
  const check = async (what: string) => {
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 720 });
      await fits(page, `${what}, ${width} px`);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await isAccessible(page, `${what}, ${width} px, ${colorScheme}`);
        const folder = process.env['SHOTS'];
        if (folder) {
          const path = `${folder}/feed-${what}-${width}-${colorScheme}.png`;
          await page.screenshot({ path, fullPage: true });
        }
      }
    }
  };
  await page.goto('/me');
  await button(page, 'Make my calendar link').waitFor();
  await check('closed');
  await button(page, 'Make my calendar link').click();
  await field(page).waitFor();
  await check('open');
  await button(page, 'Close the link').click();
  await button(page, 'Keep my link').waitFor();
  await check('closing');
});

journey.run();
