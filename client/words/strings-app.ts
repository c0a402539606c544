/** Owns the sentences of sharing a page and of being without a server, as `strings.ts` does those of all else. */
import { msg, str } from '@lit/localize';

// Without a server
export const asOf = (moment: string) =>
  msg(str`Offline. This is the grid as of ${moment}.`, { id: 'as-of' });
export const onlyRead = () =>
  msg('Offline: you can answer again when the connection is back.', { id: 'only-read' });
/** About what is no mark; `isUnderWay` when it was asked for before the connection was lost. */
export const notWhileAway = (isUnderWay = false) =>
  isUnderWay
    ? msg('On its way: it is done when the connection is back.', { id: 'under-way' })
    : msg('Offline: you can change this when the connection is back.', { id: 'not-while-away' });
/** Said before any other language can be fetched. */
export const notStarted = () =>
  msg('Muster could not be fetched. It tries again by itself.', { id: 'not-started' });
export const pageNotLoaded = () =>
  msg('This page could not be fetched. Try again when the connection is back.', {
    id: 'page-not-loaded',
  });
/** The server has moved on, and this page was not loaded anew by itself. */
export const outdated = () =>
  msg('Muster was updated. Load this page anew; what still waits here cannot be sent.', {
    id: 'outdated',
  });

// Sharing
export const share = () => msg('Share', { id: 'share' });
export const shareTitle = () => msg('Share this page', { id: 'share-title' });
export const shareHint = () =>
  msg('Whoever opens it sees how many can play. Names are for members.', { id: 'share-hint' });
export const shareLink = () => msg('Link', { id: 'share-link' });
export const shareElsewhere = () => msg('Send it with…', { id: 'share-elsewhere' });
export const shareCode = () => msg('Code to scan with a phone', { id: 'share-code' });
export const closeShare = () => msg('Close', { id: 'share-close' });
