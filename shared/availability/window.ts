/** Owns the hours of an evening: windows, the instants they stand for, and when most can start. Pure. */
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { addDays, type Day, startOfDay } from '../day.ts';
import { remembering } from '../remembering.ts';
import type { Entry } from './grid.ts';

export const halfHourMs = 30 * 60 * 1_000;

export const HalfHour = z
  .string()
  .max(5, 'Write the time as HH:MM, in half hours.')
  .regex(/^(?:[01]\d|2[0-3]):[03]0$/, 'Write the time as HH:MM, in half hours.')
  .meta({ id: 'HalfHour', example: '20:30', description: "A time on the community's clock." });
export type HalfHour = z.infer<typeof HalfHour>;

/** All 48 of a day's clock, from 00:00 on. */
export const halfHours: readonly HalfHour[] = Array.from(
  { length: 48 },
  (_, index) => `${String(index >> 1).padStart(2, '0')}:${index % 2 === 0 ? '00' : '30'}`,
);

export const TimeWindow = z
  .strictObject({ from: HalfHour, until: HalfHour })
  .refine(({ from, until }) => from !== until, {
    path: ['until'],
    message: 'A window ends at another time than it begins.',
  })
  .meta({
    id: 'TimeWindow',
    description:
      'When a player can play on a day. `until` at or before `from` is meant for the next morning.',
  });
export type TimeWindow = z.infer<typeof TimeWindow>;

/** First and last instant, in epoch milliseconds; the last is no longer part of it. */
export type Interval = readonly [start: number, end: number];

/**
 * The instant at which a clock in `zone` shows a time on a day. Where the clock skips that time,
 * the instant of the skip; where it shows it twice, the first.
 */
export const instantOf = (day: Day, time: HalfHour, zone: string): number =>
  instantInWords(`${day} ${time} ${zone}`);

const instantInWords = remembering((words) => {
  const [day = '', time = '', zone = ''] = words.split(' ');
  const wanted = Temporal.PlainDate.from(day).toPlainDateTime(Temporal.PlainTime.from(time));
  // Before the skip, where the time is skipped: the skip is then the next time this clock jumps.
  const found = wanted.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (found.toPlainDateTime().equals(wanted)) return found.epochMilliseconds;
  return (found.getTimeZoneTransition('next') ?? found).epochMilliseconds;
});

/** The instants a window stands for on a day; empty when the clock skips all of it. */
export const intervalOf = (day: Day, zone: string, { from, until }: TimeWindow): Interval => {
  const start = instantOf(day, from, zone);
  const end = instantOf(until < from ? addDays(day, 1) : day, until, zone);
  return [start, Math.max(start, end)];
};

/** Every real half hour of a day as its first instant: 48, and 46 or 50 when the clocks change. */
export const halfHoursOf = (day: Day, zone: string): number[] => {
  const start = startOfDay(day, zone);
  const end = startOfDay(addDays(day, 1), zone);
  return Array.from(
    { length: Math.round((end - start) / halfHourMs) },
    (_, index) => start + index * halfHourMs,
  );
};

/** Whether somebody who gave this answer means to play. */
export const canPlay = ({ status }: Pick<Entry, 'status'>): boolean =>
  status === 'LOOKING' || status === 'AVAILABLE';

export type Start = {
  /** Epoch milliseconds. */
  readonly at: number;
  /** How many can play the half hour that begins then. */
  readonly players: number;
  /** How many can play at some time of the day. */
  readonly of: number;
};

/**
 * The earliest of the starts at which most players overlap. Who is LOOKING or AVAILABLE without a
 * window can play at any time; nothing when nobody has a window, as every start is as good then, and
 * nothing when the clock skips every window.
 */
export const bestStart = (
  day: Day,
  zone: string,
  entries: Readonly<Record<string, Entry>>,
): Start | undefined => {
  const players = Object.values(entries).filter(canPlay);
  const windows = players.flatMap(({ window }) => (window ? [intervalOf(day, zone, window)] : []));
  if (windows.length === 0) return undefined;
  const always = players.length - windows.length;
  let best: Start | undefined;
  for (const at of halfHoursOf(day, zone)) {
    const among = windows.filter(([start, end]) => start <= at && at + halfHourMs <= end).length;
    if (among > 0 && always + among > (best?.players ?? 0)) {
      best = { at, players: always + among, of: players.length };
    }
  }
  return best;
};
