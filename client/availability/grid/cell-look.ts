/** Owns how one player's cell looks: tile and shape are pseudo elements, what is rarer a box inside. */
import { css } from 'lit';
import { statusDrawing } from '../../ui/look/status-shapes.ts';

export const cellLook = css`
  .cell {
    cursor: default;
  }
  .cell::before {
    position: absolute;
    inset: 4px;
    border-radius: 0.7rem;
  }
  .paintable .cell {
    cursor: pointer;
  }
  .mine .cell:not([data-status])::before {
    content: '';
    border: 1.5px dashed color-mix(in oklab, var(--line-strong) 55%, transparent);
  }
  /* After a tap the cell under the finger would look as if it were chosen. */
  @media (hover: hover) {
    .paintable .cell:hover::before {
      content: '';
      outline: 2px solid var(--line-strong);
    }
  }
  .cell[data-status]::before {
    content: '';
    background: var(--status-tile);
  }
  .cell[data-status]::after {
    content: '';
    position: absolute;
    inset: calc(50% - 0.5625rem);
    ${statusDrawing}
  }
  /* What a pattern suggests counts for nothing yet: hatched, its shape in outline colours. */
  .cell.suggestion::before {
    border: 1.5px dashed var(--status);
    background: repeating-linear-gradient(
      -45deg,
      color-mix(in oklab, var(--status) 38%, transparent) 0 2px,
      transparent 2px 8px
    );
  }
  .cell.suggestion {
    --shape: var(--status);
  }
  .cell.waiting::before {
    outline: 2px dashed var(--line-strong);
    outline-offset: -1px;
  }
  .cell[aria-selected='true'] {
    background: color-mix(in oklab, var(--focus) 26%, transparent);
  }
  /* The shape makes room for the hour at which a window opens. */
  .cell.timed::after {
    inset: 0.5rem calc(50% - 0.4375rem) auto;
    height: 0.875rem;
  }
  .from {
    position: absolute;
    z-index: 1;
    inset: auto 0 0.4375rem;
    color: var(--shape);
    font-size: 0.6875rem;
    font-weight: 700;
    /* "8:30 PM" is as wide as the cell of a phone. */
    letter-spacing: -0.03em;
    font-variant-numeric: tabular-nums;
    line-height: 1;
    text-align: center;
  }
  /* Readable over hatching. */
  .cell.suggestion .from {
    inset: auto 0.5rem 0.3125rem;
    padding-block: 2px;
    border-radius: 0.25rem;
    background: color-mix(in oklab, var(--surface) 82%, transparent);
    color: var(--ink);
  }
  .note,
  .by {
    position: absolute;
    z-index: 1;
    top: 4px;
    background: var(--shape);
  }
  /* A dog-ear: somebody wrote a word. */
  .note {
    right: 4px;
    width: 0.8125rem;
    height: 0.8125rem;
    border-top-right-radius: 0.65rem;
    clip-path: polygon(0 0, 100% 0, 100% 100%);
  }
  /* A head and shoulders: another's hand. */
  .by {
    left: 8px;
    top: 8px;
    width: 0.625rem;
    height: 0.625rem;
    clip-path: path('M5 0a2.4 2.4 0 1 1 0 4.8a2.4 2.4 0 1 1 0 -4.8M0 10a5 4.4 0 0 1 10 0z');
  }
  @media (forced-colors: active) {
    .cell[data-status]:not(.suggestion)::before {
      border: 1px solid CanvasText;
    }
    .cell[aria-selected='true'],
    .preview .cell.cell {
      background: Highlight;
    }
  }
`;
