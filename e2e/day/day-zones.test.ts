import type { Page } from 'playwright';
import * as assert from 'uvu/assert';
import { journeys, type World } from '../support/journeys.ts';

const journey = journeys('day in three zones');

type Viewpoint = { readonly zone: string; readonly start: string };

/** What each viewer reads: the community's time first, and their own beside it where it differs. */
const evenings: readonly { day: string; at: string; seen: readonly Viewpoint[] }[] = [
  {
    day: '2026-11-18',
    at: '2026-11-18T19:30:00+01:00',
    seen: [
      { zone: 'Europe/Ljubljana', start: '20:30' },
      { zone: 'America/New_York', start: '20:30 (14:30 your time)' },
      { zone: 'Asia/Tokyo', start: '20:30 (Thu 04:30 your time)' },
    ],
  },
  {
    // Ljubljana is back on winter time, New York not yet.
    day: '2026-10-25',
    at: '2026-10-25T00:30:00+02:00',
    seen: [
      { zone: 'Europe/Ljubljana', start: '20:30' },
      { zone: 'America/New_York', start: '20:30 (15:30 your time)' },
      { zone: 'Asia/Tokyo', start: '20:30 (Mon 04:30 your time)' },
    ],
  },
  {
    day: '2026-03-29',
    at: '2026-03-29T00:30:00+01:00',
    seen: [
      { zone: 'Europe/Ljubljana', start: '20:30' },
      { zone: 'America/New_York', start: '20:30 (14:30 your time)' },
      { zone: 'Asia/Tokyo', start: '20:30 (Mon 03:30 your time)' },
    ],
  },
];

const arrange = async ({ house, node }: World, day: string, ...windows: [string, string][]) => {
  for (const [index, [from, until]] of windows.entries()) {
    const person = await house.person(node, `Player ${index}`);
    const marks = [{ day, status: 'LOOKING' as const, window: { from, until } }];
    await person.run('availability:set', { key: crypto.randomUUID(), marks });
  }
  return house.person(node, 'Ana');
};

/** The full hours under the columns, in order, as the community's clock shows them. */
const hoursOn = (page: Page) =>
  page.locator('day-timeline .hours:not(.yours) .hour').allTextContents();

for (const { day, at, seen } of evenings) {
  journey(
    `on ${day} the same day and the same start are seen, with the reader's own time`,
    async (world) => {
      const as = await arrange(world, day, ['20:30', '23:00'], ['19:00', '22:00']);
      const date = new Date(`${day}T00:00Z`).toLocaleDateString('en-GB', {
        weekday: 'long',
        day: 'numeric',
        month: 'long',
        timeZone: 'UTC',
      });

      for (const { zone, start } of seen) {
        const { page } = await world.visit({ as, timezoneId: zone });
        await page.goto('/');
        const article = page.getByRole('article', { name: date });
        await article.getByRole('link', { name: `2 of 2 from ${start}`, exact: true }).click();
        await page.getByRole('heading', { name: date, level: 1 }).waitFor();
        await page
          .locator('day-standing')
          .getByText(`2 of 2 from ${start}`, { exact: true })
          .waitFor();
        const columns = page.getByRole('list', { name: 'How many can play' });
        await columns.getByText(`${start}: 2`, { exact: true }).waitFor();
        const hours = await hoursOn(page);
        assert.equal(hours.slice(0, 4), ['17:00', '18:00', '19:00', '20:00'], zone);
        const yours = await page.locator('.yours .hour').count();
        assert.is(yours > 0, zone !== 'Europe/Ljubljana', `${zone}: ${yours} own hours`);
      }
    },
    { at },
  );
}

for (const { day, at, hours } of [
  {
    day: '2026-10-25',
    at: '2026-10-25T00:30:00+02:00',
    hours: ['01:00', '02:00', '02:00', '03:00', '04:00'],
  },
  {
    day: '2026-03-29',
    at: '2026-03-29T00:30:00+01:00',
    hours: ['01:00', '03:00', '04:00', '05:00', '06:00'],
  },
]) {
  journey(
    `the night of ${day} shows the hours that its clock shows`,
    async (world) => {
      const as = await arrange(world, day, ['01:00', '05:00'], ['03:00', '04:00']);
      const { page } = await world.visit({ as, timezoneId: 'America/New_York' });

      await page.goto(`/day/${day}`);
      await page.locator('day-timeline').getByText('03:00 – 04:00').first().waitFor();

      assert.equal((await hoursOn(page)).slice(0, 5), hours);
      const offered = await page
        .getByRole('combobox', { name: 'From' })
        .locator('option')
        .allTextContents();
      assert.is(offered.includes('02:30'), day === '2026-10-25', 'a skipped time is not offered');
    },
    { at },
  );
}

journey.run();
