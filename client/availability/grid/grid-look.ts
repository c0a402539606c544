/** Owns how the grid is laid out: what stays while the rest scrolls, and where a row or a column is. */
import { css } from 'lit';
import { statusDrawing } from '../../ui/look/status-shapes.ts';

export const gridLook = css`
  :host {
    --name: 13rem;
    --cell: 3.75rem;
    --row: 3rem;
    --head: 3.5rem;
    --total: 4.75rem;
  }
  .region {
    container-type: inline-size;
    max-height: calc(100dvh - 9rem);
    overflow: auto;
    overscroll-behavior-x: contain;
    scroll-padding: calc(var(--head) + var(--total) + 0.5rem) 0.5rem 0.5rem
      calc(var(--name) + 0.5rem);
    border: 1px solid var(--line);
    border-radius: var(--round-l);
    background: var(--surface);
  }
  /* Few days share the room there is; many are as narrow as a day may be. */
  [role='grid'] {
    --column: max(var(--cell), (100cqw - var(--name)) / var(--days));
    width: calc(var(--name) + var(--days) * var(--column));
    touch-action: pan-x pan-y pinch-zoom;
    user-select: none;
    -webkit-user-select: none;
    -webkit-touch-callout: none;
  }
  /* Rows and cells stand where their number says, so that most of them can be left out. */
  .body {
    position: relative;
    height: calc(var(--players) * var(--row));
  }
  .row {
    display: flex;
    width: 100%;
    background: var(--surface);
    box-shadow: inset 0 -1px var(--line);
  }
  .body .row {
    position: absolute;
    top: calc(var(--at) * var(--row));
    height: var(--row);
  }
  .row > :not(.name) {
    position: relative;
    flex: none;
    width: var(--column);
    height: 100%;
    /* Nothing of a box reaches out of it, so that drawing one anew concerns no other. */
    contain: strict;
  }
  .row > .gap {
    margin-inline-start: calc(var(--gap) * var(--column));
  }
  .row > .week {
    border-left: 1px solid color-mix(in oklab, var(--line-strong) 50%, transparent);
  }
  .name {
    position: sticky;
    z-index: 2;
    left: 0;
    display: flex;
    flex: none;
    width: var(--name);
    height: 100%;
    align-items: center;
    gap: var(--space-2);
    padding-inline: var(--space-4) var(--space-2);
    border-inline-end: 1px solid var(--line);
    background: inherit;
    box-shadow: inherit;
    font-size: var(--text-s);
    font-weight: 600;
    --avatar: 1.875rem;
  }
  .name bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .mine {
    background: var(--accent-soft);
  }
  .you {
    margin-inline-start: auto;
    color: var(--accent-text);
    font-size: var(--text-xs);
    font-weight: 700;
  }
  .heads,
  .summary {
    position: sticky;
    z-index: 3;
    top: 0;
  }
  .heads .name,
  .summary .name {
    z-index: 4;
  }
  .heads {
    height: var(--head);
  }
  .summary {
    top: var(--head);
    height: var(--total);
    border-bottom: 2px solid var(--line-strong);
    background: var(--sunken);
  }
  .head a {
    display: grid;
    align-content: center;
    justify-items: center;
    height: 100%;
    color: var(--ink-soft);
    font-size: var(--text-xs);
    line-height: 1.2;
    text-decoration: none;
  }
  .head a:hover {
    background: var(--sunken);
  }
  .head b {
    color: var(--ink);
    font-size: var(--text-m);
    font-variant-numeric: tabular-nums;
  }
  .head.today b {
    padding: 0 0.5em;
    border-radius: 99rem;
    background: var(--accent);
    color: var(--on-accent);
  }
  [role='gridcell']:focus-visible {
    z-index: 1;
    outline: 3px solid var(--focus);
    outline-offset: -3px;
    border-radius: 0.5rem;
  }
  .total {
    display: grid;
    align-content: center;
    justify-items: center;
    gap: 3px;
    font-size: 0.75rem;
    cursor: pointer;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    line-height: 1;
  }
  /* The nearer a game, the warmer. */
  .total b {
    padding: 2px 7px;
    border-radius: 99rem;
    background: color-mix(in oklab, var(--accent) calc(var(--near, 0) * 55%), var(--sunken));
    font-size: var(--text-s);
  }
  .total.ready b {
    background: var(--accent);
    color: var(--on-accent);
  }
  .four {
    display: grid;
    grid-template-columns: auto auto;
    gap: 3px 8px;
  }
  .count {
    display: inline-flex;
    align-items: center;
    gap: 3px;
  }
  .count::before {
    content: '';
    width: 0.625rem;
    height: 0.625rem;
    ${statusDrawing}
  }
  .count.zero {
    opacity: 0;
  }
  .threshold {
    color: var(--ink-soft);
    font-size: var(--text-xs);
    font-weight: 500;
  }
  .summary .name {
    flex-wrap: wrap;
    align-content: center;
    gap: 0 var(--space-2);
  }
  @media (forced-colors: active) {
    .head.today b,
    .total.ready b {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
    [role='gridcell']:focus-visible {
      outline-color: CanvasText;
    }
  }
  @media (max-width: 40rem) {
    :host {
      --name: 7.5rem;
      --cell: 3.25rem;
    }
    .name {
      padding-inline-start: var(--space-2);
      --avatar: 1.5rem;
    }
    .you {
      display: none;
    }
    /* Two numbers of two digits each side by side. */
    .four {
      gap: 3px 4px;
      font-size: 0.6875rem;
    }
    .count {
      gap: 2px;
    }
    .count::before {
      width: 0.5rem;
      height: 0.5rem;
    }
  }
`;
