import * as assert from 'uvu/assert';
import { journeys } from '../support/journeys.ts';
import { countOf, days, myButton, namesUnder } from '../support/screens.ts';

const journey = journeys('tabs');

const { today } = days;

/**
 * What happens in one tab is seen in the other this soon. Each has a window of its own here: a tab
 * behind another is drawn rarely, and would be seen late.
 */
const soon = { timeout: 2_000 };
/** A tab that was sent away comes back as nobody this soon: until then it shows names. */
const backWithinMs = 800;

journey(
  'signing out in one tab takes every name from the other at once',
  async ({ house, node, visit }) => {
    const [ana, ben] = [await house.person(node, 'Ana'), await house.person(node, 'Ben')];
    await ben.run('availability:set', {
      key: crypto.randomUUID(),
      marks: [{ day: '2026-11-18', status: 'LOOKING' }],
    });
    const [{ page }, { page: other }] = await Promise.all([visit({ as: ana }), visit({ as: ana })]);
    const [socket] = await Promise.all([
      other.waitForEvent('websocket'),
      other.goto('/'),
      page.goto('/'),
    ]);
    for (const one of [page, other]) {
      await namesUnder(one, today, 'Queue').filter({ hasText: 'Ben' }).waitFor();
    }

    await page.getByRole('button', { name: 'Account of Ana' }).click();
    const [sentAwayAt, backAt] = await Promise.all([
      socket.waitForEvent('close').then(() => Date.now()),
      other.waitForEvent('websocket').then(() => Date.now()),
      page.getByRole('button', { name: 'Sign out' }).click(),
    ]);

    const awayMs = backAt - sentAwayAt;
    assert.ok(awayMs <= backWithinMs, `Away for ${awayMs} ms.`);
    await other.getByRole('heading', { name: 'Playing tonight?' }).waitFor(soon);
    await other.getByText('Ben').waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'Playing tonight?' }).waitFor();
    await countOf(page, today, 'Looking', 1).waitFor();
  },
);

journey(
  'taking a name and letting it go are seen in the other tab at once',
  async ({ house, node, visit }) => {
    const ana = await house.person(node, 'Ana', { linked: false });
    const [{ page }, { page: other }] = await Promise.all([visit({ as: ana }), visit({ as: ana })]);
    await Promise.all([page.goto('/me'), other.goto('/')]);
    await other.getByRole('heading', { name: 'Who are you here?' }).waitFor();

    await page.getByLabel('Your player name').fill('Ana Novak');
    await page.getByRole('button', { name: "That's me" }).click();
    await myButton(other, today, 'Looking').waitFor(soon);
    await myButton(other, today, 'Looking').click();
    await page.getByRole('button', { name: 'Let go of this name' }).click();
    await page.getByRole('button', { name: 'Keep it' }).click();
    await page.getByRole('button', { name: 'Let go of this name' }).click();
    await page.getByRole('button', { name: 'Let it go' }).click();

    await other.getByRole('heading', { name: 'Who are you here?' }).waitFor(soon);
    await page.getByRole('heading', { name: 'Who are you here?' }).waitFor();
  },
);

journey('a name that is taken is refused in words', async ({ house, node, visit }) => {
  await house.person(node, 'Ben');
  const { page } = await visit({ as: await house.person(node, 'Ana', { linked: false }) });
  await page.goto('/');

  await page.getByLabel('Your player name').fill('Ben');
  await page.getByRole('button', { name: "That's me" }).click();

  await page.getByRole('alert').filter({ hasText: 'Choose another.' }).waitFor();
  await page
    .getByLabel('Your player name')
    .and(page.locator('[aria-invalid=true]:focus'))
    .waitFor();
});

journey(
  'whoever else is looking is seen by their avatar, once however many tabs',
  async ({ house, node, visit }) => {
    const [ana, ben] = [await house.person(node, 'Ana'), await house.person(node, 'Ben')];
    const [{ page }, bens] = await Promise.all([visit({ as: ana }), visit({ as: ben })]);
    await page.goto('/grid');
    await page.getByRole('list', { name: '1 person is here' }).waitFor();

    const bensOther = await bens.tab();
    await Promise.all([bens.page.goto('/'), bensOther.goto('/grid')]);

    const here = page.getByRole('list', { name: '2 people are here' });
    await here.getByRole('listitem').filter({ hasText: 'Ben' }).waitFor();
    const { page: stranger } = await visit();
    await stranger.goto('/grid');
    await stranger.getByRole('grid').waitFor();
  },
);

journey.run();
