/** Owns the German of the grid, its bars and its dialog: of `strings-grid.ts`. */
import { str, type TemplateMap } from '@lit/localize';

export const grid: TemplateMap = {
  // A cell
  'window-in-words': str`${0} bis ${1}`,
  'answer-with-window': str`${0}, ${1}`,
  'no-answer-usually': str`noch keine Antwort, üblich: ${0}`,
  'note-in-words': str`Notiz: ${0}.`,
  'set-by-in-words': str`Eingetragen von ${0}.`,
  'cell-sentence': str`${0}, ${1}: ${2}.`,
  'committed-sentence': str`${0} von ${1} zugesagt.`,

  // Painting
  'paint-with': 'Malen mit',
  'from-to': 'Von–bis',
  'from-to-start': 'Tippe auf den ersten Tag, dann auf den letzten.',
  'from-to-end': str`Ab ${0}. Tippe jetzt auf den letzten Tag.`,
  'let-go': 'Es wurde nichts gemalt.',
  'stroke-answered': 'beantwortet',
  'stroke-cleared': 'gelöscht',
  'days-one': '1 Tag',
  'days-other': str`${0} Tage`,
  'stroke-of-one': str`${0}: ${1}`,
  'stroke-of-many': str`${0} Personen, ${1}: ${2}`,
  'stroke-with-hours': str`${0}, ${1}`,
  'stroke-of-another': str`${0}, ${1}`,
  undo: 'Rückgängig',
  undone: 'Rückgängig gemacht.',
  'undone-except': str`Rückgängig gemacht, außer ${0}.`,
  'undone-except-more': str`Rückgängig gemacht, außer ${0}; und ${1} weiteren.`,
  'changed-since': str`${0}: seitdem geändert`,
  'changed-since-by': str`${0}: seitdem von ${1} geändert`,
  'cell-of': str`${0} von ${1}`,
  'nothing-to-undo': 'Es gibt nichts rückgängig zu machen.',

  // Who is shown
  'who-can': 'Wer kann',
  'show-everyone': 'Alle zeigen',
  'everyone-option': 'Alle',
  'can-on-option': str`Wer am ${0} kann`,
  'sort-by': 'Sortieren',
  'sort-name': 'Nach Namen',
  'sort-evenings': 'Die meisten Abende zuerst',
  'nobody-can': str`Für ${0} hat noch niemand gesagt, dass es geht.`,
  'nobody-else-can': str`Für ${0} hat sonst noch niemand gesagt, dass es geht.`,

  // What a pattern suggests
  'confirm-this-week': str`Diese Woche bestätigen (${0})`,
  'confirm-next-week': str`Nächste Woche bestätigen (${0})`,

  // Others
  'changes-one': '1 Änderung',
  'changes-other': str`${0} Änderungen`,
  'changes-of-nobody': str`${0}.`,
  'changes-of-one': str`${0} von 1 Person.`,
  'changes-of-many': str`${0} von ${1} Personen.`,
  'day-stands': str`${0}: ${1} von ${2}.`,

  // The keys
  keys: 'Tasten',
  'keys-of-the-grid': 'Tasten im Plan',
  close: 'Schließen',
  'key-named-home': 'Pos1',
  'key-named-end': 'Ende',
  'key-named-ctrl': 'Strg',
  'key-move': 'Bewegen',
  'key-ends': 'Erster und letzter Tag',
  'key-select': 'Tage auswählen',
  'key-select-all': 'Meine ganze Zeile auswählen',
  'key-next': 'Nächste Antwort, oder den Tag öffnen',
  'key-hours': 'Uhrzeiten für das Ausgewählte',
  'key-confirm': 'Bestätigen, was meine Woche vorschlägt',
  'key-undo': 'Meinen letzten Strich rückgängig machen',
  'key-let-go': 'Auswahl, Pinsel oder Strich loslassen',
  'key-help': 'Diese Tasten zeigen',
};
