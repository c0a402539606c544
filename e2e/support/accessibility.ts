/** Owns what every page owes to everybody: no finding of axe, room for a finger, no sideways scrolling. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';
import * as assert from 'uvu/assert';

/** Give it to a visit as its script: put in later, the page's own policy would forbid it. */
export const axe = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

type Finding = { id: string; nodes: { html: string; failureSummary: string }[] };

/** The least side of what is pressed, in CSS pixels; half a pixel is lost to rounding. */
const targetPx = 44 - 0.5;
const targets = 'a[href], button, input, [role=gridcell][aria-readonly=false]';

/** As the page is shown now; asked for its contrasts only, where nothing else can have changed. */
export const isAccessible = async (
  page: Page,
  where: string,
  what: 'all' | 'contrast' = 'all',
): Promise<void> => {
  const rules = what === 'contrast' ? '{ runOnly: ["color-contrast"] }' : '';
  const { violations } = (await page.evaluate(`axe.run(${rules})`)) as { violations: Finding[] };
  const findings = violations.map(({ id, nodes }) => {
    const places = nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`);
    return `${id}: ${places.slice(0, 3).join('\n')}`;
  });
  assert.equal(findings, [], where);
};

/** Everything that can be pressed is large enough, and nothing reaches beyond the page's side. */
export const fits = async (page: Page, where: string): Promise<void> => {
  const tooSmall = await page.locator(targets).evaluateAll(
    (elements, least) =>
      elements
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && Math.min(box.width, box.height) < least)
        .map(({ element, box }) => `${element.outerHTML} ${box.width} × ${box.height}`),
    targetPx,
  );
  assert.equal(tooSmall, [], where);
  const isTooWide = await page.evaluate(
    'document.documentElement.scrollWidth > document.documentElement.clientWidth',
  );
  assert.is(isTooWide, false, `${where} scrolls sideways.`);
};
