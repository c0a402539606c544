/** Owns evenings as a feed has them, to be written and read again. */
import { calendarOf, type Shown } from '../../server/availability/feed/calendar.ts';
import { readCalendar } from './calendar.ts';

export const today = '2026-11-18';
export const aPlayer = '1180675284893024347';
export const aCommunity = {
  name: 'Muster',
  zone: 'Europe/Ljubljana',
  calendar: '5d0c9c3e-3b7a-4c56-9d0b-2f7d1a0e8b11',
};

type Evening = Shown['evenings'][number];

export const evening = (given: Partial<Evening> = {}): Evening => ({
  day: today,
  status: 'LOOKING',
  window: null,
  note: null,
  version: 1,
  setAt: Date.parse('2026-11-18T19:30:00+01:00'),
  ...given,
});

export const write = (
  evenings: readonly Evening[],
  given: Partial<Shown['community']> = {},
): string =>
  calendarOf({
    community: { ...aCommunity, ...given },
    player: aPlayer,
    evenings,
    origin: undefined,
  });

export const read = (evenings: readonly Evening[], given: Partial<Shown['community']> = {}) =>
  readCalendar(write(evenings, given));
