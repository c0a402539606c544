import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { remoteChangesBetween } from '../../client/availability/remote-changes.ts';
import { type LiveGrid, View } from '../../client/availability/view.ts';
import { grid, type Status } from '../../shared/availability/grid.ts';
import { membersGrid, settings } from '../support/live-grid.ts';

const view = suite('view of the grid');

const ana = '1180675284893024347';
const bor = '1180675284893024348';
const today = '2026-11-18';
const tomorrow = '2026-11-19';

const late = { from: '22:00', until: '01:00' };

const members = (statuses: Record<string, Status>) =>
  membersGrid(
    { [ana]: 'Ana 🎯', [bor]: 'Bor' },
    {
      today,
      entries: {
        [today]: Object.fromEntries(
          Object.entries(statuses).map(([player, status], order) => [player, { status, order }]),
        ),
      },
      // Thursdays: maybe, late.
      patterns: {
        [bor]: [null, null, null, { status: 'MAYBE', window: late }, null, null, null],
      },
    },
  );

view('lays my marks over the confirmed state, the last one winning', () => {
  const live = members({ [bor]: 'LOOKING' });

  const shown = new View(live, ana, [
    { day: today, status: 'MAYBE' },
    { day: today, status: 'LOOKING' },
    { day: tomorrow, status: 'AVAILABLE' },
  ]);

  assert.is(shown.countsOn(today).LOOKING, 2);
  assert.is(shown.countsOn(today).MAYBE, 0);
  assert.is(shown.statusOn(tomorrow, ana), 'AVAILABLE');
  assert.equal(shown.queueOn(today), [bor, ana], 'behind everybody until confirmed');
  assert.is(new View(live, ana).countsOn(today).LOOKING, 1, 'the confirmed state is left alone');
});

view('keeps my place in the queue when a mark changes nothing', () => {
  const live = members({ [ana]: 'LOOKING', [bor]: 'LOOKING' });

  const shown = new View(live, ana, [{ day: today, status: 'LOOKING' }]);

  assert.equal(shown.queueOn(today), [ana, bor]);
});

view('clears', () => {
  const shown = new View(members({ [ana]: 'LOOKING' }), ana, [{ day: today, status: null }]);

  assert.is(shown.statusOn(today, ana), null);
  assert.is(shown.hasAnswered, false);
});

view('keeps what a mark does not name, and removes what it names as nothing', () => {
  const live = members({ [ana]: 'LOOKING' });
  const marks = [{ day: today, status: 'LOOKING' as const, window: late, note: 'Trains!' }];

  const shown = new View(live, ana, [...marks, { day: today, status: 'MAYBE', note: null }]);

  const { order: _, ...entry } = shown.entryOn(today, ana) ?? {};
  assert.equal(entry, { status: 'MAYBE', window: late });
  assert.is(new View(live, ana, marks).entryOn(today, ana)?.order, 0, 'the queue place stays');
});

view('shows what I set for another as set by me, and waiting as theirs', () => {
  const mark = { day: today, player: bor, status: 'MAYBE' as const };

  const shown = new View(members({}), ana, [mark], [mark]);

  assert.is(shown.entryOn(today, bor)?.by, ana);
  assert.ok(shown.isWaiting(today, bor));
  assert.is(shown.waiting.size, 0, 'none of mine waits');
});

view('shows what a pattern suggests where there is no answer, and counts it as none', () => {
  const shown = new View(members({}), ana);

  assert.equal(shown.suggestionOn(tomorrow, bor), { status: 'MAYBE', window: late });
  assert.is(shown.suggestionOn(today, bor), undefined);
  assert.is(shown.countsOn(tomorrow).MAYBE, 0);
  const answered = new View(members({}), ana, [{ day: tomorrow, player: bor, status: 'LOOKING' }]);
  assert.is(answered.suggestionOn(tomorrow, bor), undefined);
});

view('shows counts, and nobody, to those who may see no names', () => {
  const counts = { LOOKING: 3, AVAILABLE: 0, MAYBE: 1, NOT_PLAYING: 0 };
  const live: LiveGrid = {
    grid: {
      view: 'everyone',
      revision: 7,
      state: { today, ready: true, counts: { [today]: counts } },
    },
    roster: { view: 'everyone', revision: 7, state: { settings } },
  };

  const shown = new View(live, ana, [{ day: today, status: 'LOOKING' }]);

  assert.equal(shown.countsOn(today), counts);
  assert.is(shown.countsOn(tomorrow).LOOKING, 0);
  assert.is(shown.players, undefined);
  assert.is(shown.me, undefined);
});

view('knows what others have just changed, but not what I did', () => {
  const before = members({ [bor]: 'LOOKING' }).grid;
  const state = grid.views.members.apply(before.state, {
    entries: {
      [today]: { [ana]: { status: 'MAYBE', order: 9 }, [bor]: null },
      [tomorrow]: { [bor]: { status: 'MAYBE', order: 10 } },
    },
  });

  const changes = remoteChangesBetween(before, { ...before, revision: 8, state }, ana);

  assert.equal(changes, [
    { day: today, player: bor },
    { day: tomorrow, player: bor },
  ]);
});

view.run();
