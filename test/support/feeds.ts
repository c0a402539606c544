/** Owns feeds in tests: evenings as a feed has them, to be written and read again; links of people. */
import { randomUUID } from 'node:crypto';
import * as assert from 'uvu/assert';
import { calendarOf, type Shown } from '../../server/availability/feed/calendar.ts';
import type { RunningNode } from '../../server/node.ts';
import { readCalendar } from './calendar.ts';
import type { Person } from './house.ts';
import { ask } from './talk/request.ts';

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
    language: 'en',
    evenings,
    origin: undefined,
  });

export const read = (evenings: readonly Evening[], given: Partial<Shown['community']> = {}) =>
  readCalendar(write(evenings, given));

export const linkOf = async (person: Person): Promise<string> => {
  const link = await person.run('availability:feed-link', {});
  return link?.path ?? 'none';
};

/** Opens a feed, and says where it is. */
export const open = async (person: Person): Promise<string> => {
  await person.run('availability:feed-open', { key: randomUUID() });
  return linkOf(person);
};

export const eventsAt = async (node: RunningNode, path: string) => {
  const { status, text } = await ask(node, path);
  assert.is(status, 200, text);
  return readCalendar(text).events;
};

export const isGone = async (node: RunningNode, path: string): Promise<void> => {
  const [gone, never] = [await ask(node, path), await ask(node, `/feed/${'a'.repeat(32)}.ics`)];
  assert.equal([gone.status, gone.text], [404, never.text], path);
  const { date, ...headers } = gone.headers;
  assert.equal({ ...headers, date }, { ...never.headers, date }, path);
};
