/** Owns the German of sharing and of being without a server: of `strings-app.ts`. */
import { str, type TemplateMap } from '@lit/localize';

export const app: TemplateMap = {
  // Without a server
  'as-of': str`Offline. Das ist der Plan von ${0}.`,
  'only-read': 'Offline: Du kannst wieder antworten, sobald die Verbindung da ist.',
  'under-way': 'Unterwegs: Es geschieht, sobald die Verbindung wieder da ist.',
  'not-while-away': 'Offline: Du kannst das ändern, sobald die Verbindung wieder da ist.',
  'not-started': 'Muster ließ sich nicht laden. Es wird von selbst wieder versucht.',
  'page-not-loaded':
    'Diese Seite ließ sich nicht laden. Versuch es noch einmal, wenn die Verbindung wieder da ist.',
  outdated:
    'Muster wurde erneuert. Lade diese Seite neu; was hier noch wartet, lässt sich nicht senden.',

  // Sharing
  share: 'Teilen',
  'share-title': 'Diese Seite teilen',
  'share-hint': 'Wer sie öffnet, sieht, wie viele können. Namen sehen nur Mitglieder.',
  'share-link': 'Link',
  'share-elsewhere': 'Senden mit …',
  'share-code': 'Code zum Scannen mit dem Handy',
  'share-close': 'Schließen',
};
