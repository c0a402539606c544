/** Owns the ring that fills up to a number: one segment for each, lit one by one. Content goes inside. */
import { css, html, LitElement, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base } from './look/styles.ts';

/** Beyond this segments become crumbs, and one arc says it better. */
const mostSegments = 16;
const circumference = 360;

@customElement('readiness-ring')
export class ReadinessRing extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        position: relative;
        display: grid;
        place-items: center;
        width: var(--ring, 14rem);
        aspect-ratio: 1;
      }
      svg {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        overflow: visible;
      }
      circle {
        fill: none;
        stroke: var(--ring-rest);
        stroke-width: 10;
        stroke-linecap: round;
        transition:
          stroke var(--calm) var(--ease),
          stroke-dasharray var(--calm) var(--ease);
      }
      .lit {
        stroke: var(--accent);
      }
      .full .lit {
        filter: drop-shadow(0 0 5px color-mix(in oklab, var(--accent) 55%, transparent));
      }
      @media (forced-colors: active) {
        circle {
          stroke: CanvasText;
          stroke-width: 2;
        }
        .lit {
          stroke: Highlight;
          stroke-width: 10;
        }
        .full .lit {
          filter: none;
        }
      }
      .inside {
        position: relative;
        display: grid;
        justify-items: center;
        text-align: center;
      }
    `,
  ];

  @property({ type: Number }) filled = 0;
  @property({ type: Number }) total = 1;

  override render() {
    const full = this.filled >= this.total;
    return html`<svg viewBox="0 0 100 100" aria-hidden="true" class=${full ? 'full' : ''}>
        ${this.total <= mostSegments ? this.#segments() : this.#arc()}
      </svg>
      <div class="inside"><slot></slot></div>`;
  }

  #segments() {
    const each = circumference / this.total;
    // The round ends reach half a stroke beyond the dash on both sides: 10 / 2 of radius 45, in degrees.
    const gap = this.total === 1 ? 0 : 12.8 + Math.min(7, each * 0.14);
    return Array.from({ length: this.total }, (_, index) =>
      this.#circle(each - gap, -90 + index * each + gap / 2, index < this.filled),
    );
  }

  #arc() {
    const share = Math.min(1, this.filled / this.total);
    return [
      this.#circle(circumference, -90, false),
      share > 0 ? this.#circle(circumference * share, -90, true) : '',
    ];
  }

  #circle(length: number, turn: number, lit: boolean) {
    return svg`<circle cx="50" cy="50" r="45" pathLength=${circumference}
      stroke-dasharray="${Math.max(0.1, length)} ${circumference}"
      transform="rotate(${turn} 50 50)" class=${lit ? 'lit' : ''}></circle>`;
  }
}
