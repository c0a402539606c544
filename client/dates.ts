/** Owns how a day is written for its reader. A day is never turned into an instant of the reader's zone. */
import type { Day } from '../shared/day.ts';

const locales = [...navigator.languages];

const writer = (parts: Intl.DateTimeFormatOptions): ((day: Day) => string) => {
  const format = new Intl.DateTimeFormat(locales, { ...parts, timeZone: 'UTC' });
  return (day) => format.format(Date.parse(`${day}T00:00Z`));
};

export const longDay = writer({ weekday: 'long', day: 'numeric', month: 'long' });
export const weekdayLong = writer({ weekday: 'long' });
export const weekdayShort = writer({ weekday: 'short' });
export const dayAndMonth = writer({ day: 'numeric', month: 'long' });
export const dayAndMonthShort = writer({ day: 'numeric', month: 'short' });
export const dayNumber = writer({ day: 'numeric' });
export const monthShort = writer({ month: 'short' });
export const monthAndYear = writer({ month: 'long', year: 'numeric' });

/** The weekday a week begins with where the reader lives; Monday where the browser does not know. */
export const firstWeekday = (): number => {
  const locale: Intl.Locale & {
    getWeekInfo?(): { firstDay: number };
    weekInfo?: { firstDay: number };
  } = new Intl.Locale(locales[0] ?? 'en');
  return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1;
};

/** A zone in words, such as "Central European Time"; the zone's own name where there are none. */
export const zoneInWords = (zone: string): string =>
  new Intl.DateTimeFormat(locales, { timeZone: zone, timeZoneName: 'longGeneric' })
    .formatToParts()
    .find(({ type }) => type === 'timeZoneName')?.value ?? zone;

const collator = new Intl.Collator(locales, { sensitivity: 'base', numeric: true });
/** Orders names as their reader expects. */
export const byName = (a: string, b: string): number => collator.compare(a, b);
