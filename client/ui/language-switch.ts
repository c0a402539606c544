/** Owns the choice of the language shown. Each is named in itself: who cannot read this page finds theirs. */
import { html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import { type Language, languages } from '../../shared/language.ts';
import { chooseLanguage, reader } from '../words/language.ts';
import { languageGroup, languageNotLoaded } from '../words/strings.ts';
import { base, choices } from './look/styles.ts';
import { ProblemEvent } from './problem-event.ts';

const ownNames: Record<Language, string> = { en: 'English', de: 'Deutsch' };

@customElement('language-switch')
export class LanguageSwitch extends LitElement {
  static override styles = [base, choices];

  override render() {
    return html`<div class="choices" role="group" aria-label=${languageGroup()}>
      ${languages.map(
        (language) => html`<button
          lang=${language}
          aria-pressed=${reader.value.language === language ? 'true' : 'false'}
          @click=${() => void this.#choose(language)}
        >
          ${ownNames[language]}
        </button>`,
      )}
    </div>`;
  }

  async #choose(language: Language): Promise<void> {
    try {
      await chooseLanguage(language);
    } catch {
      this.dispatchEvent(new ProblemEvent(languageNotLoaded()));
    }
  }
}
