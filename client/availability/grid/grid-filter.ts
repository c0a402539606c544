/** Owns which rows the grid shows and in which order, as it stands in the address. Pure. */

import { canPlay } from '../../../shared/availability/window.ts';
import { type Day, daysBetween } from '../../../shared/day.ts';
import type { View } from '../view.ts';

export type Sort = 'name' | 'evenings';
export const sorts: readonly Sort[] = ['name', 'evenings'];

export type Filter = {
  /** Only who can on this day. */
  readonly can: Day | undefined;
  readonly sort: Sort;
};

/** Columns, where the address asks for no more. */
const daysAtFirst = 14;

/** Days that may be asked for: today and the ones after it. */
export const daysToAsk = 14;

/** From the query of an address; what makes no sense is as if it were not there. */
export const filterFrom = (query: string, today: Day): Filter => {
  const asked = new URLSearchParams(query);
  const can = asked.get('can') ?? '';
  const offset = /^\d{4}-\d{2}-\d{2}$/.test(can) ? offsetOf(today, can) : -1;
  return {
    can: offset >= 0 && offset < daysToAsk ? can : undefined,
    sort: sorts.find((sort) => sort === asked.get('sort')) ?? 'name',
  };
};

/** How many days are shown, from the query of an address. */
export const daysFromQuery = (query: string, most: number): number => {
  const days = Number(new URLSearchParams(query).get('days'));
  return Number.isInteger(days) ? Math.min(most, Math.max(daysAtFirst, days)) : daysAtFirst;
};

/** What `filterFrom` and `daysFromQuery` read; empty for everyone by name at first. */
export const queryOf = ({ can, sort }: Filter, days = daysAtFirst): string => {
  const query = new URLSearchParams();
  if (can) query.set('can', can);
  if (sort !== 'name') query.set('sort', sort);
  if (days !== daysAtFirst) query.set('days', `${days}`);
  return query.size > 0 ? `?${query}` : '';
};

const offsetOf = (today: Day, day: string): number => {
  try {
    return daysBetween(today, day);
  } catch {
    // February the 30th.
    return -1;
  }
};

/** Players in the order of their rows: I first, whatever is asked for. */
export const rowsOf = (
  view: View,
  { can, sort }: Filter,
  byName: (a: string, b: string) => number,
): string[] => {
  const { players = {}, me } = view;
  const evenings = sort === 'evenings' ? view.eveningsByPlayer() : undefined;
  const others = Object.entries(players)
    .filter(([player]) => player !== me && (can === undefined || isIn(view, can, player)))
    .sort(
      ([one, a], [other, b]) =>
        (evenings?.get(other) ?? 0) - (evenings?.get(one) ?? 0) || byName(a.name, b.name),
    )
    .map(([player]) => player);
  return me === undefined || !players[me] ? others : [me, ...others];
};

const isIn = (view: View, day: Day, player: string): boolean => {
  const entry = view.entryOn(day, player);
  return entry !== undefined && canPlay(entry);
};
