import * as assert from 'uvu/assert';
import { until } from '../../test/support/deadline.ts';
import { arriveAs, asOf, isKept, storedOn } from '../support/device-storage.ts';
import { journeys } from '../support/journeys.ts';
import { banner, days, headline, myButton } from '../support/screens.ts';

const journey = journeys('not on this device');

const { today } = days;

journey('what another version kept is not shown, and is thrown away', async (world) => {
  const { house, node } = world;
  const ana = await house.person(node, 'Ana');
  const { page } = await arriveAs(world, ana);
  await myButton(page, today, 'Looking').waitFor();
  await isKept(page, /"Ana"/);
  await node.close();
  await banner(page).getByText('Connection lost.').waitFor();
  await page.evaluate(`new Promise((done) => {
    const opening = indexedDB.open('muster', 1);
    opening.onsuccess = () => {
      const shelf = opening.result.transaction('shelf', 'readwrite').objectStore('shelf');
      const asked = shelf.get('grid:default');
      asked.onsuccess = () => {
        shelf.put({ ...asked.result, form: 'another' }, 'grid:default').onsuccess = () => {
          opening.result.close();
          done();
        };
      };
    };
  })`);

  await page.reload();

  await banner(page).getByText('Connection lost.').waitFor();
  await until('an empty device', async () => (await storedOn(page)) === 'null');
  assert.is(await page.getByText(asOf).count(), 0);
});

journey('without a server there is no signing in, and no day that has passed', async (world) => {
  const { house, node } = world;
  const ana = await house.person(node, 'Ana');
  await ana.run('availability:set', {
    key: crypto.randomUUID(),
    marks: [{ day: '2026-11-18', status: 'LOOKING' }],
  });
  const { page, context } = await arriveAs(world, undefined);
  await headline(page, '1 of 3, 2 more!').waitFor();
  await isKept(page, /"LOOKING":1/);
  await node.close();
  await context.setOffline(true);
  await page.reload();
  await banner(page).getByText(asOf).waitFor();

  await page.getByRole('link', { name: 'Sign in' }).first().click();

  await page.getByText('This page could not be fetched.').waitFor();
  await page.getByRole('link', { name: 'Grid' }).click();
  await page.evaluate("history.pushState(null, '', '/day/2026-11-10')");
  await page.reload();
  await page.getByText('This day is not on this device.').waitFor();
});

journey.run();
