/** Owns what a changed grid tells those who watch it: entries, counts, readiness, the next day. */
import { type ChangedCell, readiness } from '../../shared/availability/commands.ts';
import {
  type Counts,
  type CountsChange,
  type Entry,
  type GridChange,
  gridOf,
} from '../../shared/availability/grid.ts';
import { type Day, dayAt } from '../../shared/day.ts';
import type { Batch } from '../run/feature.ts';
import { countDays } from './entries/store.ts';
import * as store from './store.ts';

export type GridBatch = Pick<
  Batch<'availability:set'>,
  'tx' | 'now' | 'community' | 'announce' | 'revisionOf'
>;

type Changed = readonly Pick<ChangedCell, 'day' | 'player' | 'after'>[];

/** The grid's date: the community's, and never an earlier one than it already went to. */
export const todayOf = ({ now, community }: Pick<GridBatch, 'now' | 'community'>): Day => {
  const today = dayAt(now, community.settings.zone);
  return community.today && community.today > today ? community.today : today;
};

/** Goes to the next day if it is time. */
export const rollOver = (batch: GridBatch): Promise<void> => announceEntries(batch, []);

/** What is known already of the days that changed; asked for where it is not. */
type Known = { readonly counts: Readonly<Record<Day, Counts>>; readonly ready: boolean };

/** Announces cells that have been written, after going to the next day if it is time. */
export const announceEntries = async (
  batch: GridBatch,
  changed: Changed,
  known?: Known,
): Promise<void> => {
  const { tx, now, community, announce } = batch;
  const today = todayOf(batch);
  const rolls = today !== community.today;
  if (!rolls && changed.length === 0) return;
  const members: GridChange = {};
  const everyone: CountsChange = {};

  if (rolls) {
    await store.rollTo(tx, community.id, today);
    const ready = await store.wasReady(tx, community.id, today);
    Object.assign(members, { today, ready });
    Object.assign(everyone, { today, ready });
  }

  if (changed.length > 0) members.entries = byDay(changed);
  const days = new Set(changed.map(({ day }) => day));
  if (rolls) days.add(today);
  const counts = await countsOf(batch, [...days], known?.counts);
  everyone.counts = counts;
  const todays = counts[today];
  const isNewlyReady = todays && !known?.ready && readiness(community.settings, todays).isReady;
  if (isNewlyReady && (await store.becomeReady(tx, community.id, today, now))) {
    members.ready = true;
    everyone.ready = true;
  }
  announce(gridOf(community.slug), { members, everyone });
};

const countsOf = async (
  { tx, community }: GridBatch,
  days: readonly Day[],
  known: Known['counts'] = {},
): Promise<Record<Day, Counts>> => {
  const missing = days.filter((day) => !known[day]);
  const found = missing.length > 0 ? await countDays(tx, community.id, missing) : {};
  return Object.fromEntries(
    days.flatMap((day) => {
      const counts = known[day] ?? found[day];
      return counts ? [[day, counts]] : [];
    }),
  );
};

const byDay = (changed: Changed) => {
  const entries: Record<Day, Record<string, Entry | null>> = {};
  for (const { day, player, after } of changed) {
    const cells = entries[day] ?? {};
    cells[player] = after;
    entries[day] = cells;
  }
  return entries;
};
