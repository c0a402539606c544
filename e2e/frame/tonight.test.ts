import type { Page } from 'playwright';
import * as assert from 'uvu/assert';
import type { Status } from '../../shared/availability/grid.ts';
import { until } from '../../test/support/deadline.ts';
import type { Person } from '../../test/support/house.ts';
import { journeys } from '../support/journeys.ts';
import {
  cell,
  countOf,
  dayCard,
  days,
  headline,
  myButton,
  namesUnder,
  type StatusWord,
} from '../support/screens.ts';

const journey = journeys('tonight');

const { today, tomorrow, upcoming } = days;

const mark = (person: Person, day: string, status: Status | null) =>
  person.run('availability:set', { key: crypto.randomUUID(), marks: [{ day, status }] });

const four: readonly StatusWord[] = ['Looking', 'Available', 'Maybe', 'Not playing'];

/** The segments of the ring that are lit, once there are so many. */
const ringShows = (page: Page, lit: number, total: number) =>
  until(`a ring with ${lit} of ${total}`, async () => {
    const ring = dayCard(page, today).locator('circle');
    return (await ring.count()) === total && (await ring.and(page.locator('.lit')).count()) === lit;
  });

const queueIs = (page: Page, ...names: string[]) =>
  until(`the queue ${names}`, async () => {
    const shown = await namesUnder(page, today, 'Queue').allInnerTexts();
    return shown.join('|').replace(/\s+/g, ' ') === names.join('|');
  });

journey(
  'the ring fills as players join, the queue keeps their order, and enough are told at once',
  async ({ house, node, visit }) => {
    const [ana, ben, cene] = await Promise.all(
      ['Ana', 'Ben', 'Čené'].map((name) => house.person(node, name)),
    );
    if (!ana || !ben || !cene) return assert.unreachable();
    const [{ page }, { page: stranger }] = await Promise.all([visit({ as: ana }), visit()]);
    await Promise.all([page.goto('/'), stranger.goto('/')]);

    await headline(page, 'Who starts?').waitFor();
    await dayCard(page, today).getByText('Queue is empty').waitFor();
    await dayCard(stranger, today).getByText('Queue is empty').waitFor();
    await ringShows(page, 0, 3);
    await mark(ben, '2026-11-18', 'LOOKING');
    await queueIs(page, '1 Ben');
    await myButton(page, today, 'Looking').click();
    await queueIs(page, '1 Ben|2 Ana you');
    await headline(page, '2 of 3, one more!').waitFor();
    await ringShows(page, 2, 3);
    await mark(cene, '2026-11-18', 'LOOKING');
    await queueIs(page, '1 Ben|2 Ana you|3 Čené');
    for (const screen of [page, stranger]) {
      await headline(screen, '3 of 3, game on!').waitFor();
      await dayCard(screen, today).getByText('Enough players are in for tonight.').waitFor();
      await ringShows(screen, 3, 3);
    }
    await dayCard(stranger, today).getByText('3 players in the queue').waitFor();

    await mark(ben, '2026-11-18', 'MAYBE');
    await queueIs(page, '1 Ana you|2 Čené');
    await headline(page, '2 of 3, one more!').waitFor();
    await dayCard(page, today).getByText('There were enough, then somebody left.').waitFor();
    await namesUnder(page, today, 'Maybe').filter({ hasText: 'Ben' }).waitFor();
    await mark(ben, '2026-11-18', 'LOOKING');
    await queueIs(page, '1 Ana you|2 Čené|3 Ben');
  },
);

journey(
  'tomorrow and three more days show their counts to members and to strangers',
  async ({ house, node, visit }) => {
    const [ana, ben] = [await house.person(node, 'Ana'), await house.person(node, 'Ben')];
    await mark(ana, '2026-11-19', 'AVAILABLE');
    await mark(ben, '2026-11-19', 'NOT_PLAYING');
    for (const person of [ana, ben]) await mark(person, '2026-11-20', 'LOOKING');
    await mark(ben, '2026-11-21', 'MAYBE');
    const [{ page }, { page: stranger }] = await Promise.all([visit({ as: ana }), visit()]);
    await Promise.all([page.goto('/'), stranger.goto('/')]);

    await dayCard(page, `Tomorrow ${tomorrow}`).waitFor();
    await namesUnder(page, tomorrow, 'Available').filter({ hasText: 'Ana' }).waitFor();
    await namesUnder(page, tomorrow, 'Not playing').filter({ hasText: 'Ben' }).waitFor();
    const expected = [
      [2, 0, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 0],
    ];
    for (const [index, day] of upcoming.entries()) {
      for (const [place, status] of four.entries()) {
        const count = expected[index]?.[place] ?? Number.NaN;
        await dayCard(page, day)
          .getByRole('button', { name: `${status} ${count}`, exact: true })
          .waitFor();
        await countOf(stranger, day, status, count).waitFor();
      }
    }
    await dayCard(page, upcoming[0]).getByText('2 of 3').waitFor();
    await dayCard(page, upcoming[2]).getByRole('button', { name: 'Looking' }).click();
    await countOf(stranger, upcoming[2], 'Looking', 1).waitFor();
  },
);

journey(
  'at midnight tomorrow becomes today on every page, without a reload',
  async ({ house, node, visit }) => {
    const ana = await house.person(node, 'Ana');
    await mark(ana, '2026-11-18', 'MAYBE');
    await mark(ana, '2026-11-19', 'LOOKING');
    const [{ page }, { page: grid }, { page: stranger }] = await Promise.all([
      visit({ as: ana }),
      visit({ as: ana }),
      visit(),
    ]);
    await Promise.all([page.goto('/'), grid.goto('/grid'), stranger.goto('/')]);
    await myButton(page, today, 'Maybe', { pressed: true }).waitFor();
    await cell(grid, `${today}, Ana: maybe`).waitFor();
    await headline(stranger, 'Who starts?').waitFor();
    await page.evaluate('stayed = true');

    house.clock.set('2026-11-19T00:00:01+01:00');
    const caller = { by: 'system', address: 'clock' } as const;
    await node.app.run(caller, 'availability:rollover', { community: 'default' });

    for (const screen of [page, stranger]) {
      await screen.locator('today-card').getByRole('heading', { name: tomorrow }).waitFor();
      await screen.locator('today-card').getByText('1 of 3, 2 more!').waitFor();
    }
    await myButton(page, tomorrow, 'Looking', { pressed: true }).waitFor();
    await dayCard(page, 'Tomorrow Friday 20 November').waitFor();
    const heads = grid.getByRole('columnheader');
    await heads
      .nth(1)
      .and(grid.getByRole('columnheader', { name: tomorrow }))
      .waitFor();
    await cell(grid, `${tomorrow}, Ana: looking`).waitFor();
    await cell(grid, /^Wednesday 18/)
      .first()
      .waitFor({ state: 'detached' });
    await myButton(page, tomorrow, 'Available').click();
    await cell(grid, `${tomorrow}, Ana: available`).waitFor();
    assert.is(await page.evaluate('stayed'), true);
  },
);

journey.run();
