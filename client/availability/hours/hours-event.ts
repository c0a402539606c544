/** Owns the event by which any element says: somebody wants to give these cells hours. The app hears it. */
import type { Mark } from '../../../shared/availability/commands.ts';

/** Mine where no player is named. */
export type HoursCell = Pick<Mark, 'day' | 'player'>;

export class HoursEvent extends Event {
  readonly cells: readonly HoursCell[];

  constructor(cells: readonly HoursCell[]) {
    super('hours', { bubbles: true, composed: true });
    this.cells = cells;
  }
}
