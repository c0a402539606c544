import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { commonWindow, hoursMarks } from '../../client/availability/hours/hours-marks.ts';
import { View } from '../../client/availability/view.ts';
import type { Entry, Pattern } from '../../shared/availability/grid.ts';
import { membersGrid } from '../support/live-grid.ts';

const hours = suite('hours of many cells');

const ana = '1180675284893024347';
const bor = '1180675284893024348';
const evening = { from: '20:30', until: '23:00' };
const late = { from: '22:00', until: '01:00' };
const [wednesday, thursday, friday] = ['2026-11-18', '2026-11-19', '2026-11-20'] as const;

/** Ana's Friday by pattern: maybe, late. */
const viewWith = (entries: Record<string, Record<string, Entry>>): View => {
  const pattern: Pattern = [null, null, null, null, { status: 'MAYBE', window: late }, null, null];
  const grid = { today: wednesday, entries, patterns: { [ana]: pattern } };
  const live = membersGrid({ [ana]: 'Ana', [bor]: 'Bor' }, grid);
  return new View(live, ana);
};

hours('leave answers as they are, whosever they are', () => {
  const view = viewWith({
    [wednesday]: { [ana]: { status: 'LOOKING', order: 1 }, [bor]: { status: 'MAYBE', order: 2 } },
  });

  assert.equal(hoursMarks(view, [{ day: wednesday }, { day: wednesday, player: bor }], evening), [
    { day: wednesday, status: 'LOOKING', window: evening },
    { day: wednesday, player: bor, status: 'MAYBE', window: evening },
  ]);
});

hours('answer where there was none: as the pattern suggests, or available', () => {
  const view = viewWith({});

  assert.equal(hoursMarks(view, [{ day: thursday }, { day: friday }], evening), [
    { day: thursday, status: 'AVAILABLE', window: evening },
    { day: friday, status: 'MAYBE', window: evening },
  ]);
});

hours('are none for who does not play, and any time alone is no answer', () => {
  const view = viewWith({
    [wednesday]: { [ana]: { status: 'NOT_PLAYING', order: 1 } },
    [friday]: { [ana]: { status: 'LOOKING', order: 2, window: late } },
  });
  const cells = [{ day: wednesday }, { day: thursday }, { day: friday }];

  assert.equal(hoursMarks(view, cells, null), [{ day: friday, status: 'LOOKING', window: null }]);
  assert.equal(
    hoursMarks(view, cells, evening).map(({ day }) => day),
    [thursday, friday],
  );
});

hours('begin as those that all of the cells have', () => {
  const view = viewWith({
    [wednesday]: { [ana]: { status: 'LOOKING', order: 1, window: late } },
    [thursday]: { [ana]: { status: 'MAYBE', order: 2, window: { ...late } } },
    [friday]: { [ana]: { status: 'MAYBE', order: 3 } },
  });

  assert.equal(commonWindow(view, [{ day: wednesday }, { day: thursday }]), late);
  assert.is(commonWindow(view, [{ day: wednesday }, { day: friday }]), null);
});

hours.run();
