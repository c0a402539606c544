import type { Locator, Page } from 'playwright';
import * as assert from 'uvu/assert';
import type { House } from '../../test/support/house.ts';
import { arrive } from '../support/arriving.ts';
import { journeys } from '../support/journeys.ts';
import { overhear } from '../support/overhearing.ts';
import { countOf, dayCard, days, headline, myButton, namesUnder } from '../support/screens.ts';

const journey = journeys('together');

/** From the click to another's screen; this file runs alone. 61 to 327 ms were seen. */
const liveWithinMs = 1_000;

/** Clicks, and returns when all is shown: soon after the click as the page itself felt it. */
const click = async (page: Page, button: Locator, ...shown: Locator[]): Promise<void> => {
  await page.evaluate('addEventListener("click", () => { clickedAt = Date.now() }, true)');
  await button.click();
  const arrivals = await Promise.all(
    shown.map(async (one) => {
      await one.waitFor();
      return Date.now();
    }),
  );
  const tookMs = Math.max(...arrivals) - Number(await page.evaluate('clickedAt'));
  assert.ok(tookMs <= liveWithinMs, `${button} reached the others after ${tookMs} ms.`);
};

/** Everything by which a person could be known: names, ids, sessions. */
const tracesOf = async (house: House): Promise<string[]> => {
  const rows = await house.sql<{ trace: string }>(`
    select id::text as trace from accounts union select name from accounts
    union select id::text from players union select name from players
    union select id_hash from sessions`);
  return rows.map(({ trace }) => trace);
};

journey(
  'two people sign in, take names, and see each other mark and clear at once, without a reload, while a stranger sees counts move and never a name',
  async ({ house, visit }) => {
    // Ids that stand nowhere else: those of other houses are examples in the contract.
    await house.sql('alter table accounts alter column id restart with 3098765432109876543');
    await house.sql('alter table players alter column id restart with 4098765432109876543');
    const [ana, ben, stranger] = await Promise.all([visit(), visit(), visit()]);
    const heard = overhear(stranger.context, stranger.page);
    await Promise.all([
      arrive(ana.page, 'Ana 🎯 <b>Novak</b>'),
      arrive(ben.page, 'Bén & Čarli'),
      stranger.page.goto('/'),
    ]);
    const { today, tomorrow } = days;
    await countOf(stranger.page, today, 'Looking', 0).waitFor();
    for (const { page } of [ana, ben, stranger]) await page.evaluate('stayed = true');

    await click(
      ana.page,
      myButton(ana.page, today, 'Looking'),
      myButton(ana.page, today, 'Looking', { pressed: true }),
      namesUnder(ben.page, today, 'Queue').filter({ hasText: 'Ana 🎯 <b>Novak</b>' }),
      headline(ben.page, '1 of 3, 2 more!'),
      countOf(stranger.page, today, 'Looking', 1),
      headline(stranger.page, '1 of 3, 2 more!'),
    );
    await click(
      ben.page,
      myButton(ben.page, tomorrow, 'Maybe'),
      namesUnder(ana.page, tomorrow, 'Maybe').filter({ hasText: 'Bén & Čarli' }),
      countOf(stranger.page, tomorrow, 'Maybe', 1),
    );
    await click(
      ana.page,
      myButton(ana.page, today, 'Looking', { pressed: true }),
      dayCard(ben.page, today).getByText('Queue is empty'),
      dayCard(stranger.page, today).getByText('Queue is empty'),
      countOf(stranger.page, today, 'Looking', 0),
    );
    await click(
      ben.page,
      myButton(ben.page, tomorrow, 'Maybe', { pressed: true }),
      dayCard(ana.page, tomorrow).getByText('Nobody has answered for this day yet.'),
      countOf(stranger.page, tomorrow, 'Maybe', 0),
    );

    for (const { page } of [ana, ben, stranger]) assert.is(await page.evaluate('stayed'), true);
    await stranger.page.getByRole('link', { name: 'Grid' }).click();
    await stranger.page.getByRole('grid').waitFor();
    await stranger.page.goto('/me');
    await stranger.page.getByRole('heading', { name: 'Playing tonight?' }).waitFor();
    const words = await heard.words();
    assert.match(words, '"view":"everyone"');
    const traces = await tracesOf(house);
    assert.ok(traces.length >= 8, 'There are two people to look for.');
    for (const trace of traces) {
      for (const writing of [trace, JSON.stringify(trace).slice(1, -1), encodeURI(trace)]) {
        assert.not.match(words, writing, `A stranger was told ${writing}.`);
      }
    }
  },
);

journey.run();
