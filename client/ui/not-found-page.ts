/** Owns what a visitor sees at an address that leads nowhere. */
import { css, html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import { pathTo } from '../route.ts';
import { backToTonight, notFound, notFoundHint } from '../words/strings.ts';
import { base, button, headings } from './look/styles.ts';

@customElement('not-found-page')
export class NotFoundPage extends LitElement {
  static override styles = [
    base,
    button,
    headings,
    css`
      :host {
        display: grid;
        justify-items: start;
        gap: var(--space-4);
        padding-block: var(--space-7);
      }
      p {
        color: var(--ink-soft);
        font-size: var(--text-l);
      }
    `,
  ];

  override render() {
    return html`<h1>${notFound()}</h1>
      <p>${notFoundHint()}</p>
      <a class="button primary" href=${pathTo('tonight')}>${backToTonight()}</a>`;
  }
}
