/**
 * Owns the pictures of the documents: ten players, one evening, the same at every run. Writes into
 * docs/images/ and judges nothing. `node e2e/pictures.ts`, after the client was built.
 */
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import type { Mark } from '../../shared/availability/commands.ts';
import type { Pattern, Status } from '../../shared/availability/grid.ts';
import { addDays } from '../../shared/day.ts';
import { openHouse, type Person } from '../../test/support/house.ts';
import { openScreen } from '../../test/support/talk/screen.ts';
import { launchChromium } from '../support/journeys.ts';
import { days, myButton } from '../support/screens.ts';
import { openVisit, type VisitOptions } from '../support/visit.ts';

const folder = join(import.meta.dirname, '..', '..', 'docs', 'images');
const firstDay = '2026-11-18';
const mostBytes = 300_000;

type Shown = keyof typeof pages;
type Size = keyof typeof sizes;

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

/** Hours and words beside answers: letters would not hold them. */
const evenings: Readonly<Record<string, Partial<Mark>>> = {
  'Ana Novak 0': { window: { from: '20:00', until: '23:30' } },
  'Bor 0': { window: { from: '20:30', until: '00:30' }, note: 'Home by eight' },
  'Čarna Kos 0': { window: { from: '19:00', until: '22:30' } },
  'Dario 0': { window: { from: '20:30', until: '23:00' } },
  'Filip 0': { window: { from: '18:30', until: '22:00' }, note: 'Early shift tomorrow' },
  'Iva Kralj 3': { note: 'With a friend' },
};
const late = { from: '20:30', until: '23:30' };
/** What Ana does on most Tuesdays and Fridays. */
const pattern: Pattern = [
  null,
  { status: 'AVAILABLE', window: late },
  null,
  null,
  { status: 'LOOKING', window: late },
  null,
  null,
];

const fill = async (person: (name: string) => Promise<Person>): Promise<Person[]> => {
  const people: Person[] = [];
  for (const [name, letters] of Object.entries(answers)) {
    const one = await person(name);
    people.push(one);
    const marks = [...letters].flatMap((letter, offset): Mark[] => {
      if (letter === '.') return [];
      const status: Status = statuses[letter as keyof typeof statuses];
      return [{ day: addDays(firstDay, offset), status, ...evenings[`${name} ${offset}`] }];
    });
    await one.run('availability:set', { key: crypto.randomUUID(), marks });
  }
  const [ana, bor] = people;
  assert.ok(ana && bor);
  await ana.run('availability:set-pattern', { key: crypto.randomUUID(), pattern });
  const byAna: Mark = { day: addDays(firstDay, 4), status: 'AVAILABLE', player: bor.player };
  await ana.run('availability:set', { key: crypto.randomUUID(), marks: [byAna] });
  return people;
};

const pages = {
  tonight: {
    path: '/',
    isThere: (page: Page) => myButton(page, days.today, 'Looking', { pressed: true }),
  },
  grid: { path: '/grid', isThere: (page: Page) => page.getByText('5 people are here').last() },
  day: {
    path: `/day/${firstDay}`,
    isThere: (page: Page) => page.getByText('Home by eight').last(),
  },
} as const;

const sizes = {
  desktop: { viewport: { width: 1280, height: 940 } },
  phone: {
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
  },
} as const satisfies Record<string, VisitOptions>;

const take = async (browser: Browser, node: RunningNode, name: string, options: VisitOptions) => {
  const [page, colorScheme, size] = name.split('-') as [Shown, 'light' | 'dark', Size];
  const { path, isThere } = pages[page];
  const visit = await openVisit(browser, node, {
    reducedMotion: 'reduce',
    colorScheme,
    timezoneId: 'Europe/Ljubljana',
    ...sizes[size],
    ...options,
  });
  // Down to the hours, which are what that page is about.
  if (page === 'day' && size === 'desktop') {
    await visit.page.setViewportSize({ width: 1280, height: 1320 });
  }
  await visit.page.goto(path);
  // Narrow pages speak of some things without showing them.
  await isThere(visit.page).waitFor({ state: 'attached' });
  const file = join(folder, `${name}.png`);
  await visit.page.screenshot({ path: file, animations: 'disabled' });
  await visit.context.close();
  const bytes = statSync(file).size;
  assert.ok(bytes < mostBytes, `${name}.png has ${bytes} bytes.`);
};

const house = await openHouse({ threshold: 6 });
const browser = await launchChromium();
try {
  await house.sql(`update communities set name = 'Friday Squad'`);
  const node = await house.startNode();
  const people = await fill((name) => house.person(node, name));
  const [ana, ...others] = people;
  assert.ok(ana);
  const screens = await Promise.all(others.slice(0, 4).map((person) => openScreen(node, person)));
  mkdirSync(folder, { recursive: true });
  for (const page of Object.keys(pages)) {
    for (const theme of ['light', 'dark']) {
      for (const size of Object.keys(sizes)) {
        await take(browser, node, `${page}-${theme}-${size}`, { as: ana });
      }
    }
  }
  for (const screen of screens) screen.close();
} finally {
  await browser.close();
  await house.close();
}
