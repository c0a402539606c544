import type { Page } from 'playwright';
import * as assert from 'uvu/assert';
import { axe, fits, isAccessible } from '../support/accessibility.ts';
import { journeys } from '../support/journeys.ts';
import { hasFocus, press, tabTo } from '../support/keyboard.ts';
import { headline } from '../support/screens.ts';

const journey = journeys('share');

const still = { script: axe, reducedMotion: 'reduce' } as const;

const shareButton = (page: Page) => page.getByRole('button', { name: 'Share' });
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Share this page' });

type Canvas = {
  getContext(kind: '2d'): {
    getImageData(...box: [number, number, number, number]): { data: Uint8ClampedArray };
  };
};

const cornerOf = (canvas: object): number[] => [
  ...(canvas as Canvas).getContext('2d').getImageData(3, 3, 1, 1).data,
];

journey(
  'the first page is shared by keyboard: link copied, code drawn, focus back',
  async ({ node, visit }) => {
    const { page, context } = await visit(still);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto('/');
    await headline(page, 'Who starts?').waitFor();

    await tabTo(page, shareButton(page));
    await press(page, 'Enter');
    await dialog(page).waitFor();
    assert.is(await dialog(page).getByLabel('Link').inputValue(), `${node.url}/`);
    await dialog(page).getByRole('img', { name: 'Code to scan with a phone' }).waitFor();
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 740 });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await fits(page, `sharing, ${width} px`);
        await isAccessible(page, `sharing, ${width} px, ${colorScheme}`);
        // The first dark module of a code is in its corner, and what lies around it is light.
      }
    }
    // Dark now; the first dark module of a code is in its corner, and what lies around it is light.
    const code = page.locator('scan-code');
    assert.equal(await code.locator('canvas').evaluate(cornerOf), [23, 20, 31, 255]);
    const paper = await code.evaluate(
      (host) => host.ownerDocument.defaultView?.getComputedStyle(host).backgroundColor,
    );
    assert.is(paper, 'rgb(255, 255, 255)');
    await tabTo(page, dialog(page).getByRole('button', { name: 'Copy' }));
    await press(page, 'Enter');
    await dialog(page).getByRole('button', { name: 'Copied' }).waitFor();
    assert.is(await page.evaluate('navigator.clipboard.readText()'), `${node.url}/`);

    await press(page, 'Escape');
    await dialog(page).waitFor({ state: 'hidden' });
    await hasFocus(page, shareButton(page));
  },
);

journey('a click beside the dialog closes it, one in its margin does not', async ({ visit }) => {
  const { page } = await visit();
  await page.goto('/');
  await shareButton(page).click();

  await dialog(page).click({ position: { x: 8, y: 8 } });
  await dialog(page).getByLabel('Link').click();

  await page.mouse.click(8, 8);
  await dialog(page).waitFor({ state: 'hidden' });
});

journey('without a clipboard the link is selected, to be copied by hand', async ({ visit }) => {
  const { page } = await visit({
    script: `Object.defineProperty(navigator, 'clipboard', { value: undefined })`,
  });
  await page.goto('/');
  await shareButton(page).click();

  await dialog(page).getByRole('button', { name: 'Copy' }).click();

  await dialog(page).getByText('It is selected: copy it yourself.').waitFor();
  const link = dialog(page).getByLabel('Link');
  await hasFocus(page, link);
  const selected = await link.evaluate(
    (input: object) => (input as { selectionEnd: number }).selectionEnd,
  );
  assert.is(selected, (await link.inputValue()).length);
});

journey(
  "a device with a sheet of its own is given the page's name and link",
  async ({ node, visit }) => {
    const { page } = await visit({
      script: `navigator.share = async (what) => { shared = what; throw new DOMException('', 'AbortError'); }`,
    });
    await page.goto('/');
    await shareButton(page).click();

    await dialog(page).getByRole('button', { name: 'Send it with…' }).click();

    assert.equal(await page.evaluate('shared'), { title: 'Tonight · Muster', url: `${node.url}/` });
  },
);

journey.run();
