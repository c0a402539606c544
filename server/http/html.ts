/** Owns markup the server writes: whatever is put into a template is text. */

/** Markup that is safe to send: made by `html` only. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Everything put into the template is text, unless it was made by `html` too. */
export const html = (strings: TemplateStringsArray, ...values: readonly (string | Html)[]): Html =>
  new Html(String.raw({ raw: strings }, ...values.map(escaped)));

const escaped = (value: string | Html): string =>
  value instanceof Html
    ? value.text
    : value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
