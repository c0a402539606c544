/** Owns the choice between the system's theme, light and dark. */
import { html, LitElement, svg } from 'lit';
import { customElement } from 'lit/decorators.js';
import { Watch } from '../live/watch.ts';
import { themeGroup, themeName } from '../words/strings.ts';
import { base, choices } from './look/styles.ts';
import { type Theme, theme, themes } from './look/theme-choice.ts';

const pictures: Record<Theme, ReturnType<typeof svg>> = {
  system: svg`<path d="M3 4h14v9H3zM7 16.5h6" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/>`,
  light: svg`<circle cx="10" cy="10" r="3.4" fill="currentColor"/><path d="M10 2v2M10 16v2M2 10h2M16 10h2M4.3 4.3l1.4 1.4M14.3 14.3l1.4 1.4M15.7 4.3l-1.4 1.4M5.7 14.3l-1.4 1.4" stroke="currentColor" stroke-width="1.8" stroke-linecap="round"/>`,
  dark: svg`<path d="M16.5 12.2A7 7 0 0 1 7.8 3.5a7 7 0 1 0 8.7 8.7z" fill="currentColor"/>`,
};

@customElement('theme-switch')
export class ThemeSwitch extends LitElement {
  static override styles = [base, choices];

  constructor() {
    super();
    new Watch(this, () => [theme]);
  }

  override render() {
    return html`<div class="choices" role="group" aria-label=${themeGroup()}>
      ${themes.map(
        (name) => html`<button
          aria-pressed=${theme.value === name ? 'true' : 'false'}
          @click=${() => theme.set(name)}
        >
          <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">${pictures[name]}</svg>
          <span>${themeName(name)}</span>
        </button>`,
      )}
    </div>`;
  }
}
