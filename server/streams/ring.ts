/** Owns the recent past of a stream: changes by revision, bounded in bytes, for who comes back. */
import type { StreamKind } from '../../shared/stream.ts';

/** A step from one revision to the next, and what it weighs as JSON. */
export type Step<Change> = {
  readonly from: number;
  readonly to: number;
  readonly change: Change;
  readonly bytes: number;
};

export type Ring<Change> = {
  push(step: Step<Change>): void;
  /** Everything after `since`, merged; undefined when that reaches further back than the ring. */
  since(since: number): Change | undefined;
  clear(): void;
};

export const createRing = <Change>(
  merge: StreamKind<unknown, Change>['merge'],
  mostBytes = 1_000_000,
): Ring<Change> => {
  let steps: Step<Change>[] = [];
  let bytes = 0;
  return {
    push(step) {
      steps.push(step);
      bytes += step.bytes;
      while (bytes > mostBytes && steps.length > 1) bytes -= steps.shift()?.bytes ?? 0;
    },
    since(since) {
      const index = steps.findIndex(({ to }) => to > since);
      const first = steps[index];
      if (!first || first.from > since) return undefined;
      return steps
        .slice(index + 1)
        .reduce((merged, { change }) => merge(merged, change), first.change);
    },
    clear() {
      steps = [];
      bytes = 0;
    },
  };
};
