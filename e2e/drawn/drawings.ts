/**
 * Owns the pictures the client carries that are no vectors: icons for systems that want pixels, and
 * what a shared link shows. Writes into client/public/. `node e2e/drawings.ts`, when the sign changes.
 */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { launchChromium } from '../support/journeys.ts';

const folder = join(import.meta.dirname, '..', '..', 'client', 'public');
const mostBytes = 60_000;

const icon = readFileSync(join(folder, 'icon.svg'), 'utf8');
/** Without its round corners: systems cut icons to shapes of their own, of which 80% is safe. */
const whole = icon.replace(/ rx="\d+"/, '');

const filling = (sign: string): string =>
  `<style>body { margin: 0 } svg { display: block; width: 100vw; height: 100vh }</style>${sign}`;

/** The ring of an evening that needs two more. */
const evening = `<svg viewBox="0 0 64 64" width="400" height="400">
  <g fill="none" stroke-width="6" stroke-linecap="round" transform="rotate(-90 32 32)">
    <circle cx="32" cy="32" r="26" pathLength="60" stroke="#443c5c"
      stroke-dasharray="5.4 4.6" stroke-dashoffset="-2.3" />
    <circle cx="32" cy="32" r="26" pathLength="60" stroke="#ff7a4d"
      stroke-dasharray="5.4 4.6 5.4 4.6 5.4 4.6 5.4 24.6" stroke-dashoffset="-2.3" />
  </g>
  <path fill="#fff4ea" transform="translate(32 32) scale(1.15) translate(-32 -32)"
    d="M32 21.5 34.6 29.4 42.5 32 34.6 34.6 32 42.5 29.4 34.6 21.5 32 29.4 29.4Z" />
</svg>`;

const card = `<style>
  body {
    display: flex; align-items: center; justify-content: space-between; box-sizing: border-box;
    width: 1200px; height: 630px; margin: 0; padding: 0 96px;
    background: #1d192a; color: #fff4ea;
    font-family: ui-rounded, Inter, 'Segoe UI', 'Noto Sans', 'Liberation Sans', sans-serif;
  }
  h1 { margin: 0 0 24px; font-size: 132px; font-weight: 800; letter-spacing: -0.035em; line-height: 1 }
  p { margin: 0; max-width: 12.5em; color: #c9c1d6; font-size: 44px; line-height: 1.3; text-wrap: balance }
</style>
<div><h1>Muster</h1><p>See, live, who can play tonight.</p></div>${evening}`;

const drawings = [
  { name: 'icon-192', width: 192, height: 192, markup: filling(icon) },
  { name: 'icon-512', width: 512, height: 512, markup: filling(icon) },
  { name: 'icon-maskable', width: 512, height: 512, markup: filling(whole) },
  { name: 'icon-apple', width: 180, height: 180, markup: filling(whole) },
  { name: 'share', width: 1200, height: 630, markup: card },
];

const browser = await launchChromium();
try {
  for (const { name, width, height, markup } of drawings) {
    const page = await browser.newPage({ viewport: { width, height } });
    await page.setContent(markup);
    const path = join(folder, `${name}.png`);
    await page.screenshot({ path, omitBackground: true });
    await page.close();
    const { size } = statSync(path);
    assert.ok(size < mostBytes, `${name}.png has ${size} bytes.`);
  }
} finally {
  await browser.close();
}
