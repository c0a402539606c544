import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import { until } from '../../test/support/deadline.ts';
import { isAccessible } from '../support/accessibility.ts';
import { arriveAs, asOf, isKept, storedOn } from '../support/device-storage.ts';
import { journeys } from '../support/journeys.ts';
import { hasFocus, press, tabTo } from '../support/keyboard.ts';
import { banner, cell, days, headline, myButton, namesUnder, toast } from '../support/screens.ts';

const journey = journeys('away');

const { today, tomorrow } = days;

const portOf = (node: RunningNode): number => Number(new URL(node.url).port);

journey(
  'opened without a server, the app shows the grid it knew, read-only, until there is one again',
  async (world) => {
    const { house, node } = world;
    const [ana, ben] = [await house.person(node, 'Ana'), await house.person(node, 'Ben')];
    await ben.run('availability:set', {
      key: crypto.randomUUID(),
      marks: [{ day: '2026-11-19', status: 'AVAILABLE' }],
    });
    const { page } = await arriveAs(world, ana);
    await myButton(page, today, 'Looking').click();
    await headline(page, '1 of 3, 2 more!').waitFor();
    await isKept(page, /"2026-11-18":\{"\d+":\{"status":"LOOKING"/);

    await node.close();
    await page.reload();

    await banner(page).getByText(asOf).waitFor();
    await headline(page, '1 of 3, 2 more!').waitFor();
    await namesUnder(page, tomorrow, 'Available').filter({ hasText: 'Ben' }).waitFor();
    assert.ok(await myButton(page, today, 'Looking', { pressed: true }).isDisabled());
    assert.ok(await myButton(page, tomorrow, 'Maybe').isDisabled());
    await page.getByText('you can answer again when the connection is back').first().waitFor();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await isAccessible(page, 'Tonight without a server');

    await page.goto('/grid');
    await cell(page, new RegExp(`^${today}, Ana: looking`)).waitFor();
    await banner(page).getByText(asOf).waitFor();
    assert.is(await page.locator('[role=gridcell][aria-readonly=false]').count(), 0);
    await isAccessible(page, 'Grid without a server');

    const again = await house.startNode({ port: portOf(node) });
    await again.app.run(ben.caller, 'availability:set', {
      key: crypto.randomUUID(),
      marks: [{ day: '2026-11-18', status: 'LOOKING' }],
    });
    await cell(page, new RegExp(`^${today}, Ben: looking`)).waitFor();
    await banner(page).filter({ hasNotText: /./ }).waitFor({ state: 'attached' });
    await page.getByRole('link', { name: 'Tonight' }).click();
    await myButton(page, today, 'Maybe').click();
    await until('my mark', async () => {
      const rows = await house.sql<{ status: string }>(
        'select status from entries where player_id = $1',
        [ana.player],
      );
      return rows[0]?.status === 'MAYBE';
    });
  },
);

journey('what is remembered rolls over to the new day with the device', async (world) => {
  const { house, node } = world;
  const ana = await house.person(node, 'Ana');
  await ana.run('availability:set', {
    key: crypto.randomUUID(),
    marks: [
      { day: '2026-11-18', status: 'LOOKING' },
      { day: '2026-11-19', status: 'MAYBE' },
    ],
  });
  const { page } = await arriveAs(world, ana);
  await headline(page, '1 of 3, 2 more!').waitFor();
  await isKept(page, /"MAYBE"/);

  await node.close();
  await page.clock.setFixedTime('2026-11-19T07:00:00+01:00');
  await page.reload();

  await page.locator('today-card').getByRole('heading', { name: tomorrow }).waitFor();
  await banner(page).getByText(asOf).waitFor();
  await myButton(page, tomorrow, 'Maybe', { pressed: true }).waitFor();
});

journey('what is remembered offers nothing that could not be done', async (world) => {
  const { house, node } = world;
  const ana = await house.person(node, 'Ana');
  const evening = { status: 'AVAILABLE' } as const;
  await ana.run('availability:set-pattern', {
    key: crypto.randomUUID(),
    pattern: Array.from({ length: 7 }, () => evening),
  });
  const { page } = await arriveAs(world, ana);
  const button = (name: string) => page.getByRole('button', { name });
  await button('Confirm this week').waitFor();
  await isKept(page, /"patterns":\{"\d+":\[\{"status":"AVAILABLE"/);

  await node.close();
  await page.reload();
  await banner(page).getByText(asOf).waitFor();
  await button('Open calendar').click();
  const calendar = page.getByRole('grid');
  assert.is(await calendar.getAttribute('aria-readonly'), 'true');
  await tabTo(page, calendar.getByRole('button', { name: today }));
  await press(page, 'ArrowRight', '1');
  await toast(page, 'you can answer again when the connection is back').waitFor();
  await hasFocus(page, calendar.getByRole('button', { name: `${tomorrow}, you: no answer yet.` }));
  assert.is(await button('Confirm this week').count(), 0);

  await page.getByRole('link', { name: 'Grid' }).click();
  await cell(page, new RegExp(`^${today}, Ana: no answer yet, usually available`)).waitFor();
  assert.is(await button('Confirm this week').count(), 0);

  await page.getByRole('link', { name: 'Me', exact: true }).click();
  const pattern = page.getByRole('form', { name: 'My usual week' });
  await pattern.getByText('you can change this when the connection is back').waitFor();
  for (const pressed of await pattern.getByRole('button').all())
    assert.ok(await pressed.isDisabled());
  for (const list of await pattern.getByRole('combobox').all()) assert.ok(await list.isDisabled());
  const feed = page.getByRole('article', { name: 'Your evenings in your calendar' });
  await feed.getByText('you can change this when the connection is back').waitFor();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await isAccessible(page, 'Me without a server');

  await house.startNode({ port: portOf(node) });
  await button('Make my calendar link').waitFor();
  await pattern.getByRole('button', { name: 'Maybe' }).first().click();
  await pattern.getByRole('button', { name: 'Save my week' }).click();
  await pattern.getByText('Saved.').waitFor();
});

journey('somebody not signed in finds counts, and no name', async (world) => {
  const { house, node } = world;
  const ana = await house.person(node, 'Ana');
  await ana.run('availability:set', {
    key: crypto.randomUUID(),
    marks: [{ day: '2026-11-18', status: 'LOOKING' }],
  });
  const { page } = await arriveAs(world, undefined);
  await headline(page, '1 of 3, 2 more!').waitFor();
  await isKept(page, /"LOOKING":1/);
  assert.not.match(await storedOn(page), /Ana/);

  await node.close();
  await page.reload();

  await headline(page, '1 of 3, 2 more!').waitFor();
  await banner(page).getByText(asOf).waitFor();
});

journey('who signs out, or lets go of a name, leaves nothing on the device', async (world) => {
  const { house, node } = world;
  const ana = await house.person(node, 'Ana');
  const { page } = await arriveAs(world, ana);
  await myButton(page, today, 'Looking').waitFor();
  await isKept(page, /"Ana"/);

  // From elsewhere, while this tab watches.
  await ana.run('identity:unlink', { key: crypto.randomUUID() });
  await page.getByRole('heading', { name: 'Who are you here?' }).waitFor();
  await until('no name on the device', async () => !/"Ana"/.test(await storedOn(page)));

  await ana.run('identity:link', { key: crypto.randomUUID(), name: 'Ana' });
  await myButton(page, today, 'Looking').waitFor();
  await isKept(page, /"Ana"/);
  await page.getByRole('button', { name: 'Account of Ana' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Playing tonight?' }).waitFor();
  assert.not.match(await storedOn(page), /"Ana"/);
});

journey.run();
