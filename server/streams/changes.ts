/** Owns changes and states by view: what a step carries, and how two of them become one. Pure. */
import type { Views } from '../../shared/stream.ts';

/** By view; one that is left out sees no change. */
export type Changes = Readonly<Record<string, object>>;
/** By view, every one. */
export type States = Readonly<Record<string, object>>;

/** Where a stream's state is: the database, read at one instant; null when there is no such stream. */
export type Load = (stream: string) => Promise<{ revision: number; states: States } | null>;

/** Changes nothing, in every view. */
export const unchanged = {};

/** One change worth both, in every view that either names. */
export const mergeIn =
  (views: Views) =>
  (earlier: Changes, later: Changes): Changes => {
    const merged: Record<string, object> = { ...earlier };
    for (const [view, change] of Object.entries(later)) {
      const before = earlier[view];
      // A node of another version may know a view that is not known here: nobody watches by it.
      merged[view] = before ? (views[view]?.merge(before, change) ?? change) : change;
    }
    return merged;
  };
