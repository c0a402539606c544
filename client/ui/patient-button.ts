/** Owns a button that stops working without losing the keyboard, as one that is disabled would. */
import { html } from 'lit';

/** What `id="away"` beside it says, tells why it does not work. */
export const patientButton = (
  kind: string,
  words: string,
  isDisabled: boolean,
  act: () => Promise<void>,
) =>
  html`<button
    class="button ${kind}"
    aria-disabled=${isDisabled ? 'true' : 'false'}
    aria-describedby="away"
    @click=${() => !isDisabled && act()}
  >
    ${words}
  </button>`;
