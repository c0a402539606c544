/**
 * Owns how days and times are written for their reader, in the language shown. A day is never turned
 * into an instant of the reader's zone; only starts are, and then both times are written.
 */
import { type Day, dayAt, daysBetween } from '../../shared/day.ts';
import { reader } from './language.ts';
import type { Reader } from './reader.ts';
import { startAndYours } from './strings.ts';

/** Makes a thing once, and again when another language is shown. */
const perReader = <T>(make: (reader: Reader) => T): (() => T) => {
  let made: { for: Reader; thing: T } | undefined;
  return () => {
    const now = reader.value;
    if (made?.for !== now) made = { for: now, thing: make(now) };
    return made.thing;
  };
};

const writer = (parts: Intl.DateTimeFormatOptions): ((day: Day) => string) => {
  const format = perReader(
    ({ locale }) => new Intl.DateTimeFormat(locale, { ...parts, timeZone: 'UTC' }),
  );
  return (day) => format().format(Date.parse(`${day}T00:00Z`));
};

export const longDay = writer({ weekday: 'long', day: 'numeric', month: 'long' });
export const weekdayLong = writer({ weekday: 'long' });
export const weekdayShort = writer({ weekday: 'short' });
export const dayAndMonth = writer({ day: 'numeric', month: 'long' });
export const dayAndMonthShort = writer({ day: 'numeric', month: 'short' });
export const dayNumber = writer({ day: 'numeric' });
export const monthShort = writer({ month: 'short' });
export const monthAndYear = writer({ month: 'long', year: 'numeric' });

/** The weekday a week begins with where the reader lives. */
export const firstWeekday = (): number => reader.value.firstWeekday;

const clocks = perReader(() => new Map<string, Intl.DateTimeFormat>());

const clockIn = (zone: string): Intl.DateTimeFormat => {
  const known = clocks().get(zone);
  if (known) return known;
  const { locale, hourCycle } = reader.value;
  const hour = hourCycle?.startsWith('h1') ? 'numeric' : '2-digit';
  const options = { hour, minute: '2-digit', hourCycle, timeZone: zone } as const;
  const clock = new Intl.DateTimeFormat(locale, options);
  clocks().set(zone, clock);
  return clock;
};

/** "20:30" or "8:30 PM", as the reader's clocks show it: what clocks in `zone` show at that instant. */
export const timeOfDay = (epochMs: number, zone: string): string => clockIn(zone).format(epochMs);

/** A time on a clock that belongs to no day, such as "20:30", as the reader's clocks show it. */
export const clockTime = (time: string): string =>
  timeOfDay(Date.parse(`1970-01-01T${time}Z`), 'UTC');

const zoneOfReader = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What the reader's own clock shows at an instant. */
export const yourClock = (epochMs: number): string => timeOfDay(epochMs, zoneOfReader());

/** The same, with its weekday where that differs; nothing where it shows what clocks in `zone` show. */
export const yourTimeOf = (epochMs: number, zone: string): string | undefined => {
  const [time, myTime] = [timeOfDay(epochMs, zone), yourClock(epochMs)];
  const [day, myDay] = [dayAt(epochMs, zone), dayAt(epochMs, zoneOfReader())];
  if (day === myDay) return time === myTime ? undefined : myTime;
  return `${weekdayShort(myDay)} ${myTime}`;
};

/** When something starts: what clocks in `zone` show, and in brackets the reader's own where they differ. */
export const startInWords = (epochMs: number, zone: string): string => {
  const yours = yourTimeOf(epochMs, zone);
  const time = timeOfDay(epochMs, zone);
  return yours === undefined ? time : startAndYours(time, yours);
};

/** A moment lately, by the reader's own clock: "Sunday 14:05", with its date when that is long ago. */
export const momentInWords = (epochMs: number, now = Date.now()): string => {
  const mine = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const day = dayAt(epochMs, mine);
  const isLately = daysBetween(day, dayAt(now, mine)) < 7;
  return `${isLately ? weekdayLong(day) : longDay(day)} ${timeOfDay(epochMs, mine)}`;
};

/** A zone in words, such as "Central European Time"; the zone's own name where there are none. */
export const zoneInWords = (zone: string): string =>
  new Intl.DateTimeFormat(reader.value.locale, { timeZone: zone, timeZoneName: 'longGeneric' })
    .formatToParts()
    .find(({ type }) => type === 'timeZoneName')?.value ?? zone;

// By the alphabet of home, whatever language is shown.
const collator = new Intl.Collator([...navigator.languages], {
  sensitivity: 'base',
  numeric: true,
});
/** Orders names as their reader expects. */
export const byName = (a: string, b: string): number => collator.compare(a, b);
