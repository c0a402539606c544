import * as assert from 'uvu/assert';
import { journeys } from '../support/journeys.ts';
import { hasFocus, press, tabTo } from '../support/keyboard.ts';
import { framesOf } from '../support/overhearing.ts';
import { cell, dayCard, days, headline, myButton } from '../support/screens.ts';

const journey = journeys('keyboard');

const { today, tomorrow } = days;

journey(
  'somebody without a mouse skips to the content, signs in, takes a name, marks tonight and signs out',
  async ({ visit }) => {
    const { page } = await visit();
    await page.goto('/');
    await page.getByRole('heading', { name: 'Playing tonight?' }).waitFor();

    await press(page, 'Tab');
    await hasFocus(page, page.getByRole('link', { name: 'Skip to content' }));
    await press(page, 'Enter');
    await hasFocus(page, page.getByRole('main'));
    await tabTo(page, page.getByRole('main').getByRole('link', { name: 'Sign in' }));
    await press(page, 'Enter');
    await hasFocus(page, page.getByLabel('Name'));
    await page.keyboard.type('Ana');
    await press(page, 'Enter');

    await page.getByRole('heading', { name: 'Who are you here?' }).waitFor();
    await tabTo(page, page.getByLabel('Your player name'));
    await press(page, 'End');
    await page.keyboard.type(' Novak');
    await tabTo(page, page.getByRole('button', { name: "That's me" }));
    await press(page, 'Enter');
    await hasFocus(page, page.getByRole('main'));

    await tabTo(page, myButton(page, today, 'Looking'));
    await press(page, 'Space');
    await headline(page, '1 of 3, 2 more!').waitFor();
    await hasFocus(page, myButton(page, today, 'Looking', { pressed: true }));

    const menu = page.getByRole('button', { name: 'Account of Ana Novak' });
    await tabTo(page, menu, 'back');
    await press(page, 'Enter');
    await tabTo(page, page.getByRole('button', { name: 'Sign out' }));
    await press(page, 'Escape');
    await page.getByRole('button', { name: 'Sign out' }).waitFor({ state: 'hidden' });
    await hasFocus(page, menu);
    await press(page, 'Enter');
    await tabTo(page, page.getByRole('button', { name: 'Sign out' }));
    await press(page, 'Enter');
    await page.getByRole('heading', { name: 'Playing tonight?' }).waitFor();
  },
);

journey(
  'the grid has one stop; arrows, Home and End move; numbers set and clear; Shift selects days for one command',
  async ({ house, node, visit }) => {
    // The first account is an admin, who may answer for others; the second may not.
    const ben = await house.person(node, 'Ben');
    const ana = await house.person(node, 'Ana');
    const [{ page }, other] = await Promise.all([visit({ as: ana }), visit({ as: ben })]);
    const [mine, others] = [framesOf(page), framesOf(other.page)];
    await Promise.all([page.goto('/'), other.page.goto('/grid')]);
    await cell(other.page, `${today}, Ana: no answer yet`).waitFor();
    await myButton(page, today, 'Looking').waitFor();

    await tabTo(page, page.getByRole('link', { name: 'Grid' }));
    await press(page, 'Enter');
    await hasFocus(page, page.getByRole('main'));
    await tabTo(page, cell(page, new RegExp(`^${today}: 0 of 3 committed`)));
    assert.is(await page.locator('[role=gridcell][tabindex="0"]').count(), 1);
    await press(page, 'ArrowDown');
    await hasFocus(page, cell(page, `${today}, Ana: no answer yet`));
    await press(page, 'ArrowRight');
    await hasFocus(page, cell(page, `${tomorrow}, Ana: no answer yet`));
    await press(page, 'End');
    await hasFocus(page, cell(page, 'Tuesday 1 December, Ana: no answer yet'));
    await press(page, 'ArrowRight', 'ArrowDown');
    await hasFocus(page, cell(page, 'Tuesday 1 December, Ben: no answer yet'));
    await press(page, 'Home', 'ArrowUp', 'ArrowLeft');
    assert.is(await page.locator('[role=gridcell][tabindex="0"]').count(), 1);

    const answers = ['looking', 'available', 'maybe', 'not playing'];
    for (const [index, answer] of answers.entries()) {
      await press(page, `${index + 1}`);
      await hasFocus(page, cell(page, `${today}, Ana: ${answer}`));
      await cell(other.page, `${today}, Ana: ${answer}`).waitFor();
    }
    await press(page, '0');
    await cell(other.page, `${today}, Ana: no answer yet`).waitFor();
    await press(page, 'ArrowDown', '1');
    await hasFocus(page, cell(page, `${today}, Ben: no answer yet`));
    await press(page, 'ArrowUp');

    const [before] = await house.sql<{ revision: number }>(
      `select revision from streams where name = 'grid:default'`,
    );
    const [sentBefore, heardBefore] = [mine.length, others.length];
    await press(page, 'ArrowRight', ...Array(4).fill('Shift+ArrowRight'), '3');
    const marked = ['Thursday 19', 'Friday 20', 'Saturday 21', 'Sunday 22', 'Monday 23'].map(
      (day) => `${day} November, Ana: maybe`,
    );
    for (const sentence of marked) await cell(other.page, sentence).waitFor();
    await page.getByText('5 days: maybe').waitFor();
    await hasFocus(page, cell(page, marked[4] ?? ''));
    const [after] = await house.sql<{ revision: number }>(
      `select revision from streams where name = 'grid:default'`,
    );
    assert.is(Number(after?.revision), Number(before?.revision) + 1);
    const sets = mine.slice(sentBefore).filter(({ way }) => way === 'sent');
    assert.is(sets.filter(({ text }) => text.includes('"availability:set"')).length, 1);
    const frames = others.slice(heardBefore).filter(({ text }) => text.startsWith('42["frame"'));
    assert.is(frames.length, 1);
    await press(page, 'Escape', '0');
    await cell(other.page, 'Monday 23 November, Ana: no answer yet').waitFor();
    await cell(other.page, 'Sunday 22 November, Ana: maybe').waitFor();
  },
);

journey(
  'the calendar opens, marks and closes, and the theme is switched, by keyboard',
  async ({ house, node, visit }) => {
    const { page } = await visit({ as: await house.person(node, 'Ana') });
    await page.goto('/');
    await myButton(page, today, 'Looking').waitFor();

    const toggle = (expanded: boolean) =>
      page.getByRole('button', { name: 'Open calendar', expanded });
    await tabTo(page, toggle(false));
    assert.is(await page.getByRole('grid').count(), 0);
    await press(page, 'Enter');
    await hasFocus(page, toggle(true));
    const day = (name: string) => page.getByRole('grid').getByRole('button', { name });
    await tabTo(page, day(today));
    await press(page, 'ArrowRight', 'ArrowDown');
    await hasFocus(page, day('Thursday 26 November, you: no answer yet. 0 of 3 committed.'));
    await press(page, 'Home', '1');
    await hasFocus(page, day('Monday 23 November, you: looking. 1 of 3 committed.'));
    await dayCard(page, 'Monday 23 November').waitFor();
    await press(page, 'PageDown', 'PageDown', 'End');
    await hasFocus(page, day('Sunday 24 January'));
    await tabTo(page, toggle(true), 'back');
    await press(page, 'Space');
    await hasFocus(page, toggle(false));
    await page.getByRole('grid').waitFor({ state: 'hidden' });

    await tabTo(page, page.getByRole('button', { name: 'Dark' }));
    await press(page, 'Space');
    await page.getByRole('button', { name: 'Dark', pressed: true }).waitFor();
    const scheme = () => page.evaluate('getComputedStyle(document.documentElement).colorScheme');
    assert.is(await scheme(), 'dark');
    await page.reload();
    await page.getByRole('button', { name: 'Dark', pressed: true }).waitFor();
    await tabTo(page, page.getByRole('button', { name: 'System' }));
    await press(page, 'Enter');
    await page.getByRole('button', { name: 'System', pressed: true }).waitFor();
    assert.is(await scheme(), 'light dark');
  },
);

journey('letting go of a name asks first, and never loses the keyboard', async (world) => {
  const { page } = await world.visit({ as: await world.house.person(world.node, 'Ana') });
  const button = (name: string) => page.getByRole('button', { name });
  await page.goto('/me');
  await button('Let go of this name').waitFor();

  await tabTo(page, button('Let go of this name'));
  await press(page, 'Enter');
  await hasFocus(page, button('Keep it'));
  await press(page, 'Enter');
  await hasFocus(page, button('Let go of this name'));
  await press(page, 'Enter');
  await tabTo(page, button('Let it go'), 'back');
  await press(page, 'Enter');
  await page.getByRole('heading', { name: 'Who are you here?' }).waitFor();
  await hasFocus(page, page.getByRole('main'));
});

journey.run();
