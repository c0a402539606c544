import type { Page } from 'playwright';
import type { Person } from '../../test/support/house.ts';
import { axe, fits, isAccessible } from '../support/accessibility.ts';
import { journeys, type World } from '../support/journeys.ts';

const journey = journeys('accessible');

/** Axe sees colours as they are: without motion none is on its way to another. */
const still = { script: axe, reducedMotion: 'reduce' } as const;

/** As it stands, for narrow and wide, light and dark. */
const checkAll = async (page: Page, what: string): Promise<void> => {
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 720 });
    await fits(page, `${what}, ${width} px`);
    await page.emulateMedia({ colorScheme: 'light' });
    await isAccessible(page, `${what}, ${width} px, light`);
    await page.emulateMedia({ colorScheme: 'dark' });
    await isAccessible(page, `${what}, ${width} px, dark`, 'contrast');
  }
};

const walkAll = async ({ visit }: World, who: string, as?: Person): Promise<void> => {
  const { page } = await visit({ ...still, mayComplain: /status of 404/, ...(as && { as }) });
  const go = (section: string) =>
    page.getByRole('navigation').getByRole('link', { name: section }).click();
  await page.goto('/');
  await page.getByRole('heading', { name: 'Coming up' }).waitFor();
  await checkAll(page, `Tonight, ${who}`);
  await page.getByRole('button', { name: 'Open calendar' }).click();
  await page.getByRole('grid').waitFor();
  await checkAll(page, `Tonight with its calendar, ${who}`);
  await go('Grid');
  await page.getByRole('grid', { name: 'Players by days' }).waitFor();
  await checkAll(page, `Grid, ${who}`);
  await page.goto('/day/2026-11-19');
  await page.getByText('4 of 3, game on!').waitFor();
  await checkAll(page, `a day, ${who}`);
  await go('Me');
  await page.getByRole('heading', { name: 'About me' }).waitFor();
  await checkAll(page, `Me, ${who}`);
  await page.goto('/nowhere/at/all');
  await page.getByRole('heading', { name: 'Nobody musters here' }).waitFor();
  await checkAll(page, `not found, ${who}`);
};

const late = { from: '20:30', until: '01:00' };

/** Every status, a long name, emoji and markup, hours, a week, and a day that is ready. */
const fill = async ({ house, node }: World): Promise<Person> => {
  const names = ['Ana 🎯', '<b>Bor</b> & "Novak"', 'W'.repeat(32), 'Čenča'];
  const people = await Promise.all(names.map((name) => house.person(node, name)));
  const statuses = ['LOOKING', 'AVAILABLE', 'MAYBE', 'NOT_PLAYING'] as const;
  for (const [index, person] of people.entries()) {
    const marks = Array.from({ length: 10 }, (_, day) => ({
      day: `2026-11-${18 + day}`,
      status: statuses[day === 1 ? 0 : (index + day) % 4] ?? null,
      ...(day === 1 && index > 0 && { window: late, note: `Only ${index} 🎲 <i>hours</i>` }),
    }));
    await person.run('availability:set', { key: crypto.randomUUID(), marks });
  }
  const pattern = statuses.flatMap((status) => [{ status, window: late }, null]).slice(0, 7);
  await people[0]?.run('availability:set-pattern', { key: crypto.randomUUID(), pattern });
  return people[0] as Person;
};

journey('every page, to somebody who is not signed in', async (world) => {
  await fill(world);
  await walkAll(world, 'signed out');
});

journey('every page, to somebody signed in without a name', async (world) => {
  await fill(world);
  await walkAll(world, 'signed in', await world.house.person(world.node, 'Eva', { linked: false }));
});

journey('every page, to a player', async (world) => {
  await walkAll(world, 'linked', await fill(world));
});

journey('the sign-in page, and the page of a sign-in that went wrong', async ({ visit }) => {
  const { page } = await visit({ ...still, mayComplain: /status of 40[03]/ });
  await page.goto('/auth/sign-in');
  await page.getByLabel('Name').waitFor();
  await checkAll(page, 'signing in');
  await page.getByRole('link', { name: 'Cancel' }).click();
  await page.getByRole('heading', { name: 'Sign-in cancelled' }).waitFor();
  await checkAll(page, 'cancelled');
});

journey('my hours on the first page, opened', async (world) => {
  const { page } = await world.visit({ ...still, as: await fill(world) });
  await page.goto('/');
  await page.getByRole('button', { name: 'From when?' }).click();
  await page.getByLabel('Note').fill('Not saved yet, so that there is a button');
  await page.getByRole('button', { name: 'Save' }).waitFor();
  await checkAll(page, 'Tonight, my hours');
});

journey('the menu, the question before letting go of a name', async (world) => {
  const { page } = await world.visit({ ...still, as: await fill(world) });
  await page.goto('/me');
  await page.getByRole('button', { name: 'Let go of this name' }).click();
  await page.getByRole('button', { name: 'Let it go' }).waitFor();
  await page.getByRole('button', { name: 'Account of Ana' }).click();
  await page.getByRole('link', { name: 'About me' }).waitFor();
  await checkAll(page, 'Me, letting go');
});

journey.run();
