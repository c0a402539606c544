/** Owns how two choices, from and until, make a window. Pure. */
import { type HalfHour, halfHours, type TimeWindow } from '../../../shared/availability/window.ts';

const firstOfEvening = halfHours.indexOf('17:00');

/** As they are offered: the evening first, and what is left of the day. */
export const eveningHours: readonly HalfHour[] = halfHours.slice(firstOfEvening);
export const otherHours: readonly HalfHour[] = halfHours.slice(0, firstOfEvening);

/** When an evening may end that begins at `from`: the other 47, in the order in which they come. */
export const endsAfter = (from: HalfHour): HalfHour[] => {
  const at = halfHours.indexOf(from);
  return [...halfHours.slice(at + 1), ...halfHours.slice(0, at)];
};

/** Later than `from` by half hours, over midnight if need be. */
const later = (from: HalfHour, by: number): HalfHour =>
  halfHours[(halfHours.indexOf(from) + by + halfHours.length) % halfHours.length] ?? from;

/** Until midnight in the afternoon and evening; late at night and in the morning two hours. */
const untilAfter = (from: HalfHour): HalfHour =>
  from >= '12:00' && from <= '22:00' ? '00:00' : later(from, 4);

/** Nothing chosen is null: any time. What was chosen before is kept, as far as it goes with it. */
export const withFrom = (from: HalfHour | null, before: TimeWindow | null): TimeWindow | null => {
  if (from === null) return null;
  const until = before?.until;
  return { from, until: until === undefined || until === from ? untilAfter(from) : until };
};

export const withUntil = (until: HalfHour | null, before: TimeWindow | null): TimeWindow | null => {
  if (until === null) return null;
  const from = before?.from ?? '17:00';
  return { from: from === until ? later(until, -4) : from, until };
};

export const isNextMorning = ({ from, until }: TimeWindow): boolean => until < from;
