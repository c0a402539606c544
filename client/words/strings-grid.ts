/** Owns the sentences of the grid, its bars and its dialog, as `strings.ts` does those of all else. */
import { msg, str } from '@lit/localize';
import type { Entry, Status, Suggestion } from '../../shared/availability/grid.ts';
import type { TimeWindow } from '../../shared/availability/window.ts';
import { clockTime } from './dates.ts';
import { answer, clear, statusName } from './strings.ts';

// A cell
const windowInWords = ({ from, until }: TimeWindow) =>
  msg(str`${clockTime(from)} to ${clockTime(until)}`, { id: 'window-in-words' });
const answered = (status: Status, window: TimeWindow | undefined) => {
  const said = statusName(status).toLowerCase();
  if (!window) return said;
  const when = windowInWords(window);
  return msg(str`${said}, ${when}`, { id: 'answer-with-window' });
};
const notAnswered = (suggestion: Suggestion | undefined) => {
  if (!suggestion) return answer(null);
  const said = answered(suggestion.status, suggestion.window);
  return msg(str`no answer yet, usually ${said}`, { id: 'no-answer-usually' });
};
const noteInWords = (note: string) => msg(str`Note: ${note}.`, { id: 'note-in-words' });
const setByInWords = (name: string) => msg(str`Set by ${name}.`, { id: 'set-by-in-words' });
/** "Friday 3 October, Ana: maybe." What is committed that day is said by the day's own sentence. */
export const cellSentence = (
  day: string,
  player: string,
  entry: Entry | undefined,
  suggestion?: Suggestion,
  setBy?: string,
) => {
  const said = entry ? answered(entry.status, entry.window) : notAnswered(suggestion);
  const sentence = msg(str`${day}, ${player}: ${said}.`, { id: 'cell-sentence' });
  const note = entry?.note ? noteInWords(entry.note) : '';
  return [sentence, note, setBy ? setByInWords(setBy) : ''].filter(Boolean).join(' ');
};
export const committedSentence = (committed: number, threshold: number) =>
  msg(str`${committed} of ${threshold} committed.`, { id: 'committed-sentence' });

// Painting
export const paintWith = () => msg('Paint with', { id: 'paint-with' });
export const brushName = (brush: Status | 'CLEAR') =>
  brush === 'CLEAR' ? clear() : statusName(brush);
export const fromTo = () => msg('From–to', { id: 'from-to' });
export const fromToStart = () => msg('Tap the first day, then the last.', { id: 'from-to-start' });
export const fromToEnd = (day: string) =>
  msg(str`From ${day}. Now tap the last day.`, { id: 'from-to-end' });
export const letGo = () => msg('Nothing was painted.', { id: 'let-go' });
/** Of many cells at once; `status` is undefined where they are not all the same. */
export const strokeSentence = (
  days: number,
  players: number,
  status: Status | null | undefined,
) => {
  const said =
    status === undefined
      ? msg('answered', { id: 'stroke-answered' })
      : status === null
        ? msg('cleared', { id: 'stroke-cleared' })
        : statusName(status).toLowerCase();
  const length =
    days === 1 ? msg('1 day', { id: 'days-one' }) : msg(str`${days} days`, { id: 'days-other' });
  return players === 1
    ? msg(str`${length}: ${said}`, { id: 'stroke-of-one' })
    : msg(str`${players} players, ${length}: ${said}`, { id: 'stroke-of-many' });
};
export const strokeOfAnother = (player: string, stroke: string) =>
  msg(str`${player}, ${stroke}`, { id: 'stroke-of-another' });
export const strokeWithHours = (stroke: string, hours: string) =>
  msg(str`${stroke}, ${hours}`, { id: 'stroke-with-hours' });
export const undo = () => msg('Undo', { id: 'undo' });
export const undone = () => msg('Undone.', { id: 'undone' });
export const undoneExcept = (left: readonly string[], more: number) => {
  const list = left.join('; ');
  return more === 0
    ? msg(str`Undone, except ${list}.`, { id: 'undone-except' })
    : msg(str`Undone, except ${list}; and ${more} more.`, { id: 'undone-except-more' });
};
/** A day, or a day and whose it is. */
export const changedSince = (cell: string, by: string | undefined) =>
  by === undefined
    ? msg(str`${cell}: changed since`, { id: 'changed-since' })
    : msg(str`${cell}: ${by} changed it since`, { id: 'changed-since-by' });
export const cellOf = (day: string, player: string) =>
  msg(str`${day} of ${player}`, { id: 'cell-of' });
export const nothingToUndo = () => msg('Nothing to undo.', { id: 'nothing-to-undo' });

// Who is shown
export const whoCan = () => msg('Who can', { id: 'who-can' });
export const showEveryone = () => msg('Show everyone', { id: 'show-everyone' });
export const everyoneOption = () => msg('Everyone', { id: 'everyone-option' });
export const canOnOption = (day: string) => msg(str`Can on ${day}`, { id: 'can-on-option' });
export const sortBy = () => msg('Sort', { id: 'sort-by' });
export const sortName = (sort: 'name' | 'evenings') =>
  ({
    name: msg('By name', { id: 'sort-name' }),
    evenings: msg('Most evenings first', { id: 'sort-evenings' }),
  })[sort];
export const nobodyCan = (day: string) =>
  msg(str`Nobody has said yet that they can on ${day}.`, { id: 'nobody-can' });
export const nobodyElseCan = (day: string) =>
  msg(str`Nobody else has said yet that they can on ${day}.`, { id: 'nobody-else-can' });

// What a pattern suggests
export const confirmThisWeek = (days: number) =>
  msg(str`Confirm this week (${days})`, { id: 'confirm-this-week' });
export const confirmNextWeek = (days: number) =>
  msg(str`Confirm next week (${days})`, { id: 'confirm-next-week' });

// Others
export const changesSentence = (changes: number, players: number) => {
  const many =
    changes === 1
      ? msg('1 change', { id: 'changes-one' })
      : msg(str`${changes} changes`, { id: 'changes-other' });
  if (players === 0) return msg(str`${many}.`, { id: 'changes-of-nobody' });
  return players === 1
    ? msg(str`${many} by 1 player.`, { id: 'changes-of-one' })
    : msg(str`${many} by ${players} players.`, { id: 'changes-of-many' });
};
export const dayStands = (day: string, committed: number, threshold: number) =>
  msg(str`${day}: ${committed} of ${threshold}.`, { id: 'day-stands' });

// The keys
export const keys = () => msg('Keys', { id: 'keys' });
export const keysOfTheGrid = () => msg('Keys in the grid', { id: 'keys-of-the-grid' });
export const close = () => msg('Close', { id: 'close' });
/** As it is printed on the keyboards of a language. */
export const keyName = (key: 'Home' | 'End' | 'Ctrl') =>
  ({
    Home: msg('Home', { id: 'key-named-home' }),
    End: msg('End', { id: 'key-named-end' }),
    Ctrl: msg('Ctrl', { id: 'key-named-ctrl' }),
  })[key];
export const keyMove = () => msg('Move', { id: 'key-move' });
export const keyEnds = () => msg('First and last day', { id: 'key-ends' });
export const keySelect = () => msg('Select days', { id: 'key-select' });
export const keySelectAll = () => msg('Select my whole row', { id: 'key-select-all' });
export const keyNext = () => msg('Next answer, or open the day', { id: 'key-next' });
export const keyHours = () => msg('Hours of what is selected', { id: 'key-hours' });
export const keyConfirm = () => msg('Confirm what my week suggests', { id: 'key-confirm' });
export const keyUndo = () => msg('Undo my last stroke', { id: 'key-undo' });
export const keyLetGo = () =>
  msg('Let go of the selection, the brush, the stroke', { id: 'key-let-go' });
export const keyHelp = () => msg('Show these keys', { id: 'key-help' });
