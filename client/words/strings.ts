/**
 * Owns every sentence the client shows, in English; a translation gives the same ids. Called when
 * drawn, never when loaded, so that the language may change.
 */
import { msg, str } from '@lit/localize';
import type { Role } from '../../shared/actor.ts';
import type { Readiness } from '../../shared/availability/commands.ts';
import type { Counts, Status } from '../../shared/availability/grid.ts';
import type { Refusal } from '../../shared/refusal.ts';

// The frame
export const appName = () => msg('Muster', { id: 'app-name' });
export const pageTitle = (page: string) => msg(str`${page} · Muster`, { id: 'page-title' });
export const skipToContent = () => msg('Skip to content', { id: 'skip-to-content' });
export const sections = () => msg('Sections', { id: 'sections' });
export const tonight = () => msg('Tonight', { id: 'tonight' });
export const grid = () => msg('Grid', { id: 'grid' });
export const me = () => msg('Me', { id: 'me' });
export const loading = () => msg('Loading…', { id: 'loading' });
export const dismiss = () => msg('Dismiss', { id: 'dismiss' });
export const copy = () => msg('Copy', { id: 'copy' });
export const copied = () => msg('Copied', { id: 'copied' });
export const copyByHand = () =>
  msg('Your browser does not let us copy. It is selected: copy it yourself.', {
    id: 'copy-by-hand',
  });
export const daysAreIn = (zone: string) =>
  msg(str`A day lasts from midnight to midnight in ${zone}.`, { id: 'days-are-in' });
export const notFound = () => msg('Nobody musters here', { id: 'not-found' });
export const notFoundHint = () =>
  msg('This address leads nowhere. Perhaps a link was cut short.', { id: 'not-found-hint' });
export const backToTonight = () => msg('See who plays tonight', { id: 'back-to-tonight' });
export const themeGroup = () => msg('Colours', { id: 'theme-group' });
export const themeName = (theme: 'system' | 'light' | 'dark') =>
  ({
    system: msg('System', { id: 'theme-system' }),
    light: msg('Light', { id: 'theme-light' }),
    dark: msg('Dark', { id: 'theme-dark' }),
  })[theme];
export const languageGroup = () => msg('Language', { id: 'language-group' });
export const languageNotLoaded = () =>
  msg('This language could not be fetched. Try again when the connection is back.', {
    id: 'language-not-loaded',
  });
export const startAndYours = (time: string, yours: string) =>
  msg(str`${time} (${yours} your time)`, { id: 'start-and-yours' });

// The connection
export const connecting = () => msg('Connecting…', { id: 'connecting' });
export const reconnecting = () =>
  msg('Connection lost. Trying again; your marks wait here.', { id: 'reconnecting' });
export const youAreOffline = () =>
  msg('You are offline. Your marks wait here.', { id: 'you-are-offline' });
export const catchingUp = () => msg('Catching up…', { id: 'catching-up' });
export const delayed = () => msg('Live updates are delayed', { id: 'delayed' });
export const tooManyWaiting = () =>
  msg('Too much is waiting to be sent already. Try again when the connection is back.', {
    id: 'too-many-waiting',
  });
/**
 * The server speaks English: its own sentence to who reads that. Another language has one for each
 * code, and where it helps one for a code and the last word of its field.
 */
export const refused = ({ code, message, field = '' }: Refusal): string => {
  const inGeneral = msg(str`${message}`, { id: `refusal-${code}` });
  return msg(inGeneral, { id: `refusal-${code}-${field.split('.').at(-1)}` });
};

// Who I am
export const signIn = () => msg('Sign in', { id: 'sign-in' });
export const signInInvitation = () => msg('Playing tonight?', { id: 'sign-in-invitation' });
export const signInReason = () =>
  msg('Sign in to see who is in, and to say so yourself.', { id: 'sign-in-reason' });
export const signOut = () => msg('Sign out', { id: 'sign-out' });
export const signOutFailed = () =>
  msg('You are still signed in: the server did not answer. Try again.', { id: 'sign-out-failed' });
export const linkInvitation = () => msg('Who are you here?', { id: 'link-invitation' });
export const linkReason = () =>
  msg('Take the name your group knows, or make a new one.', { id: 'link-reason' });
export const linkFromRoster = () =>
  msg('Take your name from the roster, just as it is written there.', { id: 'link-from-roster' });
export const playerName = () => msg('Your player name', { id: 'player-name' });
export const link = () => msg("That's me", { id: 'link' });
export const notLinkedYet = () => msg('No player name yet', { id: 'not-linked-yet' });
export const aboutMe = () => msg('About me', { id: 'about-me' });
export const accountOf = (name: string) => msg(str`Account of ${name}`, { id: 'account-of' });
export const playsIn = (community: string) => msg(str`Plays in ${community}`, { id: 'plays-in' });
export const signedInAs = (account: string) =>
  msg(str`Signed in as ${account}`, { id: 'signed-in-as' });
export const roleName = (role: Role) =>
  ({
    member: msg('Member', { id: 'role-member' }),
    promoter: msg('Promoter', { id: 'role-promoter' }),
    admin: msg('Admin', { id: 'role-admin' }),
  })[role];
export const unlink = () => msg('Let go of this name', { id: 'unlink' });
export const unlinkConsequence = () =>
  msg('What you marked stays with the name, and somebody else may take it.', {
    id: 'unlink-consequence',
  });
export const unlinkReally = () => msg('Let it go', { id: 'unlink-really' });
export const keepName = () => msg('Keep it', { id: 'keep-name' });
export const you = () => msg('you', { id: 'you' });

// Statuses
export const statusName = (status: Status) =>
  ({
    LOOKING: msg('Looking', { id: 'status-looking' }),
    AVAILABLE: msg('Available', { id: 'status-available' }),
    MAYBE: msg('Maybe', { id: 'status-maybe' }),
    NOT_PLAYING: msg('Not playing', { id: 'status-not-playing' }),
  })[status];
export const answer = (status: Status | null) =>
  status ? statusName(status).toLowerCase() : msg('no answer yet', { id: 'no-answer' });
export const clear = () => msg('Clear', { id: 'clear' });
export const myStatusFor = (day: string) => msg(str`My status for ${day}`, { id: 'my-status-for' });
export const answerHint = (status: Status | null) =>
  ({
    none: msg('How about it? One tap tells everyone.', { id: 'answer-hint-none' }),
    LOOKING: msg('You are in the queue. Tap again to clear.', { id: 'answer-hint-looking' }),
    AVAILABLE: msg('You could play. Tap again to clear.', { id: 'answer-hint-available' }),
    MAYBE: msg('You might play. Tap again to clear.', { id: 'answer-hint-maybe' }),
    NOT_PLAYING: msg('Not this time. Tap again to clear.', { id: 'answer-hint-not-playing' }),
  })[status ?? 'none'];
export const firstEvening = () =>
  msg('Mark your first evening: one tap tells everyone.', { id: 'first-evening' });
export const firstEveningInGrid = () =>
  msg('Mark your first evening: each click on a day in your row changes the answer.', {
    id: 'first-evening-in-grid',
  });
export const waitingMark = () => msg('Waiting to be confirmed…', { id: 'waiting-mark' });

// How a day stands
export const ringCentre = (threshold: number) =>
  msg(str`of ${threshold} needed`, { id: 'ring-centre' });
export const committedOf = (committed: number, threshold: number) =>
  msg(str`${committed} of ${threshold}`, { id: 'committed-of' });
export const readinessHeadline = ({ committed, missing }: Readiness, threshold: number) => {
  if (committed === 0) return msg('Who starts?', { id: 'headline-none' });
  if (missing === 0) {
    return msg(str`${committed} of ${threshold}, game on!`, { id: 'headline-ready' });
  }
  return missing === 1
    ? msg(str`${committed} of ${threshold}, one more!`, { id: 'headline-one-more' })
    : msg(str`${committed} of ${threshold}, ${missing} more!`, { id: 'headline-more' });
};
export const readinessHint = (
  { isReady }: Readiness,
  wasReady: boolean,
  committed: readonly Status[],
) => {
  if (isReady) return msg('Enough players are in for tonight.', { id: 'hint-ready' });
  if (wasReady) return msg('There were enough, then somebody left.', { id: 'hint-was-ready' });
  const names = committed.map(statusName).join(', ');
  return msg(str`Counts towards tonight: ${names}.`, { id: 'hint-not-ready' });
};
export const queue = () => msg('Queue', { id: 'queue' });
export const queueIsEmpty = () => msg('Queue is empty', { id: 'queue-is-empty' });
export const nobodyYet = () => msg('Nobody has answered for this day yet.', { id: 'nobody-yet' });
export const inQueue = (players: number) =>
  players === 1
    ? msg('1 player in the queue', { id: 'in-queue-one' })
    : msg(str`${players} players in the queue`, { id: 'in-queue-other' });
export const tomorrow = () => msg('Tomorrow', { id: 'tomorrow' });
export const comingUp = () => msg('Coming up', { id: 'coming-up' });
export const calendar = () => msg('Calendar', { id: 'calendar' });
export const openCalendar = () => msg('Open calendar', { id: 'open-calendar' });
export const earlierMonth = () => msg('Earlier month', { id: 'earlier-month' });
export const laterMonth = () => msg('Later month', { id: 'later-month' });
export const calendarDay = (
  day: string,
  mine: Status | null,
  committed: number,
  threshold: number,
) => {
  const status = answer(mine);
  return msg(str`${day}, you: ${status}. ${committed} of ${threshold} committed.`, {
    id: 'calendar-day',
  });
};
export const calendarDayOfOthers = (day: string, committed: number, threshold: number) =>
  msg(str`${day}. ${committed} of ${threshold} committed.`, { id: 'calendar-day-of-others' });

// The grid
export const gridName = () => msg('Players by days', { id: 'grid-name' });
export const playersHead = () => msg('Players', { id: 'players-head' });
export const everybody = () => msg('Everybody', { id: 'everybody' });
export const neededInWords = (threshold: number) =>
  msg(str`${threshold} needed`, { id: 'needed-in-words' });
export const countsSentence = (
  day: string,
  committed: number,
  threshold: number,
  { LOOKING, AVAILABLE, MAYBE, NOT_PLAYING }: Counts,
) =>
  msg(
    str`${day}: ${committed} of ${threshold} committed. ${LOOKING} looking, ${AVAILABLE} available, ${MAYBE} maybe, ${NOT_PLAYING} not playing.`,
    { id: 'counts-sentence' },
  );
export const markedSentence = (days: readonly string[], status: Status | null) => {
  const said = answer(status);
  return days.length === 1
    ? msg(str`${days[0]}: ${said}`, { id: 'marked-one' })
    : msg(str`${days.length} days: ${said}`, { id: 'marked-other' });
};
export const moreDays = () => msg('More days', { id: 'more-days' });
export const lookingNow = (people: number) =>
  people === 1
    ? msg('1 person is here', { id: 'looking-now-one' })
    : msg(str`${people} people are here`, { id: 'looking-now-other' });
export const moreLooking = (people: number) =>
  people === 1
    ? msg('and 1 more', { id: 'more-looking-one' })
    : msg(str`and ${people} more`, { id: 'more-looking-other' });
