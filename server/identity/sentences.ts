/** Owns every sentence of the pages around signing in, in each language. */
import { type Language, languages } from '../../shared/language.ts';

/** What both Express and Koa know of who asks. */
type Asker = { acceptsLanguages(languages: string[]): string | string[] | false };

/** The first of the browser's languages that is spoken here, else English. */
export const languageOf = (asker: Asker): Language => {
  const best = asker.acceptsLanguages([...languages]);
  return languages.find((language) => language === best) ?? 'en';
};

const english = {
  tryAgain: 'Try again',
  goOn: 'Continue to Muster',
  back: 'Back to Muster',
  asSomebodyElse: 'Sign in as somebody else',
  cancelled: {
    title: 'Sign-in cancelled',
    text: 'Nothing has changed. You can sign in whenever you like, or look around without.',
  },
  stale: {
    title: 'This sign-in is over',
    text: 'It was used before, took longer than 10 minutes, or began in another browser. Begin again: it takes a moment.',
  },
  already: {
    title: 'You are signed in',
    text: 'This sign-in was used before. You need not do anything else.',
  },
  tooMany: {
    title: 'One moment, please',
    text: (seconds: number) => `Too many sign-ins from here at once. Try again in ${seconds} s.`,
  },
  unavailable: {
    title: 'Signing in does not work right now',
    text: 'Something it needs does not answer. It may be back in a moment.',
    note: (id: string) => `If it stays like this, give this to an admin: ${id}`,
  },
  local: {
    title: 'Sign in',
    name: 'Name',
    cancel: 'Cancel',
    note: 'This sign-in exists on this computer only and asks for no password: the same name is the same person.',
    wrongName: (why: string) => why,
    over: 'It ran out, or began in another browser. Go back and begin again.',
  },
};

export type Sentences = typeof english;

const german: Sentences = {
  tryAgain: 'Noch einmal versuchen',
  goOn: 'Weiter zu Muster',
  back: 'Zurück zu Muster',
  asSomebodyElse: 'Als jemand anders anmelden',
  cancelled: {
    title: 'Anmeldung abgebrochen',
    text: 'Nichts hat sich geändert. Du kannst dich jederzeit anmelden oder dich ohne Anmeldung umsehen.',
  },
  stale: {
    title: 'Diese Anmeldung gilt nicht mehr',
    text: 'Sie wurde schon benutzt, hat länger als 10 Minuten gedauert oder in einem anderen Browser begonnen. Fang neu an: Es dauert nur einen Augenblick.',
  },
  already: {
    title: 'Du bist angemeldet',
    text: 'Diese Anmeldung wurde schon benutzt. Du musst nichts weiter tun.',
  },
  tooMany: {
    title: 'Einen Augenblick, bitte',
    text: (seconds) =>
      `Zu viele Anmeldungen von hier auf einmal. Versuch es in ${seconds} s noch einmal.`,
  },
  unavailable: {
    title: 'Anmelden geht gerade nicht',
    text: 'Ein Dienst, der dafür nötig ist, antwortet nicht. Vielleicht geht es gleich wieder.',
    note: (id) => `Wenn es so bleibt, gib diese Kennung an einen Admin weiter: ${id}`,
  },
  local: {
    title: 'Anmelden',
    name: 'Name',
    cancel: 'Abbrechen',
    note: 'Diese Anmeldung gibt es nur auf diesem Rechner, und sie fragt nach keinem Passwort: Derselbe Name ist dieselbe Person.',
    // The rule's own sentences are English.
    wrongName: () => 'Ein Name hat 1 bis 32 Zeichen, und mindestens eines davon ist sichtbar.',
    over: 'Sie ist abgelaufen oder hat in einem anderen Browser begonnen. Geh zurück und fang neu an.',
  },
};

export const sentences: Record<Language, Sentences> = { en: english, de: german };
