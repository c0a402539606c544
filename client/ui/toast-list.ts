/** Owns how short messages look and are spoken. */
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { Watch } from '../live/watch.ts';
import { dismiss } from '../words/strings.ts';
import { KeepFocus } from './keep-focus.ts';
import { base, button } from './look/styles.ts';
import type { Action, Toasts } from './toasts.ts';

@customElement('toast-list')
export class ToastList extends LitElement {
  static override styles = [
    base,
    button,
    css`
      :host {
        position: fixed;
        z-index: 25;
        inset: auto 0 var(--space-5);
        pointer-events: none;
      }
      /* Above the navigation at the foot of a phone. */
      @media (max-width: 40rem) {
        :host {
          bottom: calc(4.75rem + var(--above, 0rem) + env(safe-area-inset-bottom));
        }
      }
      ul {
        display: grid;
        grid-template-columns: minmax(0, 100%);
        justify-items: center;
        gap: var(--space-2);
        padding-inline: var(--space-4);
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 var(--space-3);
        max-width: 34rem;
        padding: var(--space-2) var(--space-2) var(--space-2) var(--space-5);
        border-radius: var(--round-m);
        background: var(--ink);
        color: var(--page);
        font-weight: 550;
        box-shadow: 0 0.75rem 2rem var(--shadow);
        pointer-events: auto;
        animation: arrive var(--calm) var(--ease);
      }
      .sentence {
        flex: 1 1 7rem;
        padding-block: var(--space-2);
      }
      /* Where they find no room beside the sentence they stand below it, together. */
      .acts {
        display: flex;
        gap: var(--space-2);
        margin-inline-start: auto;
      }
      .button {
        color: inherit;
      }
      @media (max-width: 40rem) {
        .acts {
          gap: var(--space-1);
        }
        .act {
          padding-inline: var(--space-3);
        }
      }
      .act {
        border-color: color-mix(in oklab, var(--page) 45%, transparent);
        white-space: nowrap;
      }
      .button:hover {
        background: color-mix(in oklab, var(--page) 16%, transparent);
      }
      @keyframes arrive {
        from {
          opacity: 0;
          translate: 0 0.75rem;
        }
      }
    `,
  ];

  @property({ attribute: false }) toasts!: Toasts;

  constructor() {
    super();
    new Watch(this, () => [this.toasts.shown]);
    new KeepFocus(this, { goesBack: true });
  }

  override render() {
    return html`<ul role="list" aria-live="polite" aria-relevant="additions">
      ${repeat(
        this.toasts.shown.value,
        ({ id }) => id,
        ({ id, sentence, kind, actions }) => html`<li
          data-kind=${kind}
          @pointerenter=${() => this.toasts.hold(id)}
          @pointerleave=${() => this.toasts.release(id)}
          @focusin=${() => this.toasts.hold(id)}
          @focusout=${() => this.toasts.release(id)}
        >
          <span class="sentence">${sentence}</span>
          <span class="acts">
            ${actions.map(
              (action) => html`<button class="button act" @click=${() => this.#act(id, action)}>
                ${action.label}
              </button>`,
            )}
            <button
              class="button quiet round"
              aria-label=${dismiss()}
              @click=${() => this.toasts.dismiss(id)}
            >
              <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
                <path d="m3 3 10 10M13 3 3 13" stroke="currentColor" stroke-width="2" />
              </svg>
            </button>
          </span>
        </li>`,
      )}
    </ul>`;
  }

  #act(id: number, { run }: Action): void {
    this.toasts.dismiss(id);
    run();
  }
}
