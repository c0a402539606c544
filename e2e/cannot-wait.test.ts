import type { Page } from 'playwright';
import * as assert from 'uvu/assert';
import { journeys } from './support/journeys.ts';
import { hasFocus, press, tabTo } from './support/keyboard.ts';
import { dayCard, days, toast } from './support/screens.ts';
import { wireOf } from './support/wire.ts';

const journey = journeys('what cannot wait for the connection');

const { today } = days;

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
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
