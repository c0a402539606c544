/**
 * Owns which language is shown: the one the reader chose, else the first of the browser's that is
 * spoken here. A language's sentences are fetched when it is first shown: English readers load no other.
 */
import { configureLocalization } from '@lit/localize';
import { type Language, languages } from '../../shared/language.ts';
import { Store } from '../live/store.ts';
import { yieldToMain } from '../ui/yield-to-main.ts';
import { firstSpoken, type Reader, readerOf } from './reader.ts';

const place = 'muster-language';

const sentences = { de: () => import('./locales/de.ts') };

const { getLocale, setLocale } = configureLocalization({
  sourceLocale: 'en',
  targetLocales: Object.keys(sentences),
  loadLocale: (language) => sentences[language as keyof typeof sentences](),
});

/** Who reads, in the language that is shown now. */
export const reader = new Store<Reader>(readerOf('en', navigator.languages));

// What a browser knows of languages is the slowest thing to ask it for the first time.
await yieldToMain();

/** Rejects when the sentences cannot be fetched; what was shown stays. */
export const speak = async (language: Language): Promise<void> => {
  try {
    await setLocale(language);
  } catch (error) {
    // Without this the library would not try again: it holds that it is still loading.
    await setLocale(reader.value.language);
    throw error;
  }
  // Somebody may have chosen another meanwhile: what is shown counts, not what was asked for.
  reader.set(readerOf(getLocale() as Language, navigator.languages));
};

/** The language to begin with. */
export const preferredLanguage = (): Language => {
  try {
    const chosen = localStorage.getItem(place);
    return languages.find((language) => language === chosen) ?? firstSpoken(navigator.languages);
  } catch {
    // Storage may be forbidden; then the browser's languages are all there is.
    return firstSpoken(navigator.languages);
  }
};

/** The reader's own choice: remembered in this browser. Rejects like `speak`. */
export const chooseLanguage = async (language: Language): Promise<void> => {
  await speak(language);
  try {
    localStorage.setItem(place, language);
  } catch {
    // The choice then lasts as long as the page.
  }
};
