/** Owns that whoever wants to give cells hours is asked for them, whichever element said so. */
import { consume } from '@lit/context';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { Watch } from '../../live/watch.ts';
import { ProblemEvent } from '../../ui/problem-event.ts';
import { pageNotLoaded } from '../../words/strings-app.ts';
import { availabilityContext } from '../context.ts';
import type { Availability } from '../store.ts';
import type { HoursDialog } from './hours-dialog.ts';
import { type HoursCell, HoursEvent } from './hours-event.ts';

@customElement('hours-asker')
export class HoursAsker extends LitElement {
  static override styles = css`
    :host {
      display: contents;
    }
  `;

  @consume({ context: availabilityContext })
  @property({ attribute: false })
  availability!: Availability;
  @state() private cells: readonly HoursCell[] = [];

  constructor() {
    super();
    new Watch(this, () => [this.availability.view]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('hours', this.#hear);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('hours', this.#hear);
  }

  override render() {
    const view = this.availability.view.value;
    if (!view || this.cells.length === 0) return nothing;
    return html`<hours-dialog .view=${view} .cells=${this.cells}></hours-dialog>`;
  }

  readonly #hear = (event: Event): void => {
    if (event instanceof HoursEvent) void this.#ask(event.cells);
  };

  async #ask(cells: readonly HoursCell[]): Promise<void> {
    try {
      await import('./hours-dialog.ts');
    } catch {
      this.dispatchEvent(new ProblemEvent(pageNotLoaded()));
      return;
    }
    this.cells = cells;
    await this.updateComplete;
    await this.renderRoot.querySelector<HoursDialog>('hours-dialog')?.show();
  }
}
