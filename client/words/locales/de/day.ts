/** Owns the German of the hours of a day and of a usual week: of `strings-day.ts`. */
import { str, type TemplateMap } from '@lit/localize';

export const day: TemplateMap = {
  // The page of a day
  'back-to-grid': 'Zurück zum Plan',
  'other-days': 'Andere Tage',
  'day-before': str`Tag davor: ${0}`,
  'day-after': str`Tag danach: ${0}`,
  'today-tag': 'Heute',
  'day-is-over': 'Dieser Tag ist vorbei: Er lässt sich nur noch ansehen.',
  'day-is-not-here':
    'Dieser Tag ist nicht auf diesem Gerät. Er kommt, wenn die Verbindung wieder da ist.',
  'day-is-far': str`Das ist noch lange hin: Antworten kannst du ab ${0}.`,
  'day-standing-of': str`Wie es um ${0} steht`,
  'my-answer': 'Meine Antwort',
  'open-day': 'Diesen Tag öffnen',

  // When most can start
  'best-start': str`${0} von ${1} ab ${2}`,
  'any-time-for-one': '1 Person, jederzeit',
  'any-time-for-all': str`${0} Personen, jederzeit`,
  'no-hours-yet': 'Noch keine Uhrzeiten',

  // The day in half hours
  'who-when': 'Wer wann kann',
  'can-play-then': 'Wie viele spielen können',
  'can-at': str`${0}: ${1}`,
  'your-time': 'deine Zeit',
  'hours-in-words': str`${0} – ${1}`,
  'all-evening': 'jederzeit',
  'skipped-hours': 'Diese Stunden überspringt die Uhr an diesem Tag.',
  'set-by': str`eingetragen von ${0}`,
  'first-of-the-day': 'Noch hat niemand geantwortet. Mach den Anfang: Die anderen sehen es sofort.',
  'drag-my-hours': 'Zieh in deiner Zeile, um deine Zeiten zu malen.',
  'my-hours': 'Meine Zeiten',
  'paint-by-keys':
    'Umschalt mit ← und → wählt Zeiten, Enter trägt sie ein, Esc lässt los. 1 bis 4 antworten, 0 löscht, Strg+Z macht rückgängig.',
  'hours-painted': str`${0}: ${1}`,

  // My hours and my note
  'from-when': 'Ab wann?',
  'window-from': 'Ab',
  'window-until': 'Bis',
  hours: 'Uhrzeiten',
  'hours-for-one': 'Für 1 Tag',
  'hours-for-many': str`Für ${0} Tage`,
  'any-time': 'jederzeit',
  'in-the-evening': 'Abends',
  'other-hours': 'Zu anderen Zeiten',
  'next-morning': 'Am nächsten Morgen',
  'window-until-next': 'Bis morgens',
  'in-your-time': str`${0} bei dir`,
  note: 'Notiz',
  'note-example': 'Um neun zu Hause …',
  'answer-before-note': 'Erst antworten, dann etwas dazu sagen',
  'characters-of': str`${0} von ${1}`,
  'characters-too-many-one': '1 Zeichen zu viel',
  'characters-too-many-other': str`${0} Zeichen zu viel`,
  save: 'Speichern',
  'not-saved-yet': 'Noch nicht gespeichert.',
  'hours-alone': 'Uhrzeiten ohne Antwort bedeuten: verfügbar.',

  // A usual week
  'usual-week': 'Meine übliche Woche',
  'usual-week-reason':
    'Ein Vorschlag, im Plan schraffiert. Er zählt als keine Antwort, bis du ihn bestätigst: Tag für Tag oder eine Woche auf einmal.',
  'usually-on': str`Üblich am ${0}`,
  'save-week': 'Meine Woche speichern',
  'saving-week': 'Speichert …',
  'week-saved': 'Gespeichert. Im Plan ist sie schraffiert.',
  'usual-evenings-one': 'Deine übliche Woche: 1 Abend.',
  'usual-evenings-other': str`Deine übliche Woche: ${0} Abende.`,
  'usual-evenings-hint': 'Sie zählen, sobald du sie bestätigst.',
  'confirm-week': 'Diese Woche bestätigen',
  usually: str`Üblich: ${0}`,
  'usually-at': str`Üblich: ${0}, ${1}`,
  'usual-hint': 'Es zählt, sobald du es bestätigst.',
  confirm: 'Bestätigen',
};
