/** Owns the German of the calendar feed: of `strings-feed.ts`. */
import { str, type TemplateMap } from '@lit/localize';

export const feed: TemplateMap = {
  'feed-title': 'Deine Abende in deinem Kalender',
  'feed-reason':
    'Ein Link für deine Kalender-App: Er zeigt die Abende, für die du geantwortet hast, mit deinen Zeiten und Notizen, und folgt jeder Änderung.',
  'feed-open': 'Meinen Kalender-Link erstellen',
  'feed-add': 'In meinen Kalender',
  'feed-link': 'Für Google Kalender und andere: Füge diesen Link ein',
  'feed-since': str`Offen seit ${0}.`,
  'feed-secret':
    'Wer den Link hat, sieht diese Abende, und er gilt auch, wenn du dich abmeldest: Behalte ihn für dich und schließ ihn hier, wenn du ihn nicht mehr willst.',
  'feed-untold':
    'Dein Link gilt dort, wo du ihn verwendest, aber dieser Server kann ihn nicht mehr zeigen. Erstell einen neuen, um ihn zu sehen.',
  'feed-renew': 'Neuen Link erstellen',
  'feed-close': 'Link schließen',
  'feed-renew-consequence':
    'Der jetzige Link gilt dann nicht mehr. Kalender, die ihn verwenden, brauchen den neuen.',
  'feed-close-consequence':
    'Der Link gilt dann nicht mehr, und deine Abende verschwinden aus den Kalendern, die ihn verwenden.',
  'feed-keep': 'Meinen Link behalten',
  'feed-is-open': 'Dein Kalender-Link ist bereit.',
  'feed-is-closed': 'Dein Kalender-Link ist geschlossen.',
};
