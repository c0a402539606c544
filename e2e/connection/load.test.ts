import type { Page } from 'playwright';
import * as assert from 'uvu/assert';
import { until } from '../../test/support/deadline.ts';
import type { Person } from '../../test/support/house.ts';
import { journeys } from '../support/journeys.ts';
import { days, headline, myButton } from '../support/screens.ts';

const journey = journeys('load');

const { today } = days;

/**
 * All scripts of the first load together, as they travel. Half of what is promised: the schemas, which
 * only the server reads, would add 30 kB if a page began to use one.
 */
const scriptBytesAtMost = 60_000;
/** A tenth of this is what nobody notices; the search engines' "good" is 0.1. */
const shiftAtMost = 0.02;

/** Remembers how far things moved that stood already, and that nobody moved. */
const watchShifts = `
  shifted = 0;
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) shifted += value;
  }).observe({ type: 'layout-shift', buffered: true });
`;

const isOpen = async (page: Page, path: '/' | '/grid', isLinked: boolean): Promise<void> => {
  if (path === '/grid') await page.getByRole('grid').waitFor();
  else if (isLinked) await myButton(page, today, 'Looking').waitFor();
  else await headline(page, '1 of 3').waitFor();
  // What comes with the next two pictures still belongs to the load.
  await page.evaluate(
    'new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))',
  );
};

journey('the first load is one small script, and asks no other machine', async ({ visit }) => {
  const { page } = await visit();
  const scripts: Promise<{ url: string; bytes: number; encoding: string | null }>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return;
    scripts.push(
      Promise.all([response.request().sizes(), response.headerValue('content-encoding')]).then(
        ([{ responseBodySize }, encoding]) => ({
          url: response.url(),
          bytes: responseBodySize,
          encoding,
        }),
      ),
    );
  });

  await page.goto('/');
  await headline(page, 'Who starts?').waitFor();

  const loaded = await Promise.all(scripts);
  const bytes = loaded.reduce((sum, script) => sum + script.bytes, 0);
  assert.ok(bytes > 10_000 && bytes <= scriptBytesAtMost, `${bytes} bytes of script`);
  const main = loaded.toSorted((a, b) => b.bytes - a.bytes)[0];
  assert.ok(main?.encoding, `${main?.url} travels uncompressed.`);
});

journey('a browser that cannot count days yet fetches how', async ({ visit }) => {
  const { page } = await visit({ script: 'delete globalThis.Temporal;' });
  assert.is(await page.evaluate('typeof Temporal'), 'undefined');

  await page.goto('/grid');

  await page.getByRole('columnheader', { name: 'Wednesday 18 November' }).waitFor();
  assert.is(await page.evaluate('typeof Temporal'), 'object');
});

journey('where that cannot be fetched it says so, and tries again', async ({ visit }) => {
  const { page } = await visit({
    script: 'delete globalThis.Temporal;',
    mayComplain: /ERR_FAILED/,
  });
  await page.route('**/global*.js', (route) => route.abort(), { times: 1 });

  await page.goto('/grid');
  await page.getByText('Muster could not be fetched. It tries again by itself.').waitFor();

  await page
    .getByRole('columnheader', { name: 'Wednesday 18 November' })
    .waitFor({ timeout: 20_000 });
});

journey(
  'nothing jumps while a page loads, on a desk and on a phone',
  async ({ house, node, visit }) => {
    const ana = await house.person(node, 'Ana');
    await ana.run('availability:set', {
      key: crypto.randomUUID(),
      marks: [{ day: '2026-11-18', status: 'LOOKING' }],
    });
    for (const [width, height] of [
      [1280, 800],
      [360, 720],
    ] as const) {
      for (const as of [undefined, ana] as (Person | undefined)[]) {
        const { page } = await visit({
          script: watchShifts,
          viewport: { width, height },
          ...(as && { as }),
        });
        for (const path of ['/', '/grid'] as const) {
          await page.goto(path);
          await isOpen(page, path, as !== undefined);
          const shifted = Number(await page.evaluate('shifted'));
          assert.ok(shifted < shiftAtMost, `${path} moved by ${shifted}, ${width} px, ${as?.name}`);
        }
      }
    }
  },
);

journey('a chosen theme is there before the first pixel', async ({ visit }) => {
  const { page } = await visit({
    colorScheme: 'light',
    script: `
      if (location.protocol !== 'about:') localStorage.setItem('muster-theme', 'dark');
      new MutationObserver(() => {
        if (document.documentElement?.dataset.theme === 'dark') themedAt ??= performance.now();
      }).observe(document, { subtree: true, childList: true, attributes: true });
      themedAt = undefined;
      paintedAt = undefined;
      new PerformanceObserver((list) => {
        paintedAt ??= list.getEntriesByName('first-paint')[0]?.startTime;
      }).observe({ type: 'paint', buffered: true });
    `,
  });

  await page.goto('/');
  await headline(page, 'Who starts?').waitFor();

  const [themedAt, paintedAt] = await until('the first pixel', async () => {
    const times = (await page.evaluate('[themedAt, paintedAt]')) as [number, number?];
    return times[1] !== undefined && (times as [number, number]);
  });
  assert.ok(
    themedAt < paintedAt,
    `The theme came ${themedAt - paintedAt} ms after the first pixel.`,
  );
  const background = await page.evaluate(
    'getComputedStyle(document.documentElement).backgroundColor',
  );
  assert.match(String(background), /^oklch\(0\.19 /);
});

journey(
  'what others change glows for a moment, and not where motion is unwanted',
  async ({ house, node, visit }) => {
    const ben = await house.person(node, 'Ben');
    const script = `
    glows = 0;
    const { animate } = Element.prototype;
    Element.prototype.animate = function (...all) {
      glows += 1;
      return animate.apply(this, all);
    };
  `;
    const [moving, still] = await Promise.all([
      visit({ script }),
      visit({ script, reducedMotion: 'reduce' }),
    ]);
    for (const { page } of [moving, still]) {
      await page.goto('/');
      await headline(page, 'Who starts?').waitFor();
    }

    const mark = (status: 'LOOKING' | 'MAYBE') =>
      ben.run('availability:set', {
        key: crypto.randomUUID(),
        marks: [{ day: '2026-11-18', status }],
      });
    await mark('LOOKING');
    await headline(still.page, '1 of 3').waitFor();
    await until('a glow', async () => Number(await moving.page.evaluate('glows')) > 0);
    await mark('MAYBE');
    await headline(still.page, 'Who starts?').waitFor();
    assert.is(await still.page.evaluate('glows'), 0);
  },
);

journey(
  'back and forward lead through the pages without a load, and an unknown address leads home',
  async ({ visit }) => {
    const { page } = await visit({ mayComplain: /status of 404/ });
    const link = (name: string) => page.getByRole('navigation').getByRole('link', { name });
    const isAt = async (name: string, heading: string): Promise<void> => {
      await page.getByRole('heading', { level: 1, name: heading }).waitFor({ state: 'attached' });
      await link(name).and(page.locator('[aria-current=page]')).waitFor();
      assert.is(await page.title(), `${name} · Muster`);
      assert.is(await page.evaluate('typeof stayed'), 'boolean');
    };
    await page.goto('/');
    await page.evaluate('stayed = true');

    await link('Grid').click();
    await isAt('Grid', 'Grid');
    await link('Me').click();
    await isAt('Me', 'About me');
    await page.goBack();
    await isAt('Grid', 'Grid');
    await page.goBack();
    await isAt('Tonight', 'Tonight');
    await page.goForward();
    await isAt('Grid', 'Grid');

    await page.goto('/c/nowhere/at/all');
    await page.getByRole('heading', { name: 'Nobody musters here' }).waitFor();
    await page.evaluate('stayed = true');
    await page.getByRole('link', { name: 'See who plays tonight' }).click();
    await isAt('Tonight', 'Tonight');
  },
);

journey.run();
