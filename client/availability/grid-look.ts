/** Owns how the grid looks. Cells are plain boxes: tile and shape are their pseudo elements. */
import { css, unsafeCSS } from 'lit';
import { statusDrawing } from '../ui/status-shapes.ts';

/** A line where a week begins: every seventh column, counted from where the first week does. */
const weekLines = Array.from(
  { length: 7 },
  (_, index) =>
    `[data-week='${index}'] .row > :nth-child(7n + ${index + 2}):not(.name) { border-left-color: color-mix(in oklab, var(--line-strong) 50%, transparent); }`,
).join('\n');

export const gridLook = css`
  :host {
    --name: 13rem;
    --cell: 3.75rem;
    --head: 3.5rem;
  }
  .region {
    max-height: calc(100dvh - 9rem);
    overflow: auto;
    overscroll-behavior-x: contain;
    scroll-padding: calc(var(--head) + 5rem) 0 0 var(--name);
    border: 1px solid var(--line);
    border-radius: var(--round-l);
    background: var(--surface);
  }
  .row {
    display: flex;
    width: max-content;
    min-width: 100%;
    border-bottom: 1px solid var(--line);
    background: var(--surface);
  }
  .row:last-child {
    border-bottom: 0;
  }
  .row > :not(.name) {
    flex: 1 0 auto;
    width: var(--cell);
  }
  .name {
    position: sticky;
    z-index: 1;
    left: 0;
    display: flex;
    flex: none;
    width: var(--name);
    align-items: center;
    gap: var(--space-2);
    padding-inline: var(--space-4) var(--space-2);
    border-inline-end: 1px solid var(--line);
    background: inherit;
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
    z-index: 2;
    top: 0;
  }
  .heads .name,
  .summary .name {
    z-index: 3;
  }
  .summary {
    top: calc(var(--head) + 1px);
    border-bottom: 2px solid var(--line-strong);
    background: var(--sunken);
  }
  .heads > * {
    height: var(--head);
  }
  .head {
    display: grid;
    align-content: center;
    justify-items: center;
    border-left: 1px solid transparent;
    color: var(--ink-soft);
    font-size: var(--text-xs);
    line-height: 1.2;
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
  .cell {
    position: relative;
    height: 3rem;
    border-left: 1px solid transparent;
    cursor: default;
  }
  [role='gridcell']:focus-visible {
    z-index: 1;
    outline: 3px solid var(--focus);
    outline-offset: -3px;
    border-radius: 0.5rem;
  }
  .mine .cell {
    cursor: pointer;
  }
  .mine .cell:not([data-status])::before {
    content: '';
    position: absolute;
    inset: 5px;
    border: 1.5px dashed color-mix(in oklab, var(--line-strong) 55%, transparent);
    border-radius: 0.7rem;
  }
  .mine .cell:hover::before {
    outline: 2px solid var(--line-strong);
  }
  .cell[data-status]::before {
    content: '';
    position: absolute;
    inset: 5px;
    border-radius: 0.7rem;
    background: var(--status-tile);
  }
  .cell[data-status]::after {
    content: '';
    position: absolute;
    inset: calc(50% - 0.5625rem);
    ${statusDrawing}
  }
  .cell.waiting::before {
    outline: 2px dashed var(--line-strong);
    outline-offset: -1px;
  }
  .cell[aria-selected='true'] {
    background: color-mix(in oklab, var(--focus) 26%, transparent);
  }
  .total {
    display: grid;
    align-content: center;
    justify-items: center;
    gap: 3px;
    height: 4.75rem;
    border-left: 1px solid transparent;
    font-size: 0.75rem;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    line-height: 1;
  }
  .total b {
    padding: 2px 7px;
    border-radius: 99rem;
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
  @media (max-width: 40rem) {
    :host {
      --name: 7.5rem;
      --cell: 3.5rem;
    }
    .name {
      padding-inline-start: var(--space-2);
      --avatar: 1.5rem;
    }
    .you {
      display: none;
    }
  }
  ${unsafeCSS(weekLines)}
`;
