/**
 * Owns every sentence in German: these are of `strings.ts`, its neighbours' come from `de/`. `${0}` is
 * the first value that the English sentence names, `${1}` the second. Informal, and without "he" or
 * "she" where that reads naturally.
 */
import { str, type TemplateMap } from '@lit/localize';
import { app } from './de/app.ts';
import { day } from './de/day.ts';
import { feed } from './de/feed.ts';
import { grid } from './de/grid.ts';

export const templates: TemplateMap = {
  ...app,
  ...day,
  ...feed,
  ...grid,

  // The frame
  'app-name': 'Muster',
  'page-title': str`${0} · Muster`,
  'skip-to-content': 'Zum Inhalt springen',
  sections: 'Bereiche',
  tonight: 'Heute',
  grid: 'Plan',
  me: 'Ich',
  loading: 'Lädt …',
  dismiss: 'Schließen',
  copy: 'Kopieren',
  copied: 'Kopiert',
  'copy-by-hand': 'Dein Browser lässt uns nicht kopieren. Es ist markiert: Kopiere es selbst.',
  'days-are-in': str`Ein Tag geht hier von Mitternacht bis Mitternacht (${0}).`,
  'not-found': 'Hier trifft sich niemand',
  'not-found-hint': 'Diese Adresse führt nirgendwohin. Vielleicht wurde ein Link abgeschnitten.',
  'back-to-tonight': 'Sieh nach, wer heute Abend spielt',
  'theme-group': 'Farben',
  'theme-system': 'System',
  'theme-light': 'Hell',
  'theme-dark': 'Dunkel',
  'language-group': 'Sprache',
  'language-not-loaded':
    'Diese Sprache ließ sich nicht laden. Versuch es noch einmal, wenn die Verbindung wieder da ist.',
  'start-and-yours': str`${0} (${1} bei dir)`,

  // The connection
  connecting: 'Verbinde …',
  reconnecting: 'Verbindung verloren. Neuer Versuch läuft; deine Einträge warten hier.',
  'you-are-offline': 'Du bist offline. Deine Einträge warten hier.',
  'catching-up': 'Hole auf …',
  delayed: 'Neuigkeiten kommen verspätet an',
  'too-many-waiting':
    'Es wartet schon zu viel darauf, gesendet zu werden. Versuch es noch einmal, wenn die Verbindung wieder da ist.',
  'refusal-invalid': 'So geht das nicht. Prüfe die Eingabe.',
  'refusal-invalid-day': 'Dieser Tag lässt sich nicht ändern.',
  'refusal-invalid-name': 'Dieser Name geht nicht. Er braucht 1 bis 32 Zeichen.',
  'refusal-not-signed-in': 'Melde dich zuerst an.',
  'refusal-not-linked': 'Wähle zuerst deinen Spielernamen.',
  'refusal-forbidden': 'Das darfst du hier nicht.',
  'refusal-not-found': 'Das gibt es nicht oder nicht mehr.',
  'refusal-taken': 'Das ist schon vergeben.',
  'refusal-taken-name': 'Unter diesem Namen spielt schon jemand. Wähle einen anderen.',
  'refusal-closed': 'Das geht jetzt nicht mehr.',
  'refusal-closed-name': 'Die Liste ist geschlossen. Bitte einen Admin, dich einzutragen.',
  'refusal-too-large': 'Das ist zu viel auf einmal.',
  'refusal-too-many': 'Das war schnell. Versuch es gleich noch einmal.',
  'refusal-internal': 'Bei uns ist etwas schiefgegangen. Bitte versuch es noch einmal.',
  'refusal-unavailable': 'Das klappt gerade nicht. Versuch es gleich noch einmal.',

  // Who I am
  'sign-in': 'Anmelden',
  'sign-in-invitation': 'Spielst du heute Abend?',
  'sign-in-reason': 'Melde dich an: Dann siehst du, wer dabei ist, und kannst selbst zusagen.',
  'sign-out': 'Abmelden',
  'sign-out-failed':
    'Du bist noch angemeldet: Der Server hat nicht geantwortet. Versuch es noch einmal.',
  'link-invitation': 'Wer bist du hier?',
  'link-reason': 'Nimm den Namen, den deine Gruppe kennt, oder einen neuen.',
  'link-from-roster': 'Nimm deinen Namen aus der Liste, genau so, wie er dort steht.',
  'player-name': 'Dein Spielername',
  link: 'Das bin ich',
  'not-linked-yet': 'Noch kein Spielername',
  'about-me': 'Über mich',
  'account-of': str`Konto von ${0}`,
  'plays-in': str`Spielt in ${0}`,
  'signed-in-as': str`Angemeldet als ${0}`,
  'role-member': 'Mitglied',
  'role-promoter': 'Promoter',
  'role-admin': 'Admin',
  unlink: 'Diesen Namen abgeben',
  'unlink-consequence':
    'Was du eingetragen hast, bleibt beim Namen, und jemand anders kann ihn nehmen.',
  'unlink-really': 'Abgeben',
  'keep-name': 'Behalten',
  you: 'du',

  // Statuses
  'status-looking': 'Dabei',
  'status-available': 'Verfügbar',
  'status-maybe': 'Vielleicht',
  'status-not-playing': 'Nicht dabei',
  'no-answer': 'noch keine Antwort',
  clear: 'Löschen',
  'my-status-for': str`Mein Status für ${0}`,
  'answer-hint-none': 'Wie sieht’s aus? Einmal tippen sagt es allen.',
  'answer-hint-looking': 'Du stehst in der Warteschlange. Noch einmal tippen löscht es.',
  'answer-hint-available': 'Du könntest spielen. Noch einmal tippen löscht es.',
  'answer-hint-maybe': 'Du spielst vielleicht. Noch einmal tippen löscht es.',
  'answer-hint-not-playing': 'Diesmal nicht. Noch einmal tippen löscht es.',
  'first-evening': 'Trag deinen ersten Abend ein: Einmal tippen sagt es allen.',
  'first-evening-in-grid':
    'Trag deinen ersten Abend ein: Jeder Klick auf einen Tag in deiner Zeile ändert die Antwort.',
  'waiting-mark': 'Wartet auf Bestätigung …',

  // How a day stands
  'ring-centre': str`von ${0} nötig`,
  'committed-of': str`${0} von ${1}`,
  'headline-none': 'Wer fängt an?',
  'headline-ready': str`${0} von ${1}, los geht’s!`,
  'headline-one-more': str`${0} von ${1}, noch eine Zusage!`,
  'headline-more': str`${0} von ${1}, noch ${2} Zusagen!`,
  'hint-ready': 'Für heute Abend sind genug dabei.',
  'hint-was-ready': 'Es waren schon genug, dann ist jemand abgesprungen.',
  'hint-not-ready': str`Zählt für heute Abend: ${0}.`,
  queue: 'Warteschlange',
  'queue-is-empty': 'Warteschlange ist leer',
  'nobody-yet': 'Für diesen Tag hat noch niemand geantwortet.',
  'in-queue-one': '1 Person in der Warteschlange',
  'in-queue-other': str`${0} Personen in der Warteschlange`,
  tomorrow: 'Morgen',
  'coming-up': 'Demnächst',
  calendar: 'Kalender',
  'open-calendar': 'Kalender öffnen',
  'earlier-month': 'Voriger Monat',
  'later-month': 'Nächster Monat',
  'calendar-day': str`${0}, du: ${1}. ${2} von ${3} zugesagt.`,
  'calendar-day-of-others': str`${0}. ${1} von ${2} zugesagt.`,

  // The grid
  'grid-name': 'Wer an welchem Tag spielt',
  'players-head': 'Spieler',
  everybody: 'Alle',
  'needed-in-words': str`${0} nötig`,
  'counts-sentence': str`${0}: ${1} von ${2} zugesagt. ${3} dabei, ${4} verfügbar, ${5} vielleicht, ${6} nicht dabei.`,
  'marked-one': str`${0}: ${1}`,
  'marked-other': str`${0} Tage: ${1}`,
  'more-days': 'Mehr Tage',
  'looking-now-one': '1 ist hier',
  'looking-now-other': str`${0} sind hier`,
  'more-looking-one': 'und 1 weitere',
  'more-looking-other': str`und ${0} weitere`,
};
