/** Owns the sentences about the hours of a day and of a usual week, as `strings.ts` does those of all else. */
import { msg, str } from '@lit/localize';
import type { Status } from '../../shared/availability/grid.ts';
import { statusName } from './strings.ts';

// The page of a day
export const backToGrid = () => msg('Back to the grid', { id: 'back-to-grid' });
export const otherDays = () => msg('Other days', { id: 'other-days' });
export const dayBefore = (day: string) => msg(str`Day before: ${day}`, { id: 'day-before' });
export const dayAfter = (day: string) => msg(str`Day after: ${day}`, { id: 'day-after' });
export const todayTag = () => msg('Today', { id: 'today-tag' });
export const dayIsOver = () => msg('This day is over: it can only be read.', { id: 'day-is-over' });
export const dayIsNotHere = () =>
  msg('This day is not on this device. It comes when the connection is back.', {
    id: 'day-is-not-here',
  });
export const dayIsFar = (day: string) =>
  msg(str`It is early days: this one can be answered from ${day} on.`, { id: 'day-is-far' });
export const dayStandingOf = (day: string) =>
  msg(str`How ${day} stands`, { id: 'day-standing-of' });
export const myAnswer = () => msg('My answer', { id: 'my-answer' });
export const openDay = () => msg('Open this day', { id: 'open-day' });

// When most can start
/** `when` is a time, and the reader's own where it differs. */
export const bestStartInWords = (players: number, of: number, when: string) =>
  msg(str`${players} of ${of} from ${when}`, { id: 'best-start' });
export const anyTimeForAll = (players: number) =>
  players === 1
    ? msg('1 player, at any time', { id: 'any-time-for-one' })
    : msg(str`${players} players, at any time`, { id: 'any-time-for-all' });
export const noHoursYet = () => msg('No hours named yet', { id: 'no-hours-yet' });

// The day in half hours
export const whoWhen = () => msg('Who can when', { id: 'who-when' });
export const canPlayThen = () => msg('How many can play', { id: 'can-play-then' });
export const canAt = (when: string, players: number) =>
  msg(str`${when}: ${players}`, { id: 'can-at' });
export const yourTime = () => msg('your time', { id: 'your-time' });
export const hoursInWords = (from: string, until: string) =>
  msg(str`${from} – ${until}`, { id: 'hours-in-words' });
export const allEvening = () => msg('at any time', { id: 'all-evening' });
export const skippedHours = () =>
  msg('The clocks skip these hours on this day.', { id: 'skipped-hours' });
export const setBy = (name: string) => msg(str`set by ${name}`, { id: 'set-by' });
export const firstOfTheDay = () =>
  msg('Nobody has answered yet. Be the first: the others see it at once.', {
    id: 'first-of-the-day',
  });
export const dragMyHours = () =>
  msg('Drag along your row to paint your hours.', { id: 'drag-my-hours' });

export const myHours = () => msg('My hours', { id: 'my-hours' });
export const paintByKeys = () =>
  msg(
    'Shift with ← and → chooses hours, Enter sets them, Esc lets go. 1 to 4 answer, 0 clears, Ctrl+Z undoes.',
    { id: 'paint-by-keys' },
  );
export const hoursPainted = (hours: string, status: Status) => {
  const said = statusName(status).toLowerCase();
  return msg(str`${hours}: ${said}`, { id: 'hours-painted' });
};

// My hours and my note
export const fromWhen = () => msg('From when?', { id: 'from-when' });
export const windowFrom = () => msg('From', { id: 'window-from' });
export const windowUntil = () => msg('Until', { id: 'window-until' });
export const hours = () => msg('Hours', { id: 'hours' });
export const hoursForDays = (days: number) =>
  days === 1
    ? msg('For 1 day', { id: 'hours-for-one' })
    : msg(str`For ${days} days`, { id: 'hours-for-many' });
export const anyTime = () => msg('any time', { id: 'any-time' });
export const inTheEvening = () => msg('In the evening', { id: 'in-the-evening' });
export const otherHours = () => msg('At other hours', { id: 'other-hours' });
export const nextMorning = () => msg('Next morning', { id: 'next-morning' });
export const windowUntilNext = () => msg('Until next morning', { id: 'window-until-next' });
export const inYourTime = (hours: string) => msg(str`${hours} your time`, { id: 'in-your-time' });
export const note = () => msg('Note', { id: 'note' });
export const noteExample = () => msg('Home by nine…', { id: 'note-example' });
export const answerBeforeNote = () =>
  msg('Answer first, then leave a word', { id: 'answer-before-note' });
export const charactersOf = (used: number, most: number) =>
  msg(str`${used} of ${most}`, { id: 'characters-of' });
export const charactersTooMany = (more: number) =>
  more === 1
    ? msg('1 character too many', { id: 'characters-too-many-one' })
    : msg(str`${more} characters too many`, { id: 'characters-too-many-other' });
export const save = () => msg('Save', { id: 'save' });
export const notSavedYet = () => msg('Not saved yet.', { id: 'not-saved-yet' });
export const hoursAlone = () =>
  msg('Hours without an answer say: available.', { id: 'hours-alone' });

// A usual week
export const usualWeek = () => msg('My usual week', { id: 'usual-week' });
export const usualWeekReason = () =>
  msg(
    'A suggestion, hatched in the grid. It counts as no answer until you confirm it, day by day or a week at once.',
    { id: 'usual-week-reason' },
  );
export const usuallyOn = (weekday: string) => msg(str`Usually on ${weekday}`, { id: 'usually-on' });
export const saveWeek = () => msg('Save my week', { id: 'save-week' });
export const savingWeek = () => msg('Saving…', { id: 'saving-week' });
export const weekSaved = () => msg('Saved. The grid shows it hatched.', { id: 'week-saved' });
export const usualEvenings = (evenings: number) =>
  evenings === 1
    ? msg('Your usual week: 1 evening.', { id: 'usual-evenings-one' })
    : msg(str`Your usual week: ${evenings} evenings.`, { id: 'usual-evenings-other' });
export const usualEveningsHint = () =>
  msg('They count once you confirm them.', { id: 'usual-evenings-hint' });
export const confirmWeek = () => msg('Confirm this week', { id: 'confirm-week' });
export const usually = (status: Status) => {
  const said = statusName(status).toLowerCase();
  return msg(str`Usually ${said}`, { id: 'usually' });
};
export const usuallyAt = (status: Status, hours: string) => {
  const said = statusName(status).toLowerCase();
  return msg(str`Usually ${said}, ${hours}`, { id: 'usually-at' });
};
export const usualHint = () => msg('It counts once you confirm it.', { id: 'usual-hint' });
export const confirm = () => msg('Confirm', { id: 'confirm' });
