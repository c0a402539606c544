import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import { until } from '../../test/support/deadline.ts';
import type { House, Person } from '../../test/support/house.ts';
import { mark } from '../support/evenings.ts';
import { handsOn, middleOf } from '../support/hands.ts';
import { journeys } from '../support/journeys.ts';
import { hasFocus } from '../support/keyboard.ts';
import { cell, toast } from '../support/screens.ts';
import { entriesOf } from '../support/stored.ts';

const journey = journeys('rearranged grid');

const today = 'Wednesday 18 November';
const [monday, tuesday] = ['Monday 23 November', 'Tuesday 24 November'];

/** Waits until these are all the days that a player has answered for: a page shows them before. */
const answersFor = (house: House, person: Person, ...days: string[]): Promise<true> =>
  until(
    `answers for ${days}`,
    async () => Object.keys(await entriesOf(house, person)).join() === days.join(),
  );

/** Today is gone from the head once the page has heard of it. */
const midnight = async (house: House, node: RunningNode): Promise<void> => {
  house.clock.set('2026-11-19T00:00:01+01:00');
  const caller = { by: 'system', address: 'clock' } as const;
  await node.app.run(caller, 'availability:rollover', { community: 'default' });
};

journey('at midnight the keyboard stays on its day', async ({ house, node, visit }) => {
  const ana = await house.person(node, 'Ana');
  const { page } = await visit({ as: ana });
  await page.goto('/grid');
  await cell(page, `${tuesday}, Ana`).focus();
  await page.keyboard.press('Shift+ArrowLeft');

  await midnight(house, node);
  await page.getByRole('columnheader', { name: today }).waitFor({ state: 'detached' });
  await hasFocus(page, cell(page, `${monday}, Ana`));
  await page.keyboard.press('3');

  await toast(page, '2 days: maybe').waitFor();
  await cell(page, `${tuesday}, Ana: maybe`).waitFor();
  await answersFor(house, ana, '2026-11-23', '2026-11-24');
});

journey(
  'a stroke over midnight paints the days it was drawn on',
  async ({ house, node, visit }) => {
    const ana = await house.person(node, 'Ana');
    const [{ page }, { page: other }] = [await visit({ as: ana }), await visit({ as: ana })];
    await Promise.all([page.goto('/grid'), other.goto('/grid')]);
    const hands = await handsOn(page);
    await hands.drag(cell(page, `${monday}, Ana`), cell(page, `${tuesday}, Ana`), { holds: true });
    await page.locator('.preview .cell').nth(1).waitFor();

    await midnight(house, node);
    await other.getByRole('columnheader', { name: today }).waitFor({ state: 'detached' });
    // Behind the new day on the same stream: what came with it has been shown as far as it may be.
    await mark(ana, { day: '2026-11-27', status: 'MAYBE' });
    await cell(page, 'Friday 27 November, Ana: maybe').waitFor();
    await page.mouse.up();

    await toast(page, '2 days: looking').waitFor();
    await cell(page, `${tuesday}, Ana: looking`).waitFor();
    await page.getByRole('columnheader', { name: today }).waitFor({ state: 'detached' });
    await answersFor(house, ana, '2026-11-23', '2026-11-24', '2026-11-27');
  },
);

journey('a stroke begun by a tap keeps its day at midnight', async ({ house, node, visit }) => {
  const ana = await house.person(node, 'Ana');
  const { page } = await visit({ as: ana });
  await page.goto('/grid');
  await page.getByRole('button', { name: 'From–to' }).click();
  await cell(page, `${monday}, Ana`).click();

  await midnight(house, node);
  await page.getByRole('columnheader', { name: today }).waitFor({ state: 'detached' });
  await cell(page, 'Wednesday 25 November, Ana').click();

  await toast(page, '3 days: looking').waitFor();
  await cell(page, `${monday}, Ana: looking`).waitFor();
  await answersFor(house, ana, '2026-11-23', '2026-11-24', '2026-11-25');
});

journey(
  'who is painted for stays the same however others’ answers sort the rows',
  async ({ house, node, visit }) => {
    // The first account is an admin, who may answer for others.
    const ana = await house.person(node, 'Ana');
    const [bor, dana] = [await house.person(node, 'Bor'), await house.person(node, 'Dana')];
    const { page } = await visit({ as: ana });
    await page.goto('/grid?sort=evenings');
    const hands = await handsOn(page);
    const bors = await middleOf(cell(page, `${monday}, Bor`));
    await hands.drag(cell(page, `${monday}, Bor`), cell(page, `${tuesday}, Bor`), { holds: true });

    await mark(dana, { day: '2026-11-18', status: 'LOOKING' });
    await cell(page, `${today}, Dana: looking`).waitFor();
    await page.mouse.up();

    await toast(page, 'Bor, 2 days: looking').waitFor();
    await cell(page, `${tuesday}, Bor: looking`).waitFor();
    await answersFor(house, bor, '2026-11-23', '2026-11-24');
    await answersFor(house, dana, '2026-11-18');
    // As much as Bor has now is more than one evening: the rows are sorted again.
    await mark(
      dana,
      { day: '2026-11-19', status: 'LOOKING' },
      { day: '2026-11-20', status: 'LOOKING' },
    );
    await cell(page, 'Friday 20 November, Dana: looking').waitFor();
    assert.equal(await middleOf(cell(page, `${monday}, Dana`)), bors);
  },
);

journey.run();
