/** Owns the round sign of a person who has no picture: initials on a colour that stays with them. */
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base } from './look/styles.ts';

const hues = 8;

/** The first letter, or emoji, of the first two words. */
const initialsOf = (name: string): string =>
  name
    .split(' ')
    .slice(0, 2)
    .map((word) => [...new Intl.Segmenter().segment(word)][0]?.segment ?? '')
    .join('')
    .toUpperCase();

const hueOf = (seed: string): number => {
  let sum = 0;
  for (const character of seed) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return sum % hues;
};

@customElement('initials-avatar')
export class InitialsAvatar extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: inline-block;
        flex: none;
        width: var(--avatar, 2.25rem);
        height: var(--avatar, 2.25rem);
      }
      span {
        --hue: 30;
        display: grid;
        place-items: center;
        width: 100%;
        height: 100%;
        overflow: hidden;
        border-radius: 50%;
        background: light-dark(oklch(0.89 0.065 var(--hue)), oklch(0.38 0.075 var(--hue)));
        color: light-dark(oklch(0.35 0.09 var(--hue)), oklch(0.95 0.035 var(--hue)));
        font-size: calc(var(--avatar, 2.25rem) * 0.38);
        font-weight: 750;
        line-height: 1;
      }
      /* Drawn, not written: the name itself stands beside it or is the label of what it is in. */
      span::before {
        content: attr(data-initials);
      }
      [data-hue='1'] {
        --hue: 75;
      }
      [data-hue='2'] {
        --hue: 120;
      }
      [data-hue='3'] {
        --hue: 165;
      }
      [data-hue='4'] {
        --hue: 210;
      }
      [data-hue='5'] {
        --hue: 255;
      }
      [data-hue='6'] {
        --hue: 300;
      }
      [data-hue='7'] {
        --hue: 345;
      }
    `,
  ];

  @property() name = '';
  /** What the colour is chosen by; an id, so that a new name keeps it. */
  @property() seed = '';

  override render() {
    const hue = hueOf(this.seed || this.name);
    const initials = initialsOf(this.name);
    return html`<span data-hue=${hue} data-initials=${initials} aria-hidden="true"></span>`;
  }
}
