/** Owns what a changed grid tells its audiences: entries, counts, readiness, the turn to a new day. */
import { type ChangedCell, readiness } from '../../shared/availability/commands.ts';
import type { CountsChange, Entry, GridChange } from '../../shared/availability/grid.ts';
import { type Day, dayAt } from '../../shared/day.ts';
import type { Turn } from '../run/feature.ts';
import * as store from './store.ts';

export type AnyTurn = Pick<Turn<never>, 'tx' | 'now' | 'community' | 'announce'>;

/** The grid's date: the community's, and never an earlier one than it already turned to. */
export const todayOf = ({ now, community }: Pick<AnyTurn, 'now' | 'community'>): Day => {
  const today = dayAt(now, community.settings.zone);
  return community.today && community.today > today ? community.today : today;
};

/** Turns the grid if it is time; false when there was nothing to do. */
export const turnGrid = (turn: AnyTurn): Promise<boolean> => announceEntries(turn, []);

/** Announces cells that have been written, after turning the grid if it is time. */
export const announceEntries = async (
  turn: AnyTurn,
  changed: readonly Pick<ChangedCell, 'day' | 'player' | 'after'>[],
): Promise<boolean> => {
  const { tx, now, community, announce } = turn;
  const today = todayOf(turn);
  const turns = today !== community.today;
  const members: GridChange = {};
  const everyone: CountsChange = {};

  if (turns) {
    await store.turnTo(tx, community.id, today);
    const ready = await store.wasReady(tx, community.id, today);
    Object.assign(members, { today, ready });
    Object.assign(everyone, { today, ready });
  }

  if (changed.length > 0) members.entries = byDay(changed);
  const days = new Set(changed.map(({ day }) => day));
  if (turns) days.add(today);
  if (days.size > 0) {
    const counts = await store.countDays(tx, community.id, [...days]);
    everyone.counts = counts;
    const todays = counts[today];
    if (todays && readiness(community.settings, todays).isReady) {
      if (await store.becomeReady(tx, community.id, today, now)) {
        members.ready = true;
        everyone.ready = true;
      }
    }
  }

  const isChanged = turns || changed.length > 0;
  if (isChanged) announce({ members, everyone });
  return isChanged;
};

const byDay = (changed: readonly Pick<ChangedCell, 'day' | 'player' | 'after'>[]) => {
  const entries: Record<Day, Record<string, Entry | null>> = {};
  for (const { day, player, after } of changed) {
    const cells = entries[day] ?? {};
    cells[player] = after;
    entries[day] = cells;
  }
  return entries;
};
