/**
 * Owns the pictures of the documents: ten players, one evening, the same at every run. Writes into
 * docs/images/ and judges nothing. `node e2e/pictures.ts`, after the client was built.
 */
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import * as assert from 'uvu/assert';
import { addDays } from '../shared/day.ts';
import type { Status } from '../shared/grid.ts';
import { openHouse, type Person } from '../test/support/house.ts';
import { openScreen } from '../test/support/screen.ts';
import { launchChromium } from './support/journeys.ts';
import { days, myButton } from './support/screens.ts';
import { type Node, openVisit, type VisitOptions } from './support/visit.ts';

const folder = join(import.meta.dirname, '..', 'docs', 'images');
const firstDay = '2026-11-18';
const mostBytes = 300_000;

const statuses = { L: 'LOOKING', A: 'AVAILABLE', M: 'MAYBE', N: 'NOT_PLAYING' } as const;

/** Who says what from today on, a letter for each day. The first one looks at the pictures. */
const answers: Readonly<Record<string, string>> = {
  'Ana Novak': 'LA.LLM.LA..LL.',
  Bor: 'LLNAL..LLM.AL.',
  'Čarna Kos': 'LMALL.A.LLN.LA',
  Dario: 'LL.LLN..ML.LLA',
  'Eva Zupan': 'ML.AL.L..A.LL.',
  Filip: 'AN.LLMM.L..AMN',
  'Grace O’Neill': 'L.MLA..NLL..LL',
  Hugo: 'N.NLM.A.AL.NL.',
  'Iva Kralj': '.AL.L..M.LAML.',
  Jun: 'A.M.LN..NL..AL',
};

const fill = async (node: Node, person: (name: string) => Promise<Person>): Promise<Person[]> => {
  const people: Person[] = [];
  for (const [name, letters] of Object.entries(answers)) {
    const one = await person(name);
    people.push(one);
    const marks = [...letters].flatMap((letter, offset) =>
      letter === '.'
        ? []
        : [
            {
              day: addDays(firstDay, offset),
              status: statuses[letter as keyof typeof statuses] satisfies Status,
            },
          ],
    );
    await node.app.run(one.caller, 'availability:set', { key: crypto.randomUUID(), marks });
  }
  return people;
};

const take = async (
  browser: Browser,
  node: Node,
  name: string,
  path: '/' | '/grid',
  options: VisitOptions,
): Promise<void> => {
  const { context, page } = await openVisit(browser, node, { reducedMotion: 'reduce', ...options });
  await page.goto(path);
  if (path === '/') await myButton(page, days.today, 'Looking', { pressed: true }).waitFor();
  else await page.getByText('5 people are here').last().waitFor();
  const file = join(folder, `${name}.png`);
  await page.screenshot({ path: file, animations: 'disabled' });
  await context.close();
  const { size } = statSync(file);
  assert.ok(size < mostBytes, `${name}.png has ${size} bytes.`);
};

const house = await openHouse({ threshold: 6 });
const browser = await launchChromium();
try {
  await house.sql(`update communities set name = 'Friday Squad'`);
  const node = await house.startNode();
  const people = await fill(node, (name) => house.person(node, name));
  const [ana, ...others] = people;
  assert.ok(ana);
  const screens = await Promise.all(others.slice(0, 4).map((person) => openScreen(node, person)));
  mkdirSync(folder, { recursive: true });
  const desk = { as: ana, viewport: { width: 1280, height: 972 } };
  await take(browser, node, 'tonight-light', '/', { ...desk, colorScheme: 'light' });
  await take(browser, node, 'grid-dark', '/grid', {
    ...desk,
    viewport: { width: 1280, height: 838 },
    colorScheme: 'dark',
  });
  await take(browser, node, 'tonight-phone', '/', {
    as: ana,
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
    colorScheme: 'dark',
  });
  for (const screen of screens) screen.close();
} finally {
  await browser.close();
  await house.close();
}
