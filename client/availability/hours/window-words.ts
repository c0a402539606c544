/** Owns how hours are said: by the community's clock, and by the reader's own where it shows others. */

import { intervalOf, type TimeWindow } from '../../../shared/availability/window.ts';
import type { Day } from '../../../shared/day.ts';
import { clockTime, startInWords, yourClock, yourTimeOf } from '../../words/dates.ts';
import * as say from '../../words/strings-day.ts';

/** "20:30 – 23:00", by the community's clock. */
export const windowInWords = ({ from, until }: TimeWindow): string =>
  say.hoursInWords(clockTime(from), clockTime(until));

/** The same on a day, each end with the reader's own time where it differs. */
export const windowOnDay = (day: Day, zone: string, window: TimeWindow): string => {
  const [start, end] = intervalOf(day, zone, window);
  if (start === end) return say.skippedHours();
  return say.hoursInWords(startInWords(start, zone), startInWords(end, zone));
};

/** Only what the reader's own clock shows then; nothing where it shows the same. */
export const windowInYourTime = (day: Day, zone: string, window: TimeWindow): string => {
  const [start, end] = intervalOf(day, zone, window);
  if (start === end) return say.skippedHours();
  const [from, until] = [yourTimeOf(start, zone), yourTimeOf(end, zone)];
  if (from === undefined && until === undefined) return '';
  return say.inYourTime(say.hoursInWords(from ?? yourClock(start), until ?? yourClock(end)));
};
