import * as assert from 'uvu/assert';
import { until } from '../../test/support/deadline.ts';
import { handsOn } from '../support/hands.ts';
import { journeys } from '../support/journeys.ts';
import { hasFocus, press } from '../support/keyboard.ts';
import { cell, days, toast } from '../support/screens.ts';

const journey = journeys('undo');

const { today, tomorrow } = days;
const friday = 'Friday 20 November';
const saturday = 'Saturday 21 November';

const key = () => crypto.randomUUID();

journey(
  'undoing after somebody else changed one of my cells restores the others and says which it left',
  async ({ house, node, visit }) => {
    const bor = await house.person(node, 'Bor');
    const ana = await house.person(node, 'Ana');
    const note = 'Home by nine';
    const before = [{ day: '2026-11-18', status: 'NOT_PLAYING' as const, note }];
    await ana.run('availability:set', { key: key(), marks: before });
    const { page } = await visit({ as: ana });
    await page.goto('/grid');
    const hands = await handsOn(page);
    await hands.click(page.getByRole('radio', { name: 'Maybe' }));
    await hands.drag(cell(page, `${today}, Ana`), cell(page, `${saturday}, Ana`));
    await cell(page, `${saturday}, Ana: maybe. 0 of 3 committed`).waitFor();
    await until('the stroke to be stored', async () => {
      const rows = await house.sql('select from entries where status = $1', ['MAYBE']);
      return rows.length === 4;
    });

    const set = [{ day: '2026-11-20', player: ana.player, status: 'LOOKING' as const }];
    await bor.run('availability:set', { key: key(), marks: set });
    await cell(page, `${friday}, Ana: looking. Set by Bor`).waitFor();
    await toast(page, '4 days: maybe').getByRole('button', { name: 'Undo' }).click();

    await toast(page, `Undone, except ${friday}: Bor changed it since.`).waitFor();
    await cell(page, `${today}, Ana: not playing. Note: ${note}`).waitFor();
    await cell(page, `${tomorrow}, Ana: no answer yet`).waitFor();
    await cell(page, `${saturday}, Ana: no answer yet`).waitFor();
    await cell(page, `${friday}, Ana: looking. Set by Bor`).waitFor();
    const rows = await house.sql<{ day: string; status: string; note: string | null }>(
      'select day::text, status, note from entries order by day',
    );
    assert.equal(rows, [
      { day: '2026-11-18', status: 'NOT_PLAYING', note },
      { day: '2026-11-20', status: 'LOOKING', note: null },
    ]);
  },
);

journey(
  'Ctrl+Z takes my last strokes back one by one, and says when there is none',
  async ({ house, node, visit }) => {
    const { page } = await visit({ as: await house.person(node, 'Ana') });
    await page.goto('/grid');
    await cell(page, `${today}, Ana`).click();
    await cell(page, `${today}, Ana: looking`).waitFor();
    await press(page, 'ArrowRight', 'Shift+ArrowRight', '3');
    await cell(page, `${friday}, Ana: maybe`).waitFor();

    await press(page, 'Control+z');
    await cell(page, `${tomorrow}, Ana: no answer yet`).waitFor();
    await cell(page, `${friday}, Ana: no answer yet`).waitFor();
    await cell(page, `${today}, Ana: looking`).waitFor();
    await press(page, 'Meta+z');
    await cell(page, `${today}, Ana: no answer yet`).waitFor();
    await press(page, 'Control+z');
    await toast(page, 'Nothing to undo.').waitFor();
    await until('the database to have nothing', async () => {
      return (await house.sql('select from entries')).length === 0;
    });
  },
);

journey('the keyboard goes back to its cell from a message', async ({ house, node, visit }) => {
  const { page } = await visit({ as: await house.person(node, 'Ana') });
  await page.goto('/grid');
  await cell(page, `${today}, Ana`).click();
  await press(page, 'Shift+ArrowRight', '3');
  const undo = toast(page, '2 days: maybe').getByRole('button', { name: 'Undo' });

  await undo.click();
  await cell(page, `${tomorrow}, Ana: no answer yet`).waitFor();
  await hasFocus(page, cell(page, `${tomorrow}, Ana`));
  await toast(page, 'Undone.').getByRole('button', { name: 'Dismiss' }).click();
  await hasFocus(page, cell(page, `${tomorrow}, Ana`));
});

journey(
  'a stroke and its undo made without a connection wait their turn',
  async ({ house, node, visit }) => {
    const { context, page } = await visit({
      as: await house.person(node, 'Ana'),
      mayComplain: /ERR_INTERNET_DISCONNECTED|WebSocket/,
    });
    await page.goto('/grid');
    await cell(page, `${today}, Ana`).waitFor();
    const port = Number(new URL(node.url).port);
    await node.close();
    await page.getByText('Connection lost').waitFor();

    const hands = await handsOn(page);
    await hands.drag(cell(page, `${today}, Ana`), cell(page, `${friday}, Ana`));
    await cell(page, `${friday}, Ana: looking`).waitFor();
    await hands.drag(cell(page, `${saturday}, Ana`), cell(page, 'Sunday 22 November, Ana'));
    await cell(page, 'Sunday 22 November, Ana: looking').waitFor();
    await toast(page, '3 days: looking').getByRole('button', { name: 'Undo' }).click();
    await cell(page, `${friday}, Ana: no answer yet`).waitFor();
    await house.startNode({ port });

    await toast(page, 'Undone.').waitFor({ timeout: 20_000 });
    await cell(page, `${friday}, Ana: no answer yet`).waitFor();
    await until('the database to have the other stroke', async () => {
      const rows = await house.sql<{ day: string }>('select day::text from entries order by day');
      return rows.map(({ day }) => day).join() === '2026-11-21,2026-11-22';
    });
    await context.close();
  },
);

journey.run();
