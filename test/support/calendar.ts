/** Owns reading an iCalendar file as calendar programs do: by a parser that did not write it. */
import ICAL from 'ical.js';

export type ReadEvent = {
  readonly uid: string;
  readonly sequence: number;
  readonly summary: string;
  readonly description: string | null;
  readonly status: string;
  readonly isAllDay: boolean;
  /** As written: `2026-11-22`, or `2026-11-22T20:30:00`. */
  readonly start: string;
  readonly end: string;
  /** Epoch milliseconds, by the zone that the file itself describes; of timed events. */
  readonly from: number;
  readonly until: number;
  /** A property as written, or null. */
  written(property: string): string | null;
};

export type ReadCalendar = {
  readonly name: string;
  /** The zones that the file describes. */
  readonly zones: readonly string[];
  readonly events: readonly ReadEvent[];
  property(name: string): string | null;
};

/** Throws where the text is no calendar, an event is incomplete, or a zone is not described. */
export const readCalendar = (text: string): ReadCalendar => {
  const calendar = new ICAL.Component(ICAL.parse(text) as never[]);
  const zones = new Map(
    calendar.getAllSubcomponents('vtimezone').map((component) => {
      const zone = new ICAL.Timezone(component);
      return [zone.tzid, zone];
    }),
  );
  const property = (of: ICAL.Component, name: string): string | null =>
    of.getFirstPropertyValue(name)?.toString() ?? null;

  const events = calendar.getAllSubcomponents('vevent').map((component): ReadEvent => {
    const event = new ICAL.Event(component);
    const instantOf = (name: 'dtstart' | 'dtend', time: ICAL.Time): number => {
      const tzid = component.getFirstProperty(name)?.getFirstParameter('tzid');
      if (tzid === undefined) return time.toUnixTime() * 1_000;
      const zone = zones.get(tzid);
      if (!zone) throw new Error(`${name} is in ${tzid}, which is not described.`);
      return ICAL.Time.fromData(time, zone).toUnixTime() * 1_000;
    };
    return {
      uid: event.uid,
      sequence: event.sequence,
      summary: event.summary,
      description: event.description,
      status: property(component, 'status') ?? '',
      isAllDay: event.startDate.isDate,
      start: event.startDate.toString(),
      end: event.endDate.toString(),
      from: instantOf('dtstart', event.startDate),
      until: instantOf('dtend', event.endDate),
      written: (name) => property(component, name),
    };
  });
  return {
    // RFC 7986, 5.1: a text, which the parser does not know to unescape.
    name: (property(calendar, 'name') ?? '').replace(/\\([\\;,])/g, '$1'),
    zones: [...zones.keys()],
    events,
    property: (name) => property(calendar, name),
  };
};
