/** Owns which cells somebody else has just changed, so that the screen can mark them softly. Pure. */

import { type Entry, statuses } from '../../shared/availability/grid.ts';
import type { Day } from '../../shared/day.ts';
import type { Held } from '../../shared/protocol.ts';

/** `player` is missing where only counts are seen. */
export type RemoteChange = { readonly day: Day; readonly player?: string };

/**
 * Changes between two states by anybody but `me`: of mine those that another set for me. Nothing when
 * the view changed: all is new then.
 */
export const remoteChangesBetween = (
  before: Held<'grid'>,
  after: Held<'grid'>,
  me: string | undefined,
): RemoteChange[] => {
  if (before.view === 'members' && after.view === 'members') {
    return daysOf(before.state.entries, after.state.entries).flatMap((day) => {
      const old = before.state.entries[day] ?? {};
      const now = after.state.entries[day] ?? {};
      return [...new Set([...Object.keys(old), ...Object.keys(now)])]
        .filter((player) => !isSame(old[player], now[player]) && !isBy(me, player, now[player]))
        .map((player) => ({ day, player }));
    });
  }
  if (before.view === 'everyone' && after.view === 'everyone') {
    return daysOf(before.state.counts, after.state.counts)
      .filter((day) =>
        statuses.some(
          (status) => before.state.counts[day]?.[status] !== after.state.counts[day]?.[status],
        ),
      )
      .map((day) => ({ day }));
  }
  return [];
};

const isSame = (a: Entry | undefined, b: Entry | undefined): boolean =>
  a?.status === b?.status &&
  a?.note === b?.note &&
  a?.by === b?.by &&
  a?.window?.from === b?.window?.from &&
  a?.window?.until === b?.window?.until;

/** Who cleared a cell cannot be seen: it counts as another, and the store knows what I did in this tab. */
const isBy = (me: string | undefined, player: string, entry: Entry | undefined): boolean =>
  entry !== undefined && (entry.by ?? player) === me;

/** Days whose value is not the very same object: applying a frame keeps the untouched ones. */
const daysOf = <T>(before: Readonly<Record<Day, T>>, after: Readonly<Record<Day, T>>): Day[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (day) => before[day] !== after[day],
  );
