/** Owns how the form of a pattern looks: a line for each weekday. */
import { css } from 'lit';
import { statusDrawing } from '../../ui/look/status-shapes.ts';

export const patternLook = css`
  :host {
    container-type: inline-size;
  }
  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-5);
  }
  .soft {
    color: var(--ink-soft);
    font-size: var(--text-s);
    text-wrap: pretty;
  }
  h2 + .soft {
    margin-top: var(--space-2);
  }
  li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: var(--space-2) var(--space-4);
    padding-block: var(--space-3);
    border-top: 1px solid var(--line);
  }
  li:last-child {
    border-bottom: 1px solid var(--line);
  }
  h3 {
    font-size: var(--text-s);
    letter-spacing: -0.01em;
  }
  window-picker {
    grid-column: 1 / -1;
  }
  @container (min-width: 40rem) {
    h3 {
      font-size: var(--text-m);
    }
    li {
      grid-template-columns: minmax(0, 1fr) auto minmax(0, 18rem);
      min-height: 6rem;
    }
    window-picker {
      grid-column: auto;
    }
  }
  .answers {
    display: flex;
    gap: var(--space-1);
  }
  .answer {
    position: relative;
    width: var(--target);
    height: var(--target);
    padding: 0;
    border: 1.5px solid var(--line-strong);
    border-radius: var(--round-s);
    background: var(--surface);
    cursor: pointer;
    transition: transform var(--quick) var(--ease);
  }
  .answer::after {
    content: '';
    position: absolute;
    inset: calc(50% - 0.5625rem);
    ${statusDrawing}
  }
  .answer:hover {
    border-color: var(--status);
    background: var(--sunken);
  }
  .answer:active {
    transform: scale(0.94);
  }
  /* Hatched, as what it suggests is drawn in the grid. */
  .answer[aria-pressed='true'] {
    border: 1.5px dashed var(--status);
    background:
      radial-gradient(circle, var(--surface) 0.8rem, transparent 0.85rem),
      repeating-linear-gradient(-45deg, var(--status-tile) 0 4px, transparent 4px 9px);
  }
  .answer:disabled {
    border-color: var(--line);
    background: var(--sunken);
    cursor: default;
    transform: none;
  }
  .answer[aria-pressed='true']:disabled {
    border-color: var(--status);
  }
  @media (forced-colors: active) {
    .answer[aria-pressed='true'] {
      background: Highlight;
      forced-color-adjust: none;
      --shape: HighlightText;
    }
    .answer[aria-pressed='true']:disabled {
      background: GrayText;
      --shape: Canvas;
    }
    .answer:focus-visible {
      outline-color: CanvasText;
    }
  }
  .end {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2) var(--space-4);
  }
`;
