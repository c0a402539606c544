import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Announcements, changesInWords } from '../../client/availability/grid/announcements.ts';
import type { RemoteChange } from '../../client/availability/remote-changes.ts';
import { View } from '../../client/availability/view.ts';
import { reader } from '../../client/words/language.ts';
import { readerOf } from '../../client/words/reader.ts';
import type { Entry } from '../../shared/availability/grid.ts';
import { membersGrid } from '../support/live-grid.ts';

const announcements = suite('announcements');

const [ana, bor, eva] = ['1180675284893024347', '1180675284893024348', '1180675284893024349'];
const friday = '2026-11-27';
const saturday = '2026-11-28';

announcements.before(() => {
  reader.set(readerOf('en', ['en-GB']));
});

/** Time that passes only when told. */
const fakeTime = () => {
  let now = 0;
  let timers: { at: number; then: () => void }[] = [];
  return {
    later: (then: () => void, ms: number) => {
      timers.push({ at: now + ms, then });
    },
    pass: (ms: number) => {
      now += ms;
      const due = timers.filter(({ at }) => at <= now);
      timers = timers.filter(({ at }) => at > now);
      for (const { then } of due) then();
    },
  };
};

const viewWith = (entries: Record<string, Record<string, Entry>>): View => {
  const live = membersGrid(
    { [ana]: 'Ana', [bor]: 'Bor', [eva]: 'Eva' },
    { entries },
    { threshold: 6 },
  );
  return new View(live, ana);
};

const changed = (day: string, player: string, times = 1): RemoteChange[] =>
  Array.from({ length: times }, () => ({ day, player }));

announcements('of fifty changes in a second are one, of all of them', () => {
  const time = fakeTime();
  const spoken: number[] = [];
  const announcer = new Announcements((changes) => spoken.push(changes.length), time.later);

  for (let change = 0; change < 50; change += 1) {
    announcer.add(changed(friday, bor));
    time.pass(20);
  }
  assert.equal(spoken, []);
  time.pass(1_000);

  assert.equal(spoken, [50]);
});

announcements('come at most once in two seconds, however long it goes on, and lose nothing', () => {
  const time = fakeTime();
  const spoken: number[] = [];
  const announcer = new Announcements((changes) => spoken.push(changes.length), time.later);

  for (let change = 0; change < 500; change += 1) {
    announcer.add(changed(friday, bor));
    time.pass(20);
  }
  time.pass(2_000);

  assert.ok(spoken.length <= 5, `10 s of changes were spoken ${spoken.length} times.`);
  assert.is(
    spoken.reduce((sum, changes) => sum + changes, 0),
    500,
  );
});

announcements('are not made of nothing', () => {
  const time = fakeTime();
  const spoken: number[] = [];

  new Announcements((changes) => spoken.push(changes.length), time.later).add([]);
  time.pass(5_000);

  assert.equal(spoken, []);
});

announcements('tell the sum, and how the busiest day stands', () => {
  const looking = (order: number): Entry => ({ status: 'LOOKING', order });
  const view = viewWith({ [friday]: { [bor]: looking(1), [eva]: looking(2) } });

  const words = changesInWords(view, [
    ...changed(saturday, bor),
    ...changed(friday, bor),
    ...changed(friday, eva, 2),
  ]);

  assert.is(words, '4 changes by 2 players. Friday 27 November: 2 of 6.');
});

announcements('say of one change what it made, and who did it for somebody', () => {
  const view = viewWith({ [friday]: { [ana]: { status: 'MAYBE', order: 1, by: bor } } });

  assert.is(
    changesInWords(view, changed(friday, ana)),
    'Friday 27 November, Ana: maybe. Set by Bor. 0 of 6 committed.',
  );
});

announcements('count changes only, where no names may be seen', () => {
  const view = viewWith({});

  assert.is(
    changesInWords(view, [{ day: friday }, { day: friday }]),
    '2 changes. Friday 27 November: 0 of 6.',
  );
});

announcements.run();
