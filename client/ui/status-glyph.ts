/** Owns the little sign of one status: its shape on its tile. Decoration only: the words stand beside it. */
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Status } from '../../shared/availability/grid.ts';
import { statusColours, statusDrawing } from './look/status-shapes.ts';
import { base } from './look/styles.ts';

@customElement('status-glyph')
export class StatusGlyph extends LitElement {
  static override styles = [
    base,
    statusColours,
    css`
      :host {
        display: inline-block;
        flex: none;
        width: var(--glyph, 1.5rem);
        height: var(--glyph, 1.5rem);
      }
      .tile {
        display: grid;
        place-items: center;
        width: 100%;
        height: 100%;
        border-radius: 32%;
        background: var(--status-tile);
      }
      .tile::after {
        content: '';
        width: 56%;
        height: 56%;
        ${statusDrawing}
      }
    `,
  ];

  @property() status: Status = 'LOOKING';

  override render() {
    return html`<span class="tile" data-status=${this.status} aria-hidden="true"></span>`;
  }
}
