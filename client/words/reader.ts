/** Owns what is known of who reads: the language shown, and the habits of where they live. Pure. */
import { type Language, languages } from '../../shared/language.ts';

export type Reader = {
  readonly language: Language;
  /** The language shown as it is written where the reader lives; for `Intl`. */
  readonly locale: string;
  readonly hourCycle: Intl.DateTimeFormatOptions['hourCycle'];
  /** The weekday a week begins with, 1 for Monday to 7 for Sunday. */
  readonly firstWeekday: number;
};

/** The first of the browser's languages that is spoken here, else English. */
export const firstSpoken = (preferred: readonly string[]): Language =>
  preferred
    .map((tag) => languages.find((language) => language === new Intl.Locale(tag).language))
    .find((language) => language !== undefined) ?? 'en';

/**
 * Words come from the language shown, habits from where the reader lives: the region of the browser's
 * first language. So a Slovenian reads English dates with a 24-hour clock, in weeks from Monday.
 */
export const readerOf = (language: Language, preferred: readonly string[]): Reader => {
  const home = new Intl.Locale(preferred[0] ?? 'en-GB');
  return {
    language,
    locale: writtenIn(language, home.maximize().region),
    hourCycle: new Intl.DateTimeFormat(home, { hour: 'numeric' }).resolvedOptions().hourCycle,
    firstWeekday: firstWeekdayOf(home),
  };
};

/** English alone would be American: where no English of its own is known, the day stands first. */
const writtenIn = (language: Language, region: string | undefined): string => {
  const wanted = region ? `${language}-${region}` : language;
  const isKnown = new Intl.DateTimeFormat(wanted).resolvedOptions().locale === wanted;
  return language === 'en' && !isKnown ? 'en-GB' : wanted;
};

/** Monday where the browser does not know. */
const firstWeekdayOf = (
  locale: Intl.Locale & {
    getWeekInfo?(): { firstDay: number };
    weekInfo?: { firstDay: number };
  },
): number => (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1;
