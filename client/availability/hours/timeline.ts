/** Owns the day in half hours as it is drawn: which half hours, how many can play each, where a window lies. Pure. */
import { Temporal } from 'temporal-polyfill';
import type { Entry } from '../../../shared/availability/grid.ts';
import {
  canPlay,
  type HalfHour,
  halfHourMs,
  halfHours,
  type Interval,
  instantOf,
  intervalOf,
  type TimeWindow,
} from '../../../shared/availability/window.ts';
import { addDays, type Day, startOfDay } from '../../../shared/day.ts';

/** An evening, where nobody has said more. */
const usualStart: HalfHour = '17:00';
const usualEnd: HalfHour = '01:00';

/**
 * The first instants of the half hours that are drawn: from five in the afternoon to one in the
 * morning, and as much more as windows need. Real half hours: none is skipped or drawn twice.
 */
export const halvesShown = (day: Day, zone: string, windows: readonly TimeWindow[]): number[] => {
  const intervals = windows.map((window) => intervalOf(day, zone, window));
  const first = Math.min(instantOf(day, usualStart, zone), ...intervals.map(([start]) => start));
  const last = Math.max(
    instantOf(addDays(day, 1), usualEnd, zone),
    ...intervals.map(([, end]) => end),
  );
  // Half hours are counted from where the day begins, also where a clock jumps by another measure.
  const origin = startOfDay(day, zone);
  const start = origin + Math.floor((first - origin) / halfHourMs) * halfHourMs;
  const count = Math.ceil((last - start) / halfHourMs);
  return Array.from({ length: count }, (_, index) => start + index * halfHourMs);
};

/** When somebody can play who gave this answer: nothing means at any time. */
const intervalsOf = (day: Day, zone: string, entries: readonly Entry[]): (Interval | undefined)[] =>
  entries.map(({ window }) => (window ? intervalOf(day, zone, window) : undefined));

/** How many can play each of these half hours; who might or will not play does not count. */
export const playersIn = (
  halves: readonly number[],
  day: Day,
  zone: string,
  entries: Readonly<Record<string, Entry>>,
): number[] => {
  const intervals = intervalsOf(day, zone, Object.values(entries).filter(canPlay));
  return halves.map(
    (at) => intervals.filter((one) => !one || (one[0] <= at && at + halfHourMs <= one[1])).length,
  );
};

/** Where an interval lies among half hours, counted from the first: `from` 2.5 is within the third. */
export type Span = { readonly from: number; readonly length: number };

/** First and last half hour, both included. */
export type HalfHours = { readonly from: number; readonly to: number };

export const spanOf = ([start, end]: Interval, halves: readonly number[]): Span => ({
  from: (start - (halves[0] ?? start)) / halfHourMs,
  length: (end - start) / halfHourMs,
});

/** What a clock in `zone` shows at an instant. */
export const clockAt = (epochMs: number, zone: string): HalfHour =>
  Temporal.Instant.fromEpochMilliseconds(epochMs)
    .toZonedDateTimeISO(zone)
    .toPlainTime()
    .toString({ smallestUnit: 'minute' });

/**
 * The window from one half hour to another, both included; null, any time, where it would go once
 * round the clock. Nothing where there are no such half hours.
 */
export const windowBetween = (
  halves: readonly number[],
  one: number,
  other: number,
  zone: string,
): TimeWindow | null | undefined => {
  const start = halves[Math.min(one, other)];
  const end = halves[Math.max(one, other)];
  if (start === undefined || end === undefined) return undefined;
  const window = { from: clockAt(start, zone), until: clockAt(end + halfHourMs, zone) };
  const isLong = end - start > halfDay * halfHourMs;
  return halvesOf(window) < (isLong ? halfDay : 1) ? null : window;
};

/** Half hours. */
const halfDay = 24;

/** By the clock alone: 0 to 47. */
const halvesOf = ({ from, until }: TimeWindow): number =>
  (halfHours.indexOf(until) - halfHours.indexOf(from) + halfHours.length) % halfHours.length;
