/** Owns in which order a day's answers are told: mine, then who plays, who might, who does not. Pure. */

import type { Status } from '../../../shared/availability/grid.ts';
import type { TimeWindow } from '../../../shared/availability/window.ts';
import type { Day } from '../../../shared/day.ts';
import type { View } from '../view.ts';

export type Answer = {
  readonly player: string;
  /** Nothing when I have not answered, and my pattern suggests nothing either. */
  readonly status: Status | undefined;
  readonly window: TimeWindow | undefined;
  readonly note: string | undefined;
  readonly setBy: string | undefined;
  /** My week suggests it: it counts for nothing yet. */
  readonly isSuggestion: boolean;
};

const places: Readonly<Record<Status, number>> = {
  LOOKING: 0,
  AVAILABLE: 1,
  MAYBE: 2,
  NOT_PLAYING: 3,
};

const answerOf = (view: View, day: Day, player: string): Answer => {
  const entry = view.entryOn(day, player);
  const suggestion = view.suggestionOn(day, player);
  return {
    player,
    status: entry?.status ?? suggestion?.status,
    window: entry?.window ?? suggestion?.window,
    note: entry?.note,
    setBy: entry?.by,
    isSuggestion: suggestion !== undefined,
  };
};

/**
 * Everybody who answered, who is LOOKING in the order in which they joined, the others by name. My own
 * row stands first; with `always` also when I have not answered.
 */
export const answersOn = (
  view: View,
  day: Day,
  always: boolean,
  byName: (a: string, b: string) => number,
): Answer[] => {
  const { me } = view;
  const others = Object.entries(view.entriesOn(day))
    .filter(([player]) => player !== me)
    .sort(([a, one], [b, other]) => {
      const apart = places[one.status] - places[other.status];
      if (apart !== 0) return apart;
      if (one.status === 'LOOKING') return one.order - other.order;
      return byName(view.nameOf(a), view.nameOf(b));
    })
    .map(([player]) => player);
  const hasMine = me !== undefined && (always || view.entryOn(day, me) !== undefined);
  return [...(hasMine ? [me] : []), ...others].map((player) => answerOf(view, day, player));
};
