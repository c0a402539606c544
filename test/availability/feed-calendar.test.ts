import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { calendarOf } from '../../server/availability/feed/calendar.ts';
import { addDays } from '../../shared/day.ts';
import { readCalendar } from '../support/calendar.ts';
import { aCommunity, aPlayer, evening, read, today, write } from '../support/feeds.ts';

const calendar = suite('a feed as a calendar');

calendar('is one even when nothing is in it', () => {
  const { events, name, zones, property } = read([]);

  assert.equal([events.length, name, zones], [0, 'Muster', []]);
  assert.is(property('version'), '2.0');
  assert.is(property('refresh-interval'), 'PT1H');
  assert.is(property('x-published-ttl'), 'PT1H');
});

calendar('writes an evening without a window as that day, in which nobody is busy', () => {
  for (const day of [today, '2026-12-31', '2027-02-28', '2027-03-28', '2026-10-25']) {
    const [event] = read([evening({ day })]).events;
    assert.equal([event?.isAllDay, event?.start, event?.end], [true, day, addDays(day, 1)]);
    assert.is(event?.written('transp'), 'TRANSPARENT');
  }
});

calendar('says in words and in status who means it', () => {
  const { events } = read([
    evening(),
    evening({ day: '2026-11-19', status: 'AVAILABLE' }),
    evening({ day: '2026-11-20', status: 'MAYBE' }),
  ]);

  assert.equal(
    events.map(({ summary, status }) => [summary, status]),
    [
      ['Looking · Muster', 'CONFIRMED'],
      ['Available · Muster', 'CONFIRMED'],
      ['Maybe · Muster', 'TENTATIVE'],
    ],
  );
});

calendar('names an evening for ever, and counts what became of it', () => {
  const setAt = Date.parse('2026-11-18T20:00:00+01:00');
  const [before] = read([evening()]).events;
  const [after] = read([evening({ status: 'MAYBE', version: 2 ** 31 - 1, setAt })]).events;

  assert.is(before?.uid, `${today}.${aPlayer}@${aCommunity.calendar}`);
  assert.is(after?.uid, before?.uid);
  assert.equal([before?.sequence, after?.sequence], [1, 2_147_483_647]);
  assert.is(after?.written('dtstamp'), '2026-11-18T19:00:00Z');
  assert.is(after?.written('last-modified'), '2026-11-18T19:00:00Z');
  assert.is(write([evening()]), write([evening()]), 'the same evenings, the same bytes');
});

calendar('links to the day where somebody said what address is ours', () => {
  const linked = calendarOf({
    community: aCommunity,
    player: aPlayer,
    language: 'en',
    evenings: [evening()],
    origin: 'https://muster.example',
  });

  assert.is(readCalendar(linked).events[0]?.written('url'), `https://muster.example/day/${today}`);
  assert.is(read([evening()]).events[0]?.written('url'), null);
});

const notes = [
  'Home by nine 🚆',
  'a, b; c: d \\ e "f"',
  'one\nBEGIN:VEVENT\nUID:mine\nEND:VEVENT',
  'one\r\nEND:VCALENDAR\r\nBEGIN:VEVENT',
  '\\n is no line, \\, no comma',
  '👩‍👩‍👧‍👦'.repeat(11),
  'ž'.repeat(80),
  'DTSTART:20300101',
  ' leading and trailing ',
];

for (const note of notes) {
  calendar(`keeps a note as it is: ${JSON.stringify(note.slice(0, 40))}`, () => {
    const text = write([evening({ note }), evening({ day: '2026-11-19', version: 2 })]);
    const { events } = readCalendar(text);

    assert.is(events.length, 2);
    assert.is(events[0]?.description, note.replaceAll('\r\n', '\n'));
    assert.is(events[0]?.uid, `${today}.${aPlayer}@${aCommunity.calendar}`);
    assert.is(text.match(/^BEGIN:VEVENT\r$/gm)?.length, 2);
  });
}

calendar('has lines that every program can take', () => {
  const text = write(
    notes.map((note, index) => evening({ day: addDays(today, index), note })),
    { name: 'W'.repeat(90) },
  );

  assert.ok(text.endsWith('END:VCALENDAR\r\n'));
  assert.not.match(text.replaceAll('\r\n', ''), /[\r\n]/);
  for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
});

calendar('keeps the name of the community a name', () => {
  const names: [given: string, read: string][] = [
    ['Aces; Kings, & "Queens" \\ 🎯', 'Aces; Kings, & "Queens" \\ 🎯'],
    ['A\r\nBEGIN:VEVENT\r\nUID:x\r\nEND:VEVENT', 'ABEGIN:VEVENTUID:xEND:VEVENT'],
    ['\u202eevil\u0085\u2028', 'evil'],
  ];
  for (const [given, expected] of names) {
    const { name, events } = read([evening()], { name: given });
    assert.is(name, expected);
    assert.equal(
      events.map(({ summary }) => summary),
      [`Looking · ${expected}`],
    );
  }
});

calendar.run();
