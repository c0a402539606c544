import type { Page } from 'playwright';
import * as assert from 'uvu/assert';
import type { Person } from '../../test/support/house.ts';
import { axe, fits, isAccessible } from '../support/accessibility.ts';
import { journeys } from '../support/journeys.ts';
import { hasFocus, press, tabTo } from '../support/keyboard.ts';
import { toast } from '../support/screens.ts';

const journey = journeys('language');

/** Remembers what stood on the page and in which language, picture by picture. */
const watchWords = `
  seen = [];
  const look = () => {
    const words = document.querySelector('muster-app')?.textContent.trim();
    if (words) seen.push(document.documentElement.lang + ' ' + words);
    requestAnimationFrame(look);
  };
  look();
`;

/** The files in which German is. */
const german = /\/assets\/de-.*\.js$/;

const germanOf = (page: Page): string[] => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (german.test(request.url())) asked.push(request.url());
  });
  return asked;
};

const answer = (person: Person) =>
  person.run('availability:set', {
    key: crypto.randomUUID(),
    marks: [
      {
        day: '2026-11-18',
        status: 'NOT_PLAYING',
        window: { from: '20:30', until: '23:00' },
        note: 'Wochenendarbeitsverpflichtungen',
      },
    ],
  });

/** The heads of the calendar's columns. */
const weekIn = async (page: Page, openCalendar: string): Promise<string[]> => {
  await page.getByRole('button', { name: openCalendar }).click();
  const heads = page.getByRole('grid').getByRole('columnheader');
  await heads.first().waitFor();
  return heads.evaluateAll((all) => all.map((head) => head.getAttribute('abbr') ?? ''));
};

journey('a German reads German from the first picture on, in weeks from Monday', async (world) => {
  const ana = await world.house.person(world.node, 'Ana');
  const { page } = await world.visit({ as: ana, locale: 'de-DE', script: watchWords });
  const asked = germanOf(page);
  await page.goto('/');

  await page.getByRole('group', { name: 'Mein Status für Mittwoch, 18. November' }).waitFor();
  const week = await weekIn(page, 'Kalender öffnen');

  const seen = (await page.evaluate('seen')) as string[];
  assert.ok(seen.length > 0);
  for (const words of seen) assert.match(words, /^de Zum Inhalt springen/);
  assert.is(await page.title(), 'Heute · Muster');
  assert.is(week[0], 'Montag');
  assert.is(asked.length, 1);
});

journey(
  'an American loads no German, reads weeks from Sunday and clocks of 12 hours',
  async (world) => {
    const ana = await world.house.person(world.node, 'Ana');
    await answer(ana);
    const { page } = await world.visit({ as: ana, locale: 'en-US' });
    const asked = germanOf(page);
    await page.goto('/');

    await page.getByRole('group', { name: 'My status for Wednesday, November 18' }).waitFor();
    const week = await weekIn(page, 'Open calendar');

    assert.is(week[0], 'Sunday');
    assert.is(await page.evaluate('document.documentElement.lang'), 'en');
    await page.goto('/grid');
    const mine = /^Wednesday, November 18, Ana: not playing, 8:30\sPM to 11:00\sPM/;
    await page.getByRole('gridcell', { name: mine }).waitFor();
    assert.equal(asked, []);
  },
);

journey(
  'the language is switched by keyboard, everywhere at once, on the same connection, and is kept',
  async (world) => {
    const ana = await world.house.person(world.node, 'Ana');
    const { page } = await world.visit({ as: ana });
    let connections = 0;
    page.on('websocket', () => {
      connections += 1;
    });
    const button = (name: string, pressed: boolean) =>
      page.getByRole('button', { name, exact: true, pressed });
    const myCell = (words: RegExp) => page.getByRole('gridcell', { name: words });
    await page.goto('/grid');
    await myCell(/^Thursday 19 November, Ana: no answer yet/).waitFor();

    await tabTo(page, button('Deutsch', false));
    await press(page, 'Enter');
    await hasFocus(page, button('Deutsch', true));
    await myCell(/^Donnerstag, 19\. November, Ana: noch keine Antwort/).waitFor();
    await page.getByRole('group', { name: 'Sprache' }).waitFor();
    assert.is(await page.evaluate('document.documentElement.lang'), 'de');
    assert.is(await page.title(), 'Plan · Muster');

    await page.reload();
    await myCell(/^Donnerstag, 19\. November, Ana: noch keine Antwort/).waitFor();
    assert.is(connections, 2);
    await tabTo(page, button('English', false));
    await press(page, 'Space');
    await myCell(/^Thursday 19 November, Ana: no answer yet/).waitFor();
    await hasFocus(page, button('English', true));
    assert.is(connections, 2);
  },
);

journey(
  'without its file there is English, which says that German could not be fetched',
  async (world) => {
    const mayComplain = /net::ERR_FAILED/;
    const { page, context } = await world.visit({ locale: 'de-DE', mayComplain });
    await context.route(german, (route) => route.abort());
    await page.goto('/');
    await page.getByRole('heading', { name: 'Playing tonight?' }).waitFor();

    await page.getByRole('button', { name: 'Deutsch' }).click();
    await toast(page, 'This language could not be fetched.').waitFor();
    await context.unroute(german);
    await page.getByRole('button', { name: 'Deutsch' }).click();

    await page.getByRole('heading', { name: 'Spielst du heute Abend?' }).waitFor();
  },
);

journey('a refusal is German for a German', async (world) => {
  await world.house.person(world.node, 'Ana');
  const eva = await world.house.person(world.node, 'Eva', { linked: false });
  const { page } = await world.visit({ as: eva, locale: 'de-DE' });
  await page.goto('/');

  await page.getByLabel('Dein Spielername').fill('ana');
  await page.getByRole('button', { name: 'Das bin ich' }).click();

  await page
    .getByRole('alert')
    .filter({ hasText: 'Unter diesem Namen spielt schon jemand.' })
    .waitFor();
});

journey('every page is accessible in German, and its longer words fit', async (world) => {
  const ana = await world.house.person(world.node, 'Ana');
  await answer(ana);
  const pages = {
    '/': 'Demnächst',
    '/grid': 'Plan',
    '/day/2026-11-18': 'Mittwoch',
    '/me': 'Über mich',
    '/no/where': 'Hier trifft',
  };
  for (const as of [ana, undefined]) {
    const { page } = await world.visit({
      ...(as && { as }),
      locale: 'de-DE',
      script: axe,
      reducedMotion: 'reduce',
      mayComplain: /status of 404/,
      viewport: { width: 360, height: 720 },
    });
    for (const [path, heading] of Object.entries(pages)) {
      await page.goto(path);
      await page.getByRole('heading', { name: heading }).first().waitFor();
      await fits(page, `${path} in German`);
      await isAccessible(page, `${path} in German`);
    }
  }
});

journey.run();
