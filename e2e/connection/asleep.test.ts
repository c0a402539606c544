import type { CDPSession, Page } from 'playwright';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import { until } from '../../test/support/deadline.ts';
import type { Person } from '../../test/support/house.ts';
import { journeys, type World } from '../support/journeys.ts';
import {
  banner,
  cell,
  dayCard,
  days,
  headline,
  hint,
  myButton,
  namesUnder,
  toast,
} from '../support/screens.ts';
import type { Visit } from '../support/visit.ts';

const journey = journeys('asleep');

const { today, tomorrow } = days;

const lost = {
  mayComplain: /WebSocket connection to .* failed|ERR_CONNECTION_REFUSED|ERR_INTERNET/,
} as const;

const portOf = (node: RunningNode): number => Number(new URL(node.url).port);

type Sleeper = Visit & { readonly browser: CDPSession };

/** By number: connections to a machine called localhost outlive the network. */
const arrive = async ({ node, visit }: World, as: Person): Promise<Sleeper> => {
  const visited = await visit({ as, baseURL: `http://127.0.0.1:${portOf(node)}`, ...lost });
  await visited.page.goto('/');
  await myButton(visited.page, today, 'Looking').waitFor();
  await visited.page.evaluate('stayed = true');
  return { ...visited, browser: await visited.context.newCDPSession(visited.page) };
};

/** As Chromium does with tabs that nobody looks at: no timer runs, nothing is drawn. */
const freeze = ({ browser }: Sleeper): Promise<unknown> =>
  browser.send('Page.setWebLifecycleState', { state: 'frozen' });
const wake = ({ browser }: Sleeper): Promise<unknown> =>
  browser.send('Page.setWebLifecycleState', { state: 'active' });

const mark = (
  node: RunningNode,
  who: Person,
  ...marks: { day: string; status: 'LOOKING' | 'MAYBE' | null }[]
) => node.app.run(who.caller, 'availability:set', { key: crypto.randomUUID(), marks });

/** The headline of the day after. */
const morning = (page: Page) =>
  dayCard(page, tomorrow).getByRole('status').filter({ hasText: '1 of 3, 2 more!' });

const isCurrent = async (page: Page): Promise<void> => {
  await banner(page).filter({ hasNotText: /./ }).waitFor({ state: 'attached' });
  assert.is(await page.evaluate('stayed'), true, 'without a load');
};

journey(
  'a tab that slept for an hour, while its server was replaced, shows what happened',
  async (world) => {
    const { house, node } = world;
    const [ana, ben] = [await house.person(node, 'Ana'), await house.person(node, 'Ben')];
    const anas = await arrive(world, ana);

    await freeze(anas);
    await node.close();
    house.clock.advance(60 * 60 * 1_000);
    const again = await house.startNode({ port: portOf(node) });
    await mark(
      again,
      ben,
      { day: '2026-11-18', status: 'LOOKING' },
      { day: '2026-11-19', status: 'MAYBE' },
    );
    await wake(anas);

    await headline(anas.page, '1 of 3, 2 more!').waitFor();
    await namesUnder(anas.page, tomorrow, 'Maybe').filter({ hasText: 'Ben' }).waitFor();
    await isCurrent(anas.page);
    await myButton(anas.page, today, 'Looking').click();
    await headline(anas.page, '2 of 3, one more!').waitFor();
  },
);

journey(
  'a lid closed overnight: the morning shows the new day, and a mark for the old one is told',
  async (world) => {
    const { house, node } = world;
    const [ana, ben] = [await house.person(node, 'Ana'), await house.person(node, 'Ben')];
    const [anas, bens] = [await arrive(world, ana), await arrive(world, ben)];
    const grids = await bens.tab();
    await grids.goto('/grid');

    // The network goes first, then the lid: what was tapped in between still waits.
    await anas.context.setOffline(true);
    await myButton(anas.page, today, 'Looking').click();
    await myButton(anas.page, tomorrow, 'Maybe').click();
    await hint(anas.page, 'Waiting to be confirmed…').first().waitFor();
    await freeze(anas);
    house.clock.set('2026-11-19T08:00:00+01:00');
    await mark(node, ben, { day: '2026-11-19', status: 'LOOKING' });
    await morning(bens.page).waitFor();
    await wake(anas);
    await anas.context.setOffline(false);

    await toast(anas.page, 'Days before today can only be read.').waitFor();
    for (const { page } of [anas, bens]) {
      await page.locator('today-card').getByRole('heading', { name: tomorrow }).waitFor();
      await morning(page).waitFor();
      await namesUnder(page, tomorrow, 'Maybe').filter({ hasText: 'Ana' }).waitFor();
      await isCurrent(page);
    }
    await cell(grids, new RegExp(`^${tomorrow}, Ana: maybe`)).waitFor();
    const entries = await house.sql<{ day: string }>('select day::text from entries order by day');
    assert.equal(
      entries.map(({ day }) => day),
      ['2026-11-19', '2026-11-19'],
    );
  },
);

journey(
  'ten minutes of flight mode and three marks: all arrive, and every screen agrees',
  async (world) => {
    const { house, node } = world;
    const [ana, ben] = [await house.person(node, 'Ana'), await house.person(node, 'Ben')];
    const [anas, bens] = [await arrive(world, ana), await arrive(world, ben)];

    await anas.context.setOffline(true);
    await banner(anas.page).getByText('You are offline. Your marks wait here.').waitFor();
    await myButton(anas.page, today, 'Looking').click();
    await myButton(anas.page, tomorrow, 'Available').click();
    await myButton(anas.page, 'Friday 20 November', 'Maybe').click();
    house.clock.advance(10 * 60 * 1_000);
    await mark(
      node,
      ben,
      { day: '2026-11-18', status: 'LOOKING' },
      { day: '2026-11-20', status: 'MAYBE' },
    );
    await headline(bens.page, '1 of 3, 2 more!').waitFor();
    assert.equal((await house.sql('select from entries')).length, 2, 'nothing of it arrived yet');
    await anas.context.setOffline(false);

    for (const { page } of [anas, bens]) {
      await headline(page, '2 of 3, one more!').waitFor();
      // Who stood there first is first, whoever tapped first without a network.
      await until('one queue', async () => {
        const names = await namesUnder(page, today, 'Queue').allInnerTexts();
        return names.length === 2 && names[0]?.includes('Ben') && names[1]?.includes('Ana');
      });
      await namesUnder(page, tomorrow, 'Available').filter({ hasText: 'Ana' }).waitFor();
      await isCurrent(page);
      await page.getByRole('navigation').getByRole('link', { name: 'Grid' }).click();
      await cell(page, /^Friday 20 November, Ana: maybe/).waitFor();
      await cell(page, /^Friday 20 November, Ben: maybe/).waitFor();
    }
    assert.equal((await house.sql('select from entries')).length, 5);
  },
);

journey.run();
