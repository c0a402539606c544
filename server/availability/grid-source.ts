/** Owns how a community's grid becomes a live stream: loaded from the database, projected to counts. */

import { type CountsGrid, countsOf, type Grid } from '../../shared/availability/grid.ts';
import { dayAt } from '../../shared/day.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Source } from '../streams/streams.ts';
import { readGrid } from './store.ts';

/** What everyone may see of a grid: counts, no name, no id. */
export const projectGrid = ({
  today,
  ready,
  entries,
}: Pick<Grid, 'today' | 'ready' | 'entries'>): CountsGrid => {
  const counts: CountsGrid['counts'] = {};
  for (const [day, cells] of Object.entries(entries)) counts[day] = countsOf(cells);
  return { today, ready, counts };
};

const daysBetween = <T>(days: Readonly<Record<string, T>>, from: string, to: string) =>
  Object.fromEntries(Object.entries(days).filter(([day]) => day >= from && day <= to));

/** The part of a grid from one day to another, both included. */
export const between = <State extends Grid | CountsGrid>(
  state: State,
  from: string,
  to: string,
): State =>
  'entries' in state
    ? { ...state, entries: daysBetween(state.entries, from, to) }
    : { ...state, counts: daysBetween(state.counts, from, to) };

export const gridSource =
  (database: Database, clock: Clock): Source<'grid'> =>
  async (name) => {
    const row = await readGrid(database, name);
    if (!row) return null;
    const { revision, zone, ...state } = row;
    const today = row.today ?? dayAt(clock.now(), zone);
    const members: Grid = { ...state, today };
    return { revision, states: { members, everyone: projectGrid(members) } };
  };
