/** Owns the choice of what strokes and taps put, and whether two taps make a stroke. Knows no cell. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { statusColours, statusDrawing } from '../../../ui/look/status-shapes.ts';
import { base } from '../../../ui/look/styles.ts';
import { brushName, fromTo, fromToStart, paintWith } from '../../../words/strings-grid.ts';
import { BrushEvent, FromToEvent } from './brush-event.ts';
import { type Brush, brushes } from './stroke.ts';

@customElement('brush-bar')
export class BrushBar extends LitElement {
  static override styles = [
    base,
    statusColours,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2);
      }
      [role='radiogroup'] {
        display: flex;
        gap: 2px;
        padding: 3px;
        border-radius: 99rem;
        background: var(--sunken);
      }
      button {
        display: inline-flex;
        align-items: center;
        justify-content: center;
        gap: var(--space-2);
        min-width: var(--target);
        min-height: var(--target);
        padding: 0 var(--space-4) 0 var(--space-3);
        border: 1.5px solid transparent;
        border-radius: 99rem;
        background: transparent;
        color: var(--ink);
        font: 600 var(--text-s) / 1.1 var(--font);
        cursor: pointer;
        touch-action: manipulation;
      }
      button:hover {
        background: color-mix(in oklab, var(--ink) 7%, transparent);
      }
      [aria-checked='true'],
      [aria-pressed='true'] {
        border-color: var(--ink);
        background: var(--surface);
        box-shadow: 0 1px 3px var(--shadow);
      }
      .from-to {
        border-color: var(--line-strong);
        padding-inline: var(--space-4);
      }
      .tile {
        display: grid;
        flex: none;
        place-items: center;
        width: 1.5rem;
        height: 1.5rem;
        border-radius: 32%;
        background: var(--status-tile, transparent);
      }
      .tile[data-status]::after {
        content: '';
        width: 56%;
        height: 56%;
        ${statusDrawing}
      }
      .tile:not([data-status]) {
        border: 1.5px dashed var(--line-strong);
      }
      kbd {
        color: var(--ink-soft);
        font: 600 0.75rem / 1 var(--font);
      }
      .hint {
        color: var(--ink-soft);
        font-size: var(--text-s);
      }
      @media (hover: none) {
        kbd {
          display: none;
        }
      }
      @media (forced-colors: active) {
        [aria-checked='true'],
        [aria-pressed='true'] {
          background: Highlight;
          color: HighlightText;
          forced-color-adjust: none;
        }
        .tile {
          border: 1px solid CanvasText;
        }
        [aria-checked='true'] kbd {
          color: inherit;
        }
      }
      /* Under the thumb: glyphs above their words, all of them side by side at 360 px. */
      @media (max-width: 40rem) {
        :host {
          flex-wrap: nowrap;
          align-items: stretch;
          gap: 2px;
        }
        [role='radiogroup'] {
          flex: 5;
          border-radius: var(--round-m);
          padding: 0;
          background: none;
        }
        button {
          flex: 1 1 0;
          flex-direction: column;
          gap: 3px;
          min-height: 3.25rem;
          padding: var(--space-1) 0;
          border-radius: var(--round-s);
          font-size: 0.6875rem;
        }
        .from-to {
          border-color: transparent;
          padding: var(--space-1) 0;
        }
        .from-to[aria-pressed='true'] {
          border-color: var(--ink);
        }
        kbd,
        .hint {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) brush: Brush | undefined;
  @property({ type: Boolean }) isFromTo = false;

  override render() {
    return html`<div role="radiogroup" aria-label=${paintWith()} @keydown=${this.#key}>
        ${brushes.map(
          (brush, index) => html`<button
            role="radio"
            aria-checked=${brush === this.brush}
            tabindex=${brush === (this.brush ?? brushes[0]) ? 0 : -1}
            data-brush=${brush}
            @click=${() => this.#take(brush === this.brush ? undefined : brush)}
          >
            <span class="tile" data-status=${brush === 'CLEAR' ? nothing : brush}></span>
            <span>${brushName(brush)}</span>
            <kbd aria-hidden="true">${(index + 1) % brushes.length}</kbd>
          </button>`,
        )}
      </div>
      <button
        class="from-to"
        aria-pressed=${this.isFromTo}
        @click=${() => this.dispatchEvent(new FromToEvent(!this.isFromTo))}
        @keydown=${({ key }: KeyboardEvent) => {
          if (key === 'Escape' && this.isFromTo) this.dispatchEvent(new FromToEvent(false));
        }}
      >
        <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true" fill="currentColor">
          <circle cx="4.5" cy="12" r="3" />
          <circle cx="19.5" cy="12" r="3" />
          <path d="M9 11h6v2H9z" />
        </svg>
        <span>${fromTo()}</span>
      </button>
      ${this.isFromTo ? html`<p class="hint">${fromToStart()}</p>` : nothing}`;
  }

  #take(brush: Brush | undefined): void {
    this.dispatchEvent(new BrushEvent(brush));
  }

  #key(event: KeyboardEvent): void {
    const at = brushes.indexOf(this.brush ?? (brushes[0] as Brush));
    const next = nextOf(event.key, at);
    if (next !== undefined) {
      event.preventDefault();
      this.#take(brushes[next]);
      void this.updateComplete.then(() => this.#focus(brushes[next]));
    } else if (event.key === 'Escape' && this.brush) {
      event.preventDefault();
      this.#take(undefined);
      void this.updateComplete.then(() => this.#focus(brushes[0]));
    }
  }

  #focus(brush: Brush | undefined): void {
    this.renderRoot.querySelector<HTMLElement>(`[data-brush=${brush}]`)?.focus();
  }
}

const nextOf = (key: string, at: number): number | undefined => {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return (at + 1) % brushes.length;
    case 'ArrowLeft':
    case 'ArrowUp':
      return (at + brushes.length - 1) % brushes.length;
    case 'Home':
      return 0;
    case 'End':
      return brushes.length - 1;
    default:
      return undefined;
  }
};
