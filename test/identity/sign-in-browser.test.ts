import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium } from 'playwright';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import { type House, openHouse } from '../support/house.ts';
import { chromiumPath } from '../support/programs/programs.ts';

type Context = { house: House; node: RunningNode; browser: Browser };
const pages = suite<Context>('sign-in pages');

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

pages.before(async (context) => {
  context.house = await openHouse();
  context.node = await context.house.startNode();
  context.browser = await chromium.launch({
    executablePath: chromiumPath() ?? '',
    args: ['--no-sandbox'],
  });
});

pages.after(async ({ house, browser }) => {
  await browser?.close();
  await house?.close();
});

// Chromium checks form-action against every redirect after a form, and cookies against sites.
for (const host of ['localhost', '127.0.0.1']) {
  pages(`sign in from ${host}, cancel, and try again`, async ({ node, browser }) => {
    const base = `http://${host}:${new URL(node.url).port}`;
    const context = await browser.newContext({ baseURL: base });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const blocked: string[] = [];
    page.on('console', (message) => {
      if (/Content.Security.Policy/i.test(message.text())) blocked.push(message.text());
    });

    await page.goto('/auth/sign-in?return=/health');
    await page.getByRole('link', { name: 'Cancel' }).click();
    await page.getByRole('heading', { name: 'Sign-in cancelled' }).waitFor();
    assert.is(new URL(page.url()).origin, base);
    await page.getByRole('link', { name: 'Try again' }).click();
    await page.getByLabel('Name').fill(`Of ${host}`);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${base}/health`);

    const me = await context.request.get('/api/me');
    assert.is((await me.json()).account.name, `Of ${host}`);
    assert.equal(blocked, []);
    await context.close();
  });
}

pages('are accessible and fit, in light and dark, narrow and wide', async ({ node, browser }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [360, 1280]) {
      const context = await browser.newContext({
        baseURL: node.url,
        colorScheme,
        viewport: { width, height: 720 },
        // For axe, which is put into the page; the policy itself is tested above.
        bypassCSP: true,
      });
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      const check = async (what: string) => {
        const where = `${what}, ${colorScheme}, ${width} px`;
        await page.evaluate(axe);
        const found = await page.evaluate('axe.run()');
        const { violations } = found as { violations: { id: string }[] };
        assert.equal(
          violations.map(({ id }) => id),
          [],
          where,
        );
        const tooWide = await page.evaluate(
          'document.documentElement.scrollWidth > document.documentElement.clientWidth',
        );
        assert.is(tooWide, false, where);
        if (process.env['SHOTS']) {
          await page.screenshot({
            path: `${process.env['SHOTS']}/${where.replace(/\W+/g, '-')}.png`,
          });
        }
      };

      await page.goto('/auth/sign-in?return=/health');
      await check('the form');
      await page.getByLabel('Name').fill('x'.repeat(40));
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('alert').waitFor();
      await check('a wrong name');
      await page.getByRole('link', { name: 'Cancel' }).click();
      await page.getByRole('heading', { name: 'Sign-in cancelled' }).waitFor();
      await check('cancelled');
      await page.goto('/auth/callback?state=made-up');
      await check('over');
      await context.close();
    }
  }
});

pages.run();
