/** Owns how the day in half hours looks: columns that rise where many can play, bars for windows. */
import { css } from 'lit';

export const timelineLook = css`
  :host {
    container-type: inline-size;
    --half: 1.125rem;
    --name: 0rem;
  }
  .scroll {
    overflow-x: auto;
    margin-inline: calc(-1 * var(--space-2));
    padding: var(--space-1) var(--space-2) var(--space-3);
    scroll-padding-inline: calc(var(--name) + var(--half)) var(--half);
    scrollbar-width: thin;
  }
  .plan {
    position: relative;
    display: grid;
    gap: var(--space-1) 0;
    min-width: calc(var(--name) + var(--halves) * var(--half));
  }
  .line {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-items: center;
    gap: 2px 0;
  }
  .name {
    position: sticky;
    z-index: 2;
    left: 0;
    justify-self: start;
    max-width: 100cqi;
    min-width: 0;
    background: var(--surface);
  }
  @container (min-width: 44rem) {
    .scroll {
      --name: 15rem;
    }
    .line {
      grid-template-columns: var(--name) minmax(0, 1fr);
    }
    .name {
      width: var(--name);
      padding-inline-end: var(--space-4);
    }
  }
  .track {
    position: relative;
    height: var(--height, 2.5rem);
  }
  .bar,
  .column,
  .hour,
  .flag,
  .best {
    position: absolute;
    left: calc(var(--from) / var(--halves) * 100%);
  }
  .best {
    inset-block: calc(-1 * var(--space-1) / 2);
    width: 0;
    border-inline-start: 2px solid var(--accent);
    pointer-events: none;
  }

  .heat {
    --height: 5.5rem;
    border-bottom: 2px solid var(--line-strong);
    isolation: isolate;
  }
  .column {
    bottom: 0;
    display: grid;
    align-content: end;
    width: calc(100% / var(--halves));
    height: 100%;
    text-align: center;
  }
  .column b {
    color: var(--ink-soft);
    font-size: 0.75rem;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
    line-height: 1.3;
  }
  .column i {
    height: calc(var(--share) * 3rem);
    margin-inline: 1px;
    border-radius: 0.3rem 0.3rem 0 0;
    background: color-mix(in oklab, var(--accent) calc(22% + var(--share) * 48%), var(--sunken));
    transition: height var(--calm) var(--ease);
  }
  .column.most i {
    background: var(--accent);
  }
  @media (forced-colors: active) {
    .column i {
      background: CanvasText;
      forced-color-adjust: none;
    }
    .column.most i {
      background: Highlight;
    }
  }
  .column.most b {
    color: var(--ink);
    font-weight: 800;
  }
  .heat .best {
    inset-block: 0.25rem -2px;
  }
  .flag {
    z-index: 2;
    top: 0;
    padding: 0.125rem var(--space-2);
    border-radius: 0 99rem 99rem 0;
    background: var(--accent);
    color: var(--on-accent);
    font-size: var(--text-xs);
    font-weight: 750;
    font-variant-numeric: tabular-nums;
    line-height: 1.35;
    white-space: nowrap;
  }
  .flag.turned {
    border-radius: 99rem 0 0 99rem;
    translate: calc(-100% + 2px) 0;
  }

  .hours {
    --height: 1.5rem;
    color: var(--ink-soft);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
  }
  .hours.yours {
    --height: 1.375rem;
    color: var(--accent-text);
  }
  .hour {
    translate: -50% 0;
    white-space: nowrap;
  }
  .hour:first-child {
    translate: 0 0;
  }
  .hours .name {
    font-weight: 650;
    line-height: 1.2;
  }
  .hours .track {
    line-height: 1.2;
  }
  .hours.line {
    align-items: start;
  }
  .every-other {
    display: none;
  }
  @container (min-width: 44rem) {
    .few .every-other {
      display: inline;
    }
  }

  .empty {
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    color: var(--ink-soft);
    text-align: center;
    text-wrap: balance;
  }
`;
