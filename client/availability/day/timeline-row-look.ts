/** Owns how a player's row looks in the day in half hours: who on the left, the bar of their hours on the right. */
import { css } from 'lit';

export const timelineRowLook = css`
  .person {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-items: center;
    gap: 0 var(--space-2);
    --avatar: 2.125rem;
    padding-block: var(--space-1);
  }
  .person initials-avatar {
    grid-row: 1 / 3;
    align-self: start;
  }
  .who {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    min-width: 0;
    font-size: var(--text-s);
    font-weight: 650;
    line-height: 1.25;
  }
  .who bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .soft {
    color: var(--ink-soft);
    font-weight: 500;
  }
  .said {
    grid-column: 2;
    color: var(--ink-soft);
    font-size: var(--text-xs);
    line-height: 1.3;
    overflow-wrap: anywhere;
  }
  /* Room for the hours that I am about to draw: nothing moves under a finger. */
  .mine .said {
    min-height: 1.3em;
  }
  .note {
    color: var(--ink);
  }
  .said > * + *::before {
    content: '· ';
    color: var(--ink-soft);
  }

  .row .track {
    border-radius: var(--round-s);
    background: color-mix(in oklab, var(--sunken) 55%, transparent);
  }
  .bar {
    z-index: 1;
    inset-block: 0.3125rem;
    display: flex;
    align-items: center;
    gap: var(--space-2);
    width: calc(var(--length) / var(--halves) * 100%);
    min-width: 1.5rem;
    padding-inline: 0.375rem;
    border: 1.5px solid var(--status);
    border-radius: 99rem;
    background: var(--status-tile);
    color: var(--on-status);
    font-size: 0.75rem;
    font-weight: 700;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
    --glyph: 1.125rem;
  }
  .bar span {
    display: none;
  }
  /* No hours: open on both sides. */
  .bar.open {
    --fade: 2.25rem;
    left: 0;
    width: 100%;
    justify-content: center;
    border-inline: 0;
    border-radius: 0;
    mask: linear-gradient(
      90deg,
      transparent,
      #000 var(--fade),
      #000 calc(100% - var(--fade)),
      transparent
    );
    font-weight: 600;
  }
  .bar.suggestion {
    border-style: dashed;
    background: repeating-linear-gradient(
      -45deg,
      var(--status-tile) 0 4px,
      transparent 4px 9px
    );
    color: var(--ink);
  }
  .bar.suggestion span {
    padding-inline: 0.375rem;
    border-radius: 99rem;
    background: var(--surface);
  }
  .bar.waiting {
    border-style: dashed;
  }
  .bar.drawn {
    border: 1.5px solid var(--focus);
    background: color-mix(in oklab, var(--focus) 30%, var(--surface));
    color: var(--ink);
  }
  @media (forced-colors: active) {
    .bar.drawn {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
  .mine .track {
    background: var(--accent-soft);
  }
  .mine .track.paintable {
    touch-action: pan-y;
    cursor: ew-resize;
    /* What is drawn over is not selected: the next press would drag the text away. */
    user-select: none;
    -webkit-user-select: none;
  }
  .choice {
    position: absolute;
    z-index: 2;
    inset: 0;
    border-radius: var(--round-s);
  }
  .half {
    position: absolute;
    inset-block: 0;
    left: calc(var(--from) / var(--halves) * 100%);
    width: calc(100% / var(--halves));
  }
  /* Inside, or the row's end would be scrolled out of sight. */
  .choice:focus-visible {
    outline-offset: -3px;
  }
  .choice:focus-visible .here {
    border: 2px solid var(--focus);
    border-radius: 0.4rem;
  }
  .keys {
    display: none;
    color: var(--ink-soft);
    font-size: var(--text-s);
  }
  .scroll:has(.choice:focus-visible) + .keys {
    display: block;
  }
  .row.out .track {
    background: none;
  }
  .row.out .track::before {
    content: '';
    position: absolute;
    inset: 50% 0 auto;
    border-top: 1.5px dashed var(--line-strong);
  }
  /* There is room for the hours in the bar itself. */
  @container (min-width: 44rem) {
    .few .bar.long span {
      display: inline;
    }
  }
`;
