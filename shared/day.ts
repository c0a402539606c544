/** Owns calendar days: dates in a community's time zone, written `YYYY-MM-DD`, never instants. */
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { remembering } from './remembering.ts';

const exists = remembering((text) => {
  // The year before 1 is -1; PostgreSQL refuses 0000.
  if (text.startsWith('0000')) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
});

const isKnownZone = remembering((zone) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
});

/** Days since 1970-01-01: the calendar's own count, so that two days can be compared as numbers. */
const ordinal = remembering(
  (day) => Temporal.PlainDate.from('1970-01-01').until(day, { largestUnit: 'day' }).days,
);

const asWritten = /^\d{4}-\d{2}-\d{2}$/;

export const Day = z
  .string()
  .max(10, 'Write the date as YYYY-MM-DD.')
  .regex(asWritten, 'Write the date as YYYY-MM-DD.')
  .refine(exists, 'This date does not exist.')
  .meta({
    id: 'Day',
    format: 'date',
    example: '2026-11-22',
    description:
      'Exactly `YYYY-MM-DD`, and a date that exists: `2026-02-30` and `20261122` are refused.',
  });
export type Day = z.infer<typeof Day>;

/** The same as `Day` asks, for who needs no sentence. */
export const isDay = (text: string): boolean => asWritten.test(text) && exists(text);

export const Zone = z
  .string()
  .max(64)
  .refine((zone) => /^[A-Za-z]/.test(zone) && isKnownZone(zone), 'This time zone is not known.')
  .meta({
    id: 'Zone',
    example: 'Europe/Ljubljana',
    description:
      'An IANA time zone that this runtime knows. Offsets such as `+02:00` are not zones: they miss clock changes.',
  });

export const addDays = (day: Day, days: number): Day =>
  Temporal.PlainDate.from(day).add({ days }).toString();

/** Whole days from one day to another; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => ordinal(to) - ordinal(from);

/** 0 for Monday to 6 for Sunday. */
export const weekdayOf = (day: Day): number => {
  // 1970-01-01 was a Thursday.
  const sinceMonday = (ordinal(day) + 3) % 7;
  return sinceMonday < 0 ? sinceMonday + 7 : sinceMonday;
};

/** `count` days in a row, the first being `from`. */
export const daysFrom = (from: Day, count: number): Day[] =>
  Array.from({ length: count }, (_, index) => addDays(from, index));

/** The date in `zone` at an instant given in epoch milliseconds. */
export const dayAt = (epochMs: number, zone: string): Day =>
  Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone).toPlainDate().toString();

/** The instant, in epoch milliseconds, at which a day begins in `zone`: 01:00 where midnight is skipped. */
export const startOfDay = (day: Day, zone: string): number =>
  Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds;
