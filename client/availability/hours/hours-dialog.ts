/** Owns how many cells get the same hours at once. Loaded when somebody wants that, not before. */
import { css, html, LitElement } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { TimeWindow } from '../../../shared/availability/window.ts';
import { base, button, dialog, headings } from '../../ui/look/styles.ts';
import * as say from '../../words/strings-day.ts';
import { close } from '../../words/strings-grid.ts';
import { MarkEvent } from '../mark-event.ts';
import type { View } from '../view.ts';
import type { HoursCell } from './hours-event.ts';
import { commonWindow, hoursMarks } from './hours-marks.ts';
import './window-picker.ts';
import type { WindowChosen } from './window-picker.ts';

@customElement('hours-dialog')
export class HoursDialog extends LitElement {
  static override styles = [
    base,
    button,
    headings,
    dialog,
    css`
      form {
        display: grid;
        gap: var(--space-4);
        padding: var(--space-5);
      }
      p {
        color: var(--ink-soft);
      }
      .end {
        display: flex;
        justify-content: flex-end;
        gap: var(--space-2);
      }
    `,
  ];

  @property({ attribute: false }) view!: View;
  @property({ attribute: false }) cells: readonly HoursCell[] = [];
  @state() private window: TimeWindow | null = null;
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  /** The keyboard goes back to where it was when the dialog closes: browsers see to that. */
  async show(): Promise<void> {
    this.window = commonWindow(this.view, this.cells);
    await this.updateComplete;
    this.dialog.showModal();
  }

  override render() {
    const days = new Set(this.cells.map(({ day }) => day)).size;
    return html`<dialog aria-labelledby="title" @click=${this.#click}>
      <form @submit=${this.#save}>
        <div>
          <h2 id="title">${say.hours()}</h2>
          <p>${say.hoursForDays(days)}</p>
        </div>
        <window-picker
          .window=${this.window}
          .zone=${this.view.settings.zone}
          @window-chosen=${(event: WindowChosen) => {
            this.window = event.window;
          }}
        ></window-picker>
        <div class="end">
          <button class="button quiet" type="button" @click=${() => this.dialog.close()}>
            ${close()}
          </button>
          <button class="button primary">${say.save()}</button>
        </div>
      </form>
    </dialog>`;
  }

  #save(event: Event): void {
    event.preventDefault();
    this.dialog.close();
    const marks = hoursMarks(this.view, this.cells, this.window);
    if (marks.length > 0) this.dispatchEvent(new MarkEvent(marks));
  }

  /** A click on the dialog itself is one beside its content. */
  #click(event: Event): void {
    if (event.target === this.dialog) this.dialog.close();
  }
}
