/** Owns how an element says which brush is taken, or that it is let go of. */
import type { Brush } from './stroke.ts';

export class BrushEvent extends Event {
  readonly brush: Brush | undefined;

  constructor(brush: Brush | undefined) {
    super('brush', { bubbles: true, composed: true });
    this.brush = brush;
  }
}
