/**
 * Owns how a status looks wherever it is drawn: a colour and a shape of its own, so that it can be
 * told apart in greyscale and by colour-blind eyes. Star, disc, half a disc, cross.
 */
import { css } from 'lit';

/**
 * For elements that carry `data-status`. The tile behind a shape is `--status-tile`; a shape drawn
 * without its tile has the class `plain`.
 */
export const statusColours = css`
  [data-status] {
    --shape: var(--on-status);
    --status-paint: linear-gradient(var(--shape) 0 0);
  }
  [data-status].plain {
    --shape: var(--status);
  }
  [data-status='LOOKING'] {
    --status: var(--looking);
    --status-tile: var(--looking-tile);
    --on-status: var(--on-looking);
    --status-clip: polygon(
      50% 0%,
      65% 35%,
      100% 50%,
      65% 65%,
      50% 100%,
      35% 65%,
      0% 50%,
      35% 35%
    );
  }
  [data-status='AVAILABLE'] {
    --status: var(--available);
    --status-tile: var(--available-tile);
    --on-status: var(--on-available);
    --status-clip: circle(41%);
  }
  [data-status='MAYBE'] {
    --status: var(--maybe);
    --status-tile: var(--maybe-tile);
    --on-status: var(--on-maybe);
    --status-clip: circle(41%);
    --status-paint:
      radial-gradient(circle closest-side, transparent 57%, var(--shape) 60%),
      linear-gradient(90deg, var(--shape) 50%, transparent 50%);
  }
  [data-status='NOT_PLAYING'] {
    --status: var(--not-playing);
    --status-tile: var(--not-playing-tile);
    --on-status: var(--on-not-playing);
    --status-clip: polygon(
      24% 10%,
      50% 36%,
      76% 10%,
      90% 24%,
      64% 50%,
      90% 76%,
      76% 90%,
      50% 64%,
      24% 90%,
      10% 76%,
      36% 50%,
      10% 24%
    );
  }
  /* Who has chosen a few colours tells statuses apart by their shapes. */
  @media (forced-colors: active) {
    [data-status],
    [data-status].plain {
      --shape: CanvasText;
      --status: CanvasText;
      --status-tile: Canvas;
      --on-status: CanvasText;
    }
  }
`;

/** The drawing: goes into the rule of a sized box or pseudo element inside `data-status`. */
export const statusDrawing = css`
  background: var(--status-paint);
  clip-path: var(--status-clip);
  forced-color-adjust: none;
`;
