/** Owns the events by which any element says: set these cells, take my last stroke back. The app hears them and asks. */
import type { Mark } from '../../shared/availability/commands.ts';
import { type Status, statuses } from '../../shared/availability/grid.ts';
import type { Day } from '../../shared/day.ts';

export class MarkEvent extends Event {
  readonly marks: readonly Mark[];

  constructor(marks: readonly Mark[]) {
    super('mark', { bubbles: true, composed: true });
    this.marks = marks;
  }
}

export class UndoEvent extends Event {
  constructor() {
    super('undo', { bubbles: true, composed: true });
  }
}

export const markDays = (days: readonly Day[], status: Status | null): MarkEvent =>
  new MarkEvent(days.map((day) => ({ day, status })));

/** What a key asks for: 1 to 4 a status, 0 to clear, anything else nothing. */
export const statusForKey = (key: string): Status | null | undefined =>
  key === '0' ? null : statuses[Number(key) - 1];

/** What one more click makes of a status: through all four, then clear. */
export const statusAfter = (status: Status | null): Status | null =>
  statuses[status === null ? 0 : statuses.indexOf(status) + 1] ?? null;
