import type { Page } from 'playwright';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import { startRedis } from '../../test/support/programs/redis.ts';
import { axe, isAccessible } from '../support/accessibility.ts';
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

const journey = journeys('offline');

const { today, tomorrow } = days;

const lost = { mayComplain: /WebSocket connection to .* failed|ERR_CONNECTION_REFUSED/ } as const;
const connectionLost = 'Connection lost. Trying again; your marks wait here.';

const portOf = (node: RunningNode): number => Number(new URL(node.url).port);

/** Ana and Ben, each looking at tonight. */
const two = async ({ house, node, visit }: World) => {
  const [ana, ben] = [await house.person(node, 'Ana'), await house.person(node, 'Ben')];
  const options = { ...lost, script: axe, reducedMotion: 'reduce' } as const;
  const [anas, bens] = await Promise.all([
    visit({ as: ana, ...options }),
    visit({ as: ben, ...options }),
  ]);
  for (const { page } of [anas, bens]) {
    await page.goto('/');
    await myButton(page, today, 'Looking').waitFor();
    await page.evaluate('stayed = true');
  }
  return { ana, ben, anas: anas.page, bens: bens.page };
};

const isCurrent = (page: Page): Promise<void> =>
  banner(page).filter({ hasNotText: /./ }).waitFor({ state: 'attached' });

journey(
  'without a server the page stays readable and a mark waits; when it is back on the same port, everybody agrees without a reload',
  async (world) => {
    const { house, node } = world;
    const { ben, anas, bens } = await two(world);
    await myButton(anas, today, 'Maybe').click();
    await namesUnder(bens, today, 'Maybe').filter({ hasText: 'Ana' }).waitFor();

    await node.close();
    for (const page of [anas, bens]) await banner(page).getByText(connectionLost).waitFor();
    await headline(anas, 'Who starts?').waitFor();
    await myButton(anas, today, 'Looking').click();
    await myButton(anas, today, 'Looking', { pressed: true }).waitFor();
    await hint(anas, 'Waiting to be confirmed…').waitFor();
    await headline(anas, '1 of 3, 2 more!').waitFor();
    await isAccessible(anas, 'Tonight without a connection');
    await anas.getByRole('link', { name: 'Grid' }).click();
    await cell(anas, `${today}, Ana: looking`).waitFor();
    await anas.getByRole('link', { name: 'Tonight' }).click();

    // Another node of the same community: what it commits while the page is away is caught up with.
    const elsewhere = await house.startNode();
    await elsewhere.app.run(ben.caller, 'availability:set', {
      key: crypto.randomUUID(),
      marks: [{ day: '2026-11-19', status: 'AVAILABLE' }],
    });
    await house.startNode({ port: portOf(node) });
    for (const page of [anas, bens]) {
      await isCurrent(page);
      await namesUnder(page, today, 'Queue').filter({ hasText: 'Ana' }).waitFor();
      await namesUnder(page, tomorrow, 'Available').filter({ hasText: 'Ben' }).waitFor();
      await headline(page, '1 of 3, 2 more!').waitFor();
      assert.is(await page.evaluate('stayed'), true);
    }
    await hint(anas, 'You are in the queue. Tap again to clear.').waitFor();
    const entries = await house.sql<{ status: string }>(
      'select status from entries order by day, player_id',
    );
    assert.equal(
      entries.map(({ status }) => status),
      ['LOOKING', 'AVAILABLE'],
    );
  },
);

journey(
  'without a network the page says so, and a mark waits until there is one again',
  async ({ house, node, visit }) => {
    const { page, context } = await visit({
      as: await house.person(node, 'Ana'),
      // Connections to a machine called localhost outlive the network.
      baseURL: `http://127.0.0.1:${portOf(node)}`,
      mayComplain: /ERR_INTERNET_DISCONNECTED/,
    });
    const { page: stranger } = await visit();
    await Promise.all([page.goto('/'), stranger.goto('/')]);
    await headline(stranger, 'Who starts?').waitFor();
    await myButton(page, today, 'Looking').waitFor();

    await context.setOffline(true);
    await banner(page).getByText('You are offline. Your marks wait here.').waitFor();
    await myButton(page, today, 'Looking').click();
    await hint(page, 'Waiting to be confirmed…').waitFor();
    await headline(page, '1 of 3, 2 more!').waitFor();
    assert.equal(await house.sql('select from entries'), []);
    await context.setOffline(false);

    await isCurrent(page);
    await hint(page, 'You are in the queue. Tap again to clear.').waitFor();
    await headline(stranger, '1 of 3, 2 more!').waitFor();
  },
);

journey(
  'a mark for a day that is over is taken back and told why, and the page rolls over to the new day',
  async (world) => {
    const { house } = world;
    const { anas, bens } = await two(world);

    house.clock.set('2026-11-19T00:00:30+01:00');
    await myButton(anas, today, 'Looking').click();

    await toast(anas, 'Days before today can only be read.').waitFor();
    for (const page of [anas, bens]) {
      await page.locator('today-card').getByRole('heading', { name: tomorrow }).waitFor();
      await page.locator('today-card').getByText('Queue is empty').waitFor();
    }
    assert.equal(await house.sql('select from entries'), []);
    await isAccessible(anas, 'Tonight with a refusal');
    await anas.getByRole('button', { name: 'Dismiss' }).click();
    await toast(anas, 'Days before today can only be read.').waitFor({ state: 'detached' });
  },
);

journey(
  'a mark made while away is refused when the name was given up elsewhere, and nobody sees it',
  async (world) => {
    const { house, node } = world;
    const { ana, anas, bens } = await two(world);

    await node.close();
    await banner(anas).getByText(connectionLost).waitFor();
    await myButton(anas, today, 'Looking').click();
    await hint(anas, 'Waiting to be confirmed…').waitFor();
    const elsewhere = await house.startNode();
    await elsewhere.app.run(ana.caller, 'identity:unlink', { key: crypto.randomUUID() });
    await house.startNode({ port: portOf(node) });

    await toast(anas, 'Choose your player name first.').waitFor();
    await anas.getByRole('heading', { name: 'Who are you here?' }).waitFor();
    await dayCard(anas, today).getByText('Queue is empty').waitFor();
    await isCurrent(bens);
    await dayCard(bens, today).getByText('Queue is empty').waitFor();
    assert.equal(await house.sql('select from entries'), []);
  },
);

journey(
  'when nodes do not hear each other, pages say that they may lag',
  async ({ house, visit }) => {
    const redis = await startRedis();
    try {
      const node = await house.startNode({ redisUrl: redis.url });
      const { page } = await visit({ baseURL: node.url });
      await page.goto('/');
      await headline(page, 'Who starts?').waitFor();

      await redis.kill();
      await banner(page).getByText('Live updates are delayed').waitFor();
      await redis.start();
      await isCurrent(page);
    } finally {
      await redis.kill();
    }
  },
);

journey.run();
