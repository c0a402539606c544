/** Owns how an element says which brush is taken, and whether two taps make a stroke. */
import type { Brush } from './stroke.ts';

export class BrushEvent extends Event {
  readonly brush: Brush | undefined;

  constructor(brush: Brush | undefined) {
    super('brush', { bubbles: true, composed: true });
    this.brush = brush;
  }
}

/** Two taps are to make a stroke, or not any more. */
export class FromToEvent extends Event {
  readonly isOn: boolean;

  constructor(isOn: boolean) {
    super('from-to', { bubbles: true, composed: true });
    this.isOn = isOn;
  }
}
