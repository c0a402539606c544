import type { Page } from 'playwright';
import * as assert from 'uvu/assert';
import type { Person } from '../../test/support/house.ts';
import { journeys, type World } from '../support/journeys.ts';

const journey = journeys('zones');

const zones = ['Europe/Ljubljana', 'America/New_York', 'Asia/Tokyo'];

/** Every date that is written or spoken, on both pages and in the calendar. */
const datesOn = async (page: Page): Promise<(string | null)[]> => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Open calendar' }).click();
  await page.getByRole('grid').waitFor();
  const headings = await page.getByRole('heading').allInnerTexts();
  const calendar = await page.getByRole('grid').ariaSnapshot();
  await page.goto('/grid');
  await page.getByRole('grid').waitFor();
  const grid = await page.getByRole('grid').ariaSnapshot();
  const foot = await page.getByRole('contentinfo').getByRole('paragraph').textContent();
  return [...headings, calendar, grid, foot];
};

const seenFromEverywhere = async ({ visit }: World, as: Person, now: string) => {
  const seen: (string | null)[][] = [];
  for (const timezoneId of zones) {
    const { page } = await visit({ as, timezoneId });
    await page.clock.setFixedTime(now);
    seen.push(await datesOn(page));
  }
  return seen;
};

/** In Tokyo it is tomorrow already, in New York still the afternoon. */
const lateEvening = '2026-11-18T23:30:00+01:00';
const nightsOfChange = ['2026-03-29T00:30:00+01:00', '2026-10-25T00:30:00+02:00'];

for (const at of [lateEvening, ...nightsOfChange]) {
  journey(
    `at ${at} the same dates are seen from Ljubljana, New York and Tokyo`,
    async (world) => {
      const ana = await world.house.person(world.node, 'Ana');
      const day = at.slice(0, 10);
      await ana.run('availability:set', {
        key: crypto.randomUUID(),
        marks: [{ day, status: 'LOOKING' }],
      });

      const [home = [], ...elsewhere] = await seenFromEverywhere(world, ana, at);

      const date = new Date(`${day}T00:00Z`).toLocaleDateString('en-GB', {
        weekday: 'long',
        day: 'numeric',
        month: 'long',
        timeZone: 'UTC',
      });
      assert.ok(home.includes(date), `${home.slice(0, 5)}`);
      assert.match(home.join(), `${date}, Ana: looking`);
      for (const dates of elsewhere) assert.equal(dates, home);
    },
    { at },
  );
}

journey.run();
