import type { Page } from 'playwright';
import * as assert from 'uvu/assert';
import { until } from '../../test/support/deadline.ts';
import { mark } from '../support/evenings.ts';
import { journeys } from '../support/journeys.ts';
import { cell } from '../support/screens.ts';

const journey = journeys('in sight and said once');

/** What has the keyboard, and whether a pointer in its middle would meet it. */
const stopOf = (page: Page): Promise<{ what: string; isSeen: boolean }> =>
  page.evaluate(`(() => {
    let stop = document.activeElement;
    while (stop.shadowRoot?.activeElement) stop = stop.shadowRoot.activeElement;
    const { x, y, width, height } = stop.getBoundingClientRect();
    const met = [];
    let root = document;
    while (root) {
      const there = root.elementFromPoint(x + width / 2, y + height / 2);
      root = met.includes(there) ? null : there?.shadowRoot;
      met.push(there);
    }
    return { what: stop.outerHTML.slice(0, 200), isSeen: stop === document.body || met.some((there) => stop.contains(there)) };
  })()`);

const isInFooter = async (page: Page): Promise<boolean> =>
  (await page.evaluate(`document.activeElement.closest('footer') !== null`)) === true;

// A desk's window at twice its size is a phone's: with its navigation at the foot.
journey('whatever has the keyboard is in sight, at 200 % too', async ({ house, node, visit }) => {
  const ana = await house.person(node, 'Ana');
  await mark(ana, { day: '2026-11-18', status: 'LOOKING' });
  const { page } = await visit({ as: ana, viewport: { width: 640, height: 400 } });

  for (const path of ['/', '/grid', '/day/2026-11-18', '/me']) {
    await page.goto(path);
    await page.locator('main h1, main h2').first().waitFor();
    for (const key of ['Tab', 'Shift+Tab']) {
      const hidden: string[] = [];
      for (let presses = 0; presses < 60; presses += 1) {
        await page.keyboard.press(key);
        const { what, isSeen } = await stopOf(page);
        if (!isSeen) hidden.push(what);
        if (what.startsWith('<body')) break;
      }
      assert.equal(hidden, [], `${key} on ${path}`);
    }
  }
});

journey('what has the keyboard stays in sight when content comes late', async ({ visit }) => {
  const { page } = await visit({ viewport: { width: 640, height: 400 } });
  await page.goto('/me');
  await page.locator('main h1').first().waitFor();
  await page.keyboard.press('Tab');
  for (let presses = 0; !(await isInFooter(page)) && presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
  }
  assert.ok((await stopOf(page)).isSeen);

  await page.evaluate(`
    late = document.createElement('div');
    late.style.height = '900px';
    document.querySelector('main').prepend(late);
  `);

  await until('the keyboard in sight', async () => (await stopOf(page)).isSeen);
  assert.ok(await isInFooter(page));
});

journey('hours and a note of a cell are said once', async ({ house, node, visit }) => {
  const ana = await house.person(node, 'Ana');
  const window = { from: '20:30', until: '23:00' };
  await mark(ana, { day: '2026-11-18', status: 'LOOKING', window, note: 'late' });
  const { context, page } = await visit({ as: ana });
  await page.goto('/grid');
  const today = cell(page, 'Wednesday 18 November, Ana: looking');
  await today.waitFor();

  const protocol = await context.newCDPSession(page);
  const { nodes } = await protocol.send('Accessibility.getFullAXTree');
  const said = nodes
    .filter(({ role }) => role?.value === 'gridcell')
    .map(({ name, description }) => [name?.value, description?.value ?? '']);
  const words = await today.getAttribute('title');

  assert.ok(words?.includes('20:30 to 23:00. Note: late.'));
  assert.equal(
    said.find(([name]) => name.startsWith('Wednesday 18 November, Ana')),
    [`${words} 1 of 3 committed.`, ''],
  );
});

journey.run();
