/**
 * Owns what I say of a day beside my answer: hours and a note. Edits stay here until they are saved, by
 * Save, Enter, or by leaving: one command. What was refused is there again.
 */
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Mark } from '../../../shared/availability/commands.ts';
import { cleanNote, type Entry, longestNote } from '../../../shared/availability/grid.ts';
import type { TimeWindow } from '../../../shared/availability/window.ts';
import type { Day } from '../../../shared/day.ts';
import { field } from '../../ui/look/field.ts';
import { base, button } from '../../ui/look/styles.ts';
import * as say from '../../words/strings-day.ts';
import { changesNothing, type View } from '../view.ts';
import './window-picker.ts';
import { MarkEvent } from '../mark-event.ts';
import type { WindowChosen } from './window-picker.ts';
import { windowInYourTime } from './window-words.ts';

/** From here on the note says how much room is left. */
const countedFrom = 60;

/** What was touched; the rest follows the grid. */
type Edits = { readonly window?: TimeWindow | null; readonly note?: string };

@customElement('entry-details')
export class EntryDetails extends LitElement {
  static override styles = [
    base,
    button,
    field,
    css`
      :host {
        container-type: inline-size;
      }
      form {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
      }
      .head {
        display: flex;
        justify-content: space-between;
        gap: var(--space-3);
      }
      .count {
        color: var(--ink-soft);
        font-weight: 500;
        font-variant-numeric: tabular-nums;
      }
      .over {
        color: var(--accent-text);
        font-weight: 700;
      }
      .end {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-3);
        min-height: var(--target);
        color: var(--ink-soft);
        font-size: var(--text-s);
      }
      .end .button {
        flex: none;
      }
      @container (min-width: 40rem) {
        .fields {
          grid-template-columns: minmax(0, 1fr) minmax(0, 1.15fr);
        }
      }
      .fields {
        display: grid;
        gap: var(--space-3) var(--space-4);
      }
    `,
  ];

  @property({ attribute: false }) view!: View;
  @property() day: Day = '';
  @state() private edits: Edits = {};
  @query('.state') private readonly said!: HTMLElement;
  /** Saved, and neither confirmed nor refused yet. */
  #sent: Edits = {};

  constructor() {
    super();
    // Only heard when the focus leaves: from one field to another it stays inside.
    this.addEventListener('focusout', () => this.#save());
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('day')) {
      this.edits = {};
      this.#sent = {};
    }
    if (!changed.has('view') || this.view.pending.has(this.day)) return;
    // The answer is there. What it did not bring was refused: nobody has to write it twice.
    const sent = this.#sent;
    this.#sent = {};
    if (this.#changes(sent)) this.edits = { ...sent, ...this.edits };
  }

  override render() {
    const entry = this.#entry;
    const { window = entry?.window ?? null, note = entry?.note ?? '' } = this.edits;
    const over = [...note].length - longestNote;
    const isOut = entry?.status === 'NOT_PLAYING';
    // What is only remembered cannot be answered.
    const isLocked = this.view.asOf !== undefined;
    const isChanged = this.#changes(this.edits);
    return html`<form @submit=${this.#submit} @keydown=${this.#keydown}>
      <div class="fields">
        <window-picker
          .window=${window}
          .zone=${this.view.settings.zone}
          .day=${this.day}
          ?disabled=${isOut || isLocked}
          @window-chosen=${(event: WindowChosen) => this.#edit({ window: event.window })}
        ></window-picker>
        <label>
          <span class="head">${say.note()} ${this.#count(note, over)}</span>
          <input
            name="note"
            autocomplete="off"
            enterkeyhint="done"
            placeholder=${entry ? say.noteExample() : say.answerBeforeNote()}
            aria-invalid=${over > 0 ? 'true' : 'false'}
            ?disabled=${!entry || isLocked}
            .value=${note}
            @input=${(event: Event) =>
              this.#edit({ note: (event.target as HTMLInputElement).value })}
          />
        </label>
      </div>
      <div class="end">
        <p class="state" role="status" tabindex="-1">
          ${isOut || !window ? nothing : windowInYourTime(this.day, this.view.settings.zone, window)}
          ${isChanged ? say.notSavedYet() : this.#hint(entry)}
        </p>
        ${
          isChanged
            ? html`<button class="button primary" ?disabled=${over > 0}>${say.save()}</button>`
            : nothing
        }
      </div>
    </form>`;
  }

  /** What hours mean on their own; where my pattern suggests an answer, they go with that. */
  #hint(entry: Entry | undefined): string {
    const { view, day } = this;
    const isPlain = !entry && view.asOf === undefined && !view.suggestionOn(day, view.me);
    return isPlain ? say.hoursAlone() : '';
  }

  #count(note: string, over: number) {
    if (over > 0) {
      return html`<span class="count over" role="status">${say.charactersTooMany(over)}</span>`;
    }
    const used = [...note].length;
    return used < countedFrom
      ? nothing
      : html`<span class="count">${say.charactersOf(used, longestNote)}</span>`;
  }

  get #entry(): Entry | undefined {
    return this.view.entryOn(this.day, this.view.me);
  }

  #edit(part: Edits): void {
    this.edits = { ...this.edits, ...part };
  }

  /** What saving edits would ask for; a note as the server would clean it. */
  #markOf({ window, note }: Edits): Mark {
    const { view, day } = this;
    const suggestion = view.suggestionOn(day, view.me);
    return {
      day,
      status: this.#entry?.status ?? suggestion?.status ?? 'AVAILABLE',
      ...(window !== undefined && { window }),
      ...(note !== undefined && { note: cleanNote(note) }),
    };
  }

  #changes(edits: Edits): boolean {
    if (edits.window === undefined && edits.note === undefined) return false;
    const entry = this.#entry;
    // Without an answer, choosing any time still says nothing.
    if (!entry) return Boolean(edits.window);
    return !changesNothing({ ...this.#markOf(edits), player: this.view.me ?? '' }, entry);
  }

  /** The button goes away when all is saved; the keyboard stays where it was. */
  #submit(event: SubmitEvent): void {
    event.preventDefault();
    this.#save();
    if (event.submitter?.matches(':focus')) this.said.focus({ preventScroll: true });
  }

  #save(): void {
    const { edits } = this;
    if (!this.#changes(edits) || [...(edits.note ?? '')].length > longestNote) return;
    this.edits = {};
    this.#sent = { ...this.#sent, ...edits };
    this.dispatchEvent(new MarkEvent([this.#markOf(edits)]));
  }

  #keydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.#changes(this.edits)) return;
    event.stopPropagation();
    this.edits = {};
  }
}
