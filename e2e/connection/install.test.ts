import { createServer } from 'node:http';
import type { Page } from 'playwright';
import * as assert from 'uvu/assert';
import { within } from '../../test/support/deadline.ts';
import { journeys } from '../support/journeys.ts';
import { headline } from '../support/screens.ts';

const journey = journeys('install');

/** Open for the first time, and everything that a later visit needs is on the device. */
const isReady = async (page: Page): Promise<void> => {
  await headline(page, 'Who starts?').waitFor();
  await within('the worker', page.evaluate('navigator.serviceWorker.ready.then(() => 0)'), 20_000);
};

const cachedPaths = (page: Page): Promise<unknown> =>
  page.evaluate(`(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  })()`);

journey(
  'the app can be installed, says what it is, and looks right on any home screen',
  async ({ visit }) => {
    const { page, context } = await visit();
    await page.goto('/');
    await isReady(page);
    const browser = await context.newCDPSession(page);

    const { installabilityErrors } = await browser.send('Page.getInstallabilityErrors');
    // A private window, such as every test's, can never install anything.
    const reasons = installabilityErrors.map(({ errorId }) => errorId);
    assert.equal(
      reasons.filter((reason) => reason !== 'in-incognito'),
      [],
    );
    const { errors, data, url } = await browser.send('Page.getAppManifest');
    assert.equal(errors, []);
    const manifest = JSON.parse(data ?? '') as { icons: { src: string; sizes: string }[] };
    for (const { src, sizes } of manifest.icons) {
      const icon = await page.request.get(new URL(src, url).href);
      assert.is(icon.status(), 200, src);
      if (!src.endsWith('.png')) continue;
      // Width and height stand at fixed places of a PNG.
      const bytes = await icon.body();
      assert.is(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, sizes, src);
    }
  },
);

journey('the worker keeps one version, and no data', async ({ visit }) => {
  // A document without a picture of its own makes Chromium look for one.
  const { page } = await visit({ mayComplain: /favicon\.ico/ });
  await page.goto('/api/openapi.json');
  await page.evaluate(
    `caches.open('muster-older').then((cache) => cache.put('/old', new Response()))`,
  );

  await page.goto('/');
  await isReady(page);
  await page.evaluate(`fetch('/api/me').then((answer) => answer.text())`);
  await page.reload();
  await headline(page, 'Who starts?').waitFor();
  await page.evaluate(`fetch('/api/me').then((answer) => answer.text())`);

  assert.is(await page.evaluate('navigator.serviceWorker.controller !== null'), true);
  const kept = (await cachedPaths(page)) as string[];
  assert.ok(
    kept.includes('/index.html') && kept.some((path) => path.startsWith('/assets/grid-page')),
  );
  assert.equal(
    kept.filter(
      (path) =>
        !/^\/(assets\/.+|index\.html|icon\.svg|theme\.js|manifest\.webmanifest)$/.test(path),
    ),
    [],
  );
});

journey(
  'a page comes from the network while there is one, and a server that is ill is none',
  async ({ node, visit }) => {
    const { page } = await visit({
      mayComplain: /status of 503|WebSocket connection to .* failed/,
    });
    await page.goto('/');
    await isReady(page);

    const fresh = await page.reload();
    assert.match(await (fresh?.text() ?? ''), 'Tonight: 0 of 3');
    await node.close();
    const ill = createServer((_request, response) => response.writeHead(503).end('ill'));
    await new Promise<void>((listening) => {
      ill.listen(Number(new URL(node.url).port), 'localhost', listening);
    });
    try {
      await page.reload();
      await page.getByRole('navigation').getByRole('link', { name: 'Grid' }).click();
      await page.getByRole('heading', { name: 'Grid', level: 1 }).waitFor();
    } finally {
      ill.closeAllConnections();
      ill.close();
    }
  },
);

journey.run();
