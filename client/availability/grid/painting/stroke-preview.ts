/** Owns how a stroke looks while it lasts: over the grid, which stays as it is. */
import { css, html } from 'lit';
import type { Status } from '../../../../shared/availability/grid.ts';
import type { Column } from '../grid-columns.ts';
import type { Area } from './stroke.ts';

/** `start` is the first of two taps: nothing is painted yet. */
export const strokePreview = (
  { top, bottom, left, right }: Area,
  columns: readonly Column[],
  status: Status | null,
  kind: 'stroke' | 'start',
) => {
  const rows = Array.from({ length: bottom - top + 1 }, (_, index) => top + index);
  return rows.map(
    (row) => html`<div class="preview ${kind}" aria-hidden="true" .style=${`--at: ${row - 1}`}>
      ${columns
        .filter(({ at }) => at >= left && at <= right)
        .map(
          ({ at }) => html`<i
            class="cell"
            data-status=${status ?? 'NONE'}
            .style=${`--at: ${at}`}
          ></i>`,
        )}
    </div>`,
  );
};

export const strokeLook = css`
  .preview {
    position: absolute;
    top: calc(var(--at) * var(--row));
    width: 100%;
    height: var(--row);
    pointer-events: none;
  }
  .preview .cell {
    position: absolute;
    left: calc(var(--name) + var(--at) * var(--column));
    width: var(--column);
    height: 100%;
    background: color-mix(in oklab, var(--focus) 22%, var(--surface));
  }
  .preview .cell[data-status='NONE']::before {
    border: 2px dashed var(--line-strong);
    background: none;
  }
  .preview .cell[data-status='NONE']::after {
    content: none;
  }
  .preview.start .cell {
    box-shadow: inset 0 0 0 3px var(--focus);
  }
  .preview.stroke .cell::before {
    animation: take var(--quick) var(--ease);
  }
  .painting,
  .painting [role='gridcell'] {
    cursor: crosshair;
  }
  @keyframes take {
    from {
      scale: 0.7;
    }
  }
`;
