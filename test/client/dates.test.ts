import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as dates from '../../client/words/dates.ts';
import { reader } from '../../client/words/language.ts';
import { firstSpoken, readerOf } from '../../client/words/reader.ts';
import type { Day } from '../../shared/day.ts';

const thisZone = process.env['TZ'] ?? 'UTC';
const ljubljana = 'Europe/Ljubljana';
const day: Day = '2026-11-27';
/** 20:30 in Ljubljana. */
const start = Date.parse('2026-11-27T19:30Z');

const zones = ['Pacific/Kiritimati', 'UTC', 'America/Los_Angeles', 'Europe/Ljubljana'];

const english = () => readerOf('en', ['en-GB']);
const american = () => readerOf('en', ['en-US']);
const german = () => readerOf('de', ['de-DE']);
const austrian = () => readerOf('de', ['de-AT']);
/** Nobody here speaks Slovenian yet. */
const slovenian = () => readerOf('en', ['sl-SI', 'en-US', 'en']);
const croatian = () => readerOf('en', ['hr', 'en-US']);
const americanInGerman = () => readerOf('de', ['en-US']);

const all = { english, american, german, austrian, slovenian, croatian, americanInGerman };

/** What each of them sees, one after the other. */
const seenBy = (see: () => string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(all).map(([name, as]) => {
      reader.set(as());
      return [name, see().replace(/\s/gu, ' ')];
    }),
  );

const suiteOfDates = suite('dates and times');

suiteOfDates.after.each(() => {
  process.env['TZ'] = thisZone;
  reader.set(english());
});

suiteOfDates('shows the first of the reader’s languages that is spoken, else English', () => {
  assert.is(firstSpoken(['de-AT', 'en']), 'de');
  assert.is(firstSpoken(['sl', 'de-CH', 'en']), 'de');
  assert.is(firstSpoken(['sl-SI', 'en-US', 'de']), 'en');
  assert.is(firstSpoken(['pt-BR', 'den']), 'en');
  assert.is(firstSpoken([]), 'en');
});

suiteOfDates('writes a day in the language shown, as where the reader lives', () => {
  assert.equal(
    seenBy(() => dates.longDay(day)),
    {
      english: 'Friday 27 November',
      american: 'Friday, November 27',
      german: 'Freitag, 27. November',
      austrian: 'Freitag, 27. November',
      slovenian: 'Friday, 27 November',
      croatian: 'Friday 27 November',
      americanInGerman: 'Freitag, 27. November',
    },
  );
  reader.set(austrian());
  assert.is(dates.monthAndYear('2027-01-01'), 'Jänner 2027');
});

suiteOfDates('begins the week where the reader lives, whatever language is shown', () => {
  assert.equal(
    seenBy(() => `${dates.firstWeekday()}`),
    {
      english: '1',
      american: '7',
      german: '1',
      austrian: '1',
      slovenian: '1',
      croatian: '1',
      americanInGerman: '7',
    },
  );
});

suiteOfDates('writes a time as the reader’s clocks show it', () => {
  assert.equal(
    seenBy(() => dates.timeOfDay(start, ljubljana)),
    {
      english: '20:30',
      american: '8:30 PM',
      german: '20:30',
      austrian: '20:30',
      slovenian: '20:30',
      croatian: '20:30',
      americanInGerman: '8:30 PM',
    },
  );
  reader.set(german());
  const midnight = Date.parse('2026-11-27T00:00+01:00');
  assert.is(dates.timeOfDay(midnight, ljubljana), '00:00');
  assert.is(dates.timeOfDay(midnight - 900_000, ljubljana), '23:45');
});

suiteOfDates('writes the hour of no day the same wherever the reader is', () => {
  for (const zone of zones) {
    process.env['TZ'] = zone;
    const { german: there, american: here } = seenBy(() => dates.clockTime('00:30'));
    assert.equal([there, here], ['00:30', '12:30 AM'], zone);
  }
});

suiteOfDates('never shifts a day, wherever the reader is', () => {
  const writers = [dates.longDay, dates.weekdayLong, dates.weekdayShort, dates.dayAndMonth];
  const more = [dates.dayAndMonthShort, dates.dayNumber, dates.monthShort, dates.monthAndYear];
  const days: Day[] = [day, '2026-03-29', '2026-10-25', '2026-11-01', '2026-12-31', '2027-01-01'];
  const seen = zones.map((zone) => {
    process.env['TZ'] = zone;
    return seenBy(() => [...writers, ...more].map((write) => days.map(write)).join());
  });

  for (const elsewhere of seen) assert.equal(elsewhere, seen[0]);
  for (const said of Object.values(seen[0] ?? {})) assert.match(said, /(Fri|Frei).*27/);
});

suiteOfDates('adds the reader’s own time to a start, and the day when it is another', () => {
  const written = (zone: string): string => {
    process.env['TZ'] = zone;
    return dates.startInWords(start, ljubljana);
  };

  reader.set(slovenian());
  assert.is(written('Europe/Ljubljana'), '20:30');
  assert.is(written('Europe/Berlin'), '20:30');
  assert.is(written('America/New_York'), '20:30 (14:30 your time)');
  assert.is(written('Asia/Tokyo'), '20:30 (Sat 04:30 your time)');
  reader.set(american());
  assert.is(written('America/Los_Angeles').replace(/\s/gu, ' '), '8:30 PM (11:30 AM your time)');
});

suiteOfDates('names the right time on the days the clocks change', () => {
  process.env['TZ'] = 'America/New_York';
  reader.set(english());

  assert.is(
    dates.startInWords(Date.parse('2026-03-28T19:30Z'), ljubljana),
    '20:30 (15:30 your time)',
  );
  assert.is(
    dates.startInWords(Date.parse('2026-03-29T18:30Z'), ljubljana),
    '20:30 (14:30 your time)',
  );
  assert.is(
    dates.startInWords(Date.parse('2026-10-25T19:30Z'), ljubljana),
    '20:30 (15:30 your time)',
  );
});

suiteOfDates('names a zone in the language shown', () => {
  assert.equal(seenBy(() => dates.zoneInWords(ljubljana)).german, 'Mitteleuropäische Zeit');
  reader.set(american());
  assert.is(dates.zoneInWords(ljubljana), 'Central European Time');
});

suiteOfDates.run();
