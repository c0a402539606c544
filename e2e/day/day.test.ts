import * as assert from 'uvu/assert';
import { bestStart, from, mark, note, row, setsIn, until } from '../support/evenings.ts';
import { journeys } from '../support/journeys.ts';
import { hasFocus, press, tabTo } from '../support/keyboard.ts';
import { cell, days, myButton, toast } from '../support/screens.ts';

const journey = journeys('day');

const { today, tomorrow } = days;
const path = '/day/2026-11-19';

journey(
  'hours over midnight and a note are set by keyboard alone, in one command, and seen at once',
  async ({ house, node, visit }) => {
    const [ana, ben] = [await house.person(node, 'Ana'), await house.person(node, 'Ben')];
    const [{ page }, { page: other }] = await Promise.all([visit({ as: ana }), visit({ as: ben })]);
    const sets = setsIn(page);
    await Promise.all([page.goto('/'), other.goto(path)]);
    await other.getByText('Nobody has answered yet.').waitFor();
    await myButton(page, today, 'Looking').waitFor();

    await tabTo(page, page.getByRole('link', { name: 'Thursday 19 November' }));
    await press(page, 'Enter');
    await page.getByRole('heading', { name: 'Thursday 19 November', level: 1 }).waitFor();
    await hasFocus(page, page.getByRole('main'));
    await tabTo(page, myButton(page, tomorrow, 'Looking'));
    await press(page, 'Space');
    await row(other, 'Ana').getByText('at any time').first().waitFor();
    await tabTo(page, from(page));
    await page.keyboard.type('21:00');
    await page.getByText('Not saved yet.').waitFor();
    await tabTo(page, until(page));
    await page.keyboard.type('01:30');
    await page.getByRole('combobox', { name: 'Until next morning' }).waitFor();
    assert.is(sets(), 1, 'edits ask nothing');
    await tabTo(page, note(page));
    await page.keyboard.type('Late 🚆 <b>train</b>');
    await press(page, 'Enter');

    await row(other, 'Ana').getByText('21:00 – 01:30').first().waitFor();
    await row(other, 'Ana').getByText('Late 🚆 <b>train</b>', { exact: true }).waitFor();
    await bestStart(other, '1 of 1 from 21:00').waitFor();
    await hasFocus(page, note(page));
    assert.is(sets(), 2, 'hours and note are one command');
    assert.is(await other.locator('day-timeline b', { hasText: 'train' }).count(), 0);
    await page.reload();
    assert.is(await from(page).inputValue(), '21:00');
    assert.is(await until(page).inputValue(), '01:30');
    assert.is(await note(page).inputValue(), 'Late 🚆 <b>train</b>');
  },
);

journey(
  'what is typed is saved by leaving, counted from 60 characters, and kept when there are too many',
  async ({ house, node, visit }) => {
    const ana = await house.person(node, 'Ana');
    await mark(ana, { day: '2026-11-19', status: 'MAYBE' });
    const { page } = await visit({ as: ana });
    const sets = setsIn(page);
    await page.goto(path);

    await note(page).fill('a'.repeat(59));
    assert.is(await page.getByText('of 80').count(), 0);
    await note(page).fill('🎲'.repeat(81));
    await page.getByText('1 character too many').waitFor();
    await press(page, 'Enter');
    assert.is(await page.getByRole('button', { name: 'Save' }).isDisabled(), true);
    await note(page).fill('🎲'.repeat(80));
    await page.getByText('80 of 80').waitFor();
    await page.getByRole('heading', { level: 1 }).click();
    await row(page, 'Ana').getByText('🎲'.repeat(80)).waitFor();
    await page.getByText('Not saved yet.').waitFor({ state: 'hidden' });
    await note(page).fill('never mind');
    await press(page, 'Escape');
    assert.is(await note(page).inputValue(), '🎲'.repeat(80));
    await note(page).fill('');
    await page.getByRole('button', { name: 'Save' }).click();
    await row(page, 'Ana').getByText('🎲').waitFor({ state: 'hidden' });

    assert.is(sets(), 2);
  },
);

journey(
  'what was refused is taken back, and is there to be sent again',
  async ({ house, node, visit }) => {
    const ana = await house.person(node, 'Ana');
    await mark(ana, { day: '2026-11-19', status: 'MAYBE' });
    const { page } = await visit({ as: ana });
    await page.goto(path);
    await note(page).waitFor();
    // Nobody is told: only the next write finds out.
    await house.sql('update players set account_id = null');

    await note(page).fill('Bring snacks');
    await press(page, 'Enter');

    await toast(page, 'Choose your player name first.').waitFor();
    await page.getByText('Not saved yet.').waitFor();
    assert.is(await note(page).inputValue(), 'Bring snacks');
    assert.is(await row(page, 'Ana').getByText('Bring snacks').count(), 0);
    await house.sql('update players set account_id = $1', [ana.account]);
    await page.getByRole('button', { name: 'Save' }).click();
    await row(page, 'Ana').getByText('Bring snacks').waitFor();
    await page.getByText('Not saved yet.').waitFor({ state: 'hidden' });
  },
);

journey(
  'a promoter’s answer says whose it is; a day that is over is read, one that is far waits',
  async ({ house, node, visit }) => {
    const [bor, ana] = [await house.person(node, 'Bor'), await house.person(node, 'Ana')];
    await mark(bor, {
      day: '2026-11-18',
      status: 'LOOKING',
      player: ana.player,
      window: { from: '20:30', until: '23:00' },
    });
    const { page } = await visit({ as: ana, mayComplain: /status of 404/ });
    await page.goto('/day/2026-11-18');
    await row(page, 'Ana').getByText('set by Bor').waitFor();
    house.clock.set('2026-11-19T00:30:00+01:00');
    await mark(bor, { day: '2026-11-19', status: 'MAYBE' });

    await page.getByText('This day is over: it can only be read.').waitFor();
    await row(page, 'Ana').getByText('20:30 – 23:00').first().waitFor();
    assert.is(await page.getByRole('group', { name: 'My status' }).count(), 0);
    await page.getByRole('link', { name: 'Day after' }).click();
    await row(page, 'Bor').waitFor();
    await myButton(page, tomorrow, 'Looking').waitFor();
    await page.goto('/day/2027-02-18');
    await page.getByText('can be answered from Friday 20 November on').waitFor();
    await page.goto('/day/2026-02-30');
    await page.getByRole('heading', { name: 'Nobody musters here' }).waitFor();
  },
);

journey('tonight says from when, and asks me', async ({ house, node, visit }) => {
  const [ana, ben] = [await house.person(node, 'Ana'), await house.person(node, 'Ben')];
  const hours = { from: '19:30', until: '23:00' };
  await mark(ben, { day: '2026-11-18', status: 'LOOKING', window: hours });
  const { page } = await visit({ as: ana });
  const sets = setsIn(page);
  await page.goto('/');
  await page.getByRole('link', { name: '1 of 1 from 19:30' }).waitFor();

  await myButton(page, today, 'Looking').click();
  await page.getByRole('link', { name: '2 of 2 from 19:30' }).waitFor();
  await page.getByRole('button', { name: 'From when?', expanded: false }).click();
  await from(page).selectOption('21:00');
  await note(page).fill('Home by nine');
  await page.getByRole('button', { name: 'Save' }).click();

  await page.getByRole('button', { name: '21:00 – 00:00 Home by nine', expanded: true }).waitFor();
  assert.is(sets(), 2);
  await page.getByRole('link', { name: '2 of 2 from 21:00' }).click();
  await row(page, 'Ana').getByText('Home by nine').waitFor();
  await row(page, 'Ben').getByText('19:30 – 23:00').first().waitFor();
});

journey('a stranger sees how a day stands, and no hours', async ({ house, node, visit }) => {
  const ana = await house.person(node, 'Ana');
  const window = { from: '20:30', until: '23:00' };
  await mark(ana, { day: '2026-11-19', status: 'LOOKING', window, note: 'secret' });
  const { page } = await visit();

  await page.goto(path);

  await page.getByText('1 of 3, 2 more!').waitFor();
  await page.getByRole('heading', { name: 'Playing tonight?' }).waitFor();
  assert.is(await page.locator('day-timeline').count(), 0);
  assert.not.match((await page.locator('main').ariaSnapshot()) ?? '', /20:30|secret|Ana/);
});

journey(
  'a usual week is saved, hatched in the grid, and counts once it is confirmed',
  async ({ house, node, visit }) => {
    const [ana, ben] = [await house.person(node, 'Ana'), await house.person(node, 'Ben')];
    const [{ page }, { page: other }] = await Promise.all([visit({ as: ana }), visit({ as: ben })]);
    const sets = setsIn(page);
    await Promise.all([page.goto('/me'), other.goto('/grid')]);

    const friday = page.getByRole('group', { name: 'Usually on Friday' });
    await friday.getByRole('button', { name: 'Looking' }).click();
    const fridays = page.getByRole('listitem').filter({ has: friday });
    await fridays.getByRole('combobox', { name: 'From' }).selectOption('20:00');
    const sunday = page.getByRole('group', { name: 'Usually on Sunday' });
    await sunday.getByRole('button', { name: 'Maybe' }).click();
    await page.getByText('Not saved yet.').waitFor();
    await page.getByRole('button', { name: 'Save my week' }).click();
    await page.getByText('Saved. The grid shows it hatched.').waitFor();
    const hatched = cell(other, 'Friday 20 November, Ana: no answer yet');
    await hatched.and(other.locator('.suggestion[data-status=LOOKING]')).waitFor();
    await page.getByRole('link', { name: 'Tonight' }).click();
    await page.getByText('Your usual week: 2 evenings.').waitFor();
    assert.is(sets(), 0);
    await page.getByRole('button', { name: 'Confirm this week' }).click();

    const confirmed = cell(other, 'Friday 20 November, Ana: looking');
    await confirmed.and(other.locator('[data-status=LOOKING]:not(.suggestion)')).waitFor();
    await cell(other, /^Friday 20 November: 1 of 3 committed/).waitFor();
    await cell(other, 'Sunday 22 November, Ana: maybe').waitFor();
    await page.getByText('Your usual week').waitFor({ state: 'hidden' });
    assert.is(sets(), 1);
    const entries = await house.sql(
      'select window_from, window_until from entries where player_id = $1 order by day',
      [ana.player],
    );
    assert.equal(entries, [
      { window_from: '20:00', window_until: '00:00' },
      { window_from: null, window_until: null },
    ]);
  },
);

journey.run();
