/**
 * Owns how evenings are written as iCalendar (RFC 5545). Pure: the same evenings give the same bytes,
 * so that who polls is told that nothing has changed.
 */
import ical, { escape as asText, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import { tzlib_get_ical_block, tzlib_get_timezones } from 'timezones-ical-library';
import { intervalOf, type TimeWindow } from '../../../shared/availability/window.ts';
import { addDays, type Day } from '../../../shared/day.ts';
import { cleanName } from '../../../shared/identity/names.ts';
import type { Language } from '../../../shared/language.ts';
import type { Evening } from './store.ts';

export type Shown = {
  readonly community: { readonly name: string; readonly zone: string; readonly calendar: string };
  readonly player: string;
  readonly language: Language;
  readonly evenings: readonly Evening[];
  /** Where pages are, when somebody said what address is ours. */
  readonly origin: string | undefined;
};

/** How often programs shall look, which only some of them heed. */
const refreshSeconds = 60 * 60;

const words = {
  en: { LOOKING: 'Looking', AVAILABLE: 'Available', MAYBE: 'Maybe' },
  de: { LOOKING: 'Dabei', AVAILABLE: 'Verfügbar', MAYBE: 'Vielleicht' },
} as const satisfies Record<Language, object>;

const knownZones = new Set(tzlib_get_timezones());

/** Under the zone's own name: the library describes Ljubljana as Belgrade. */
const describeZone = (zone: string): string =>
  String(tzlib_get_ical_block(zone)[0]).replace(/^(TZID|X-LIC-LOCATION):.*$/gm, `$1:${zone}`);

export const calendarOf = ({ community, player, language, evenings, origin }: Shown): string => {
  const { zone } = community;
  const name = cleanName(community.name);
  const calendar = ical({
    prodId: { company: 'Muster', product: 'Evenings' },
    // The library writes the name as it comes.
    name: asText(name, false),
    ttl: refreshSeconds,
    // Without a zone for the whole: the library would write DTSTAMP in it, which must be UTC.
    timezone: { name: null, generator: describeZone },
  });
  for (const { day, status, window, note, version, setAt } of evenings) {
    calendar.createEvent({
      id: `${day}.${player}@${community.calendar}`,
      sequence: version,
      stamp: new Date(setAt),
      lastModified: new Date(setAt),
      ...timesOf(day, zone, window),
      summary: `${words[language][status]} · ${name}`,
      status: status === 'MAYBE' ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
      ...(note && { description: note }),
      ...(origin && { url: `${origin}/day/${day}` }),
    });
  }
  // RFC 5545, 3.1: every line ends; the library leaves the last one open.
  return `${calendar.toString()}\r\n`;
};

/** The hours of a window; the whole day without one, and where the clock skips all of it. */
const timesOf = (day: Day, zone: string, window: TimeWindow | null) => {
  const [start, end] = window ? intervalOf(day, zone, window) : [0, 0];
  if (start === end) {
    return {
      allDay: true,
      start: Temporal.PlainDate.from(day),
      end: Temporal.PlainDate.from(addDays(day, 1)),
      // Nobody is busy all day because of an evening.
      transparency: ICalEventTransparency.TRANSPARENT,
    };
  }
  const here = zonedIn(zone);
  // A time that comes twice is the first, says RFC 5545, 3.3.5, and the second, say some programs.
  const isPlain = knownZones.has(zone) && isOnlyOnce(here(start)) && isOnlyOnce(here(end));
  const timezone = isPlain ? zone : 'UTC';
  const at = zonedIn(timezone);
  return { timezone, start: at(start), end: at(end) };
};

const zonedIn = (zone: string) => (epochMs: number) =>
  Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone);

/** Whether clocks show this time once that day: twice in the night in which they are put back. */
const isOnlyOnce = (time: Temporal.ZonedDateTime): boolean =>
  (['earlier', 'later'] as const).every((disambiguation) =>
    time.toPlainDateTime().toZonedDateTime(time.timeZoneId, { disambiguation }).equals(time),
  );
