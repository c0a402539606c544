/** Owns what is said about a stroke of many cells, and about what taking it back left. Pure. */
import type { Mark } from '../../shared/availability/commands.ts';
import type { Day } from '../../shared/day.ts';
import { longDay } from '../words/dates.ts';
import { anyTime } from '../words/strings-day.ts';
import * as say from '../words/strings-grid.ts';
import { windowInWords } from './hours/window-words.ts';
import { isSameWindow, type View } from './view.ts';

/** Named in one sentence; more are counted. */
const namedAtMost = 3;

/** What I did: "14 days: maybe". Nothing for a single cell of mine: it shows by itself. */
export const strokeInWords = (view: View, marks: readonly Mark[]): string | undefined => {
  const players = new Set(marks.map(({ player }) => player));
  if (marks.length < 2 && players.has(undefined)) return undefined;
  const days = new Set(marks.map(({ day }) => day)).size;
  const statuses = new Set(marks.map(({ status }) => status));
  const [status] = statuses;
  const answer = say.strokeSentence(days, players.size, statuses.size > 1 ? undefined : status);
  const sentence = withHours(answer, marks);
  const [player] = players;
  return players.size === 1 && player !== undefined
    ? say.strokeOfAnother(view.nameOf(player), sentence)
    : sentence;
};

/** With the hours that all of them were given, if they were. */
const withHours = (sentence: string, [first, ...others]: readonly Mark[]): string => {
  const window = first?.window;
  if (window === undefined) return sentence;
  if (!others.every((mark) => mark.window !== undefined && isSameWindow(mark.window, window))) {
    return sentence;
  }
  return say.strokeWithHours(sentence, window ? windowInWords(window) : anyTime().toLowerCase());
};

/** "Undone, except Friday 27 November: Bor changed it since." */
export const undoneInWords = (
  view: View | undefined,
  left: readonly { readonly day: Day; readonly player: string }[],
): string => {
  if (left.length === 0) return say.undone();
  const named = left.slice(0, namedAtMost).map(({ day, player }) => {
    const isMine = player === view?.me;
    const cell = isMine ? longDay(day) : say.cellOf(longDay(day), view?.nameOf(player) ?? '');
    const entry = view?.entryOn(day, player);
    // Who cleared a cell leaves no name in it.
    const by = entry && (entry.by ?? player);
    return say.changedSince(cell, by && by !== view?.me ? view?.nameOf(by) : undefined);
  });
  return say.undoneExcept(named, left.length - named.length);
};
