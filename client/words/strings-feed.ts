/** Owns the sentences of the calendar feed, as `strings.ts` does those of all else. */
import { msg, str } from '@lit/localize';

export const feedTitle = () => msg('Your evenings in your calendar', { id: 'feed-title' });
export const feedReason = () =>
  msg(
    'A link for your calendar app: it shows the evenings you answered for, with your hours and notes, and follows every change.',
    { id: 'feed-reason' },
  );
export const feedOpen = () => msg('Make my calendar link', { id: 'feed-open' });
export const feedAdd = () => msg('Add to my calendar', { id: 'feed-add' });
export const feedLink = () =>
  msg('For Google Calendar and others, paste this link', { id: 'feed-link' });
export const feedSince = (day: string) => msg(str`Open since ${day}.`, { id: 'feed-since' });
export const feedSecret = () =>
  msg(
    'Whoever has the link sees these evenings, and it goes on working when you sign out: keep it to yourself, and close it here when you want it no more.',
    { id: 'feed-secret' },
  );
export const feedUntold = () =>
  msg(
    'Your link works where you use it, but this server can no longer show it. Make a new one to see it.',
    { id: 'feed-untold' },
  );
export const feedRenew = () => msg('Make a new link', { id: 'feed-renew' });
export const feedClose = () => msg('Close the link', { id: 'feed-close' });
export const feedRenewConsequence = () =>
  msg('The link you have now stops working. Calendars that use it need the new one.', {
    id: 'feed-renew-consequence',
  });
export const feedCloseConsequence = () =>
  msg('The link stops working, and your evenings leave the calendars that use it.', {
    id: 'feed-close-consequence',
  });
export const feedKeep = () => msg('Keep my link', { id: 'feed-keep' });
export const feedIsOpen = () => msg('Your calendar link is ready.', { id: 'feed-is-open' });
export const feedIsClosed = () => msg('Your calendar link is closed.', { id: 'feed-is-closed' });
