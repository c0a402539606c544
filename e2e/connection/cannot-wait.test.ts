import type { Page } from 'playwright';
import * as assert from 'uvu/assert';
import { axe, isAccessible } from '../support/accessibility.ts';
import { journeys } from '../support/journeys.ts';
import { hasFocus, press, tabTo } from '../support/keyboard.ts';
import { dayCard, days, toast } from '../support/screens.ts';
import { wireOf } from '../support/wire.ts';

const journey = journeys('what cannot wait for the connection');

const { today } = days;
const still = { script: axe, reducedMotion: 'reduce' } as const;

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const closed = 'Offline: you can change this when the connection is back.';
const under = 'On its way: it is done when the connection is back.';

/** The keyboard is there, pressing does nothing, and a screen reader says why. */
const isDisabled = async (page: Page, name: string): Promise<void> => {
  await hasFocus(page, button(page, name));
  assert.is(await button(page, name).getAttribute('aria-disabled'), 'true', name);
  const described = page.getByRole('button', { name, description: closed, exact: true });
  await described.waitFor();
};

journey(
  'about me, nothing is asked for that nobody could see waiting, and the keyboard stays',
  async ({ house, node, visit }) => {
    const { page } = await visit({ as: await house.person(node, 'Ana'), ...still });
    const wire = await wireOf(page);
    await page.goto('/me');
    await button(page, 'Make my calendar link').waitFor();
    await tabTo(page, button(page, 'Let go of this name'));

    await wire.cut();
    await page.getByText(closed).first().waitFor();
    await isDisabled(page, 'Let go of this name');
    await press(page, 'Enter');
    assert.is(await button(page, 'Keep it').count(), 0);
    await tabTo(page, button(page, 'Make my calendar link'));
    await isDisabled(page, 'Make my calendar link');
    await press(page, 'Enter');
    await isAccessible(page, 'Me without a connection');

    wire.mend();
    await page.getByText(closed).first().waitFor({ state: 'detached' });
    await hasFocus(page, button(page, 'Make my calendar link'));
    assert.equal(await house.sql('select 1 from feeds'), []);
    await press(page, 'Enter');
    await hasFocus(page, page.getByRole('link', { name: 'Add to my calendar' }));

    await tabTo(page, button(page, 'Close the link'));
    await press(page, 'Enter');
    await hasFocus(page, button(page, 'Keep my link'));
    await wire.cut();
    await page.getByText(closed).first().waitFor();
    await tabTo(page, button(page, 'Close the link'), 'back');
    await isDisabled(page, 'Close the link');
    await press(page, 'Enter', 'Tab', 'Enter');
    await hasFocus(page, button(page, 'Make a new link'));
  },
);

journey(
  'letting go of a name that was under way says that it waits, and is done later',
  async ({ house, node, visit }) => {
    const { page } = await visit({ as: await house.person(node, 'Ana'), ...still });
    const wire = await wireOf(page);
    await page.goto('/me');
    await button(page, 'Let go of this name').click();

    wire.hold();
    await tabTo(page, button(page, 'Let it go'), 'back');
    await press(page, 'Enter');
    await wire.cut();

    await page.getByText(under).waitFor();
    await hasFocus(page, button(page, 'Let it go'));
    await isAccessible(page, 'Letting go, without a connection');
    wire.mend();
    await page.getByRole('heading', { name: 'Who are you here?' }).waitFor();
    await hasFocus(page, page.getByRole('main'));
  },
);

journey('a name is taken only with a connection', async ({ house, node, visit }) => {
  const eva = await house.person(node, 'Eva', { linked: false });
  const { page } = await visit({ as: eva, ...still });
  const wire = await wireOf(page);
  await page.goto('/');
  const name = page.getByLabel('Your player name');
  await tabTo(page, name);

  await wire.cut();
  await page.getByText(closed).waitFor();
  await press(page, 'Enter');
  await hasFocus(page, name);
  await tabTo(page, button(page, "That's me"));
  await isDisabled(page, "That's me");
  await isAccessible(page, 'Taking a name, without a connection');

  wire.mend();
  await page.getByText(closed).waitFor({ state: 'detached' });
  assert.equal(await house.sql("select 1 from players where name = 'Eva'"), []);
  wire.hold();
  await press(page, 'Enter');
  await wire.cut();
  await page.getByText(under).waitFor();
  wire.mend();
  await page.getByRole('group', { name: `My status for ${today}` }).waitFor();
});

journey(
  'a sign-out that reaches nobody says so, and keeps the keyboard',
  async ({ house, node, visit }) => {
    const { page } = await visit({
      as: await house.person(node, 'Ana'),
      mayComplain: /ERR_FAILED/,
    });
    await page.goto('/me');
    await page.route('**/auth/sign-out', (route) => route.abort());
    const out = page.locator('me-page').getByRole('button', { name: 'Sign out' });

    await tabTo(page, out);
    await press(page, 'Enter');

    await toast(page, 'You are still signed in').waitFor();
    await hasFocus(page, out);
    await page.unroute('**/auth/sign-out');
    await press(page, 'Enter');
    await page.getByRole('heading', { name: 'Playing tonight?' }).waitFor();
  },
);

journey(
  'a mark by the keys of the calendar waits where it is seen; its months end without losing the keyboard',
  async ({ house, node, visit }) => {
    const { page } = await visit({ as: await house.person(node, 'Ana') });
    const wire = await wireOf(page);
    await page.goto('/');
    await button(page, 'Open calendar').click();
    const calendar = page.getByRole('grid');
    const saturday = 'Saturday 21 November';
    await tabTo(page, calendar.getByRole('button', { name: today }));

    await wire.cut();
    await press(page, 'ArrowRight', 'ArrowRight', 'ArrowRight', '1');
    await dayCard(page, saturday).getByText('Waiting to be confirmed…').waitFor();
    await calendar.locator('.waiting').waitFor();
    wire.mend();
    await dayCard(page, saturday).getByText('You are in the queue').waitFor();
    await calendar.locator('.waiting').waitFor({ state: 'detached' });

    const later = button(page, 'Later month');
    await tabTo(page, later, 'back');
    await press(page, 'Enter', 'Enter', 'Enter', 'Enter', 'Enter');
    await page.getByRole('heading', { name: 'February 2027' }).waitFor();
    await hasFocus(page, later);
    assert.is(await later.getAttribute('aria-disabled'), 'true');
  },
);

journey.run();
