/** Owns the recent past of streams: changes by revision, for who comes back, in one budget of bytes. */

/** A step from one revision to the next, and what it weighs as JSON. */
export type Step<Change> = {
  readonly from: number;
  readonly to: number;
  readonly changes: Change;
  readonly bytes: number;
};

export type Ring<Change> = {
  push(step: Step<Change>): void;
  /** Everything after `since`, merged; undefined when that reaches further back than the ring. */
  since(since: number): Change | undefined;
  clear(): void;
};

export type Rings = {
  /** A ring of its own for one stream; all of them share the budget. */
  create<Change>(merge: (earlier: Change, later: Change) => Change): Ring<Change>;
};

/** Of what all streams of a node remember together. The oldest step goes first, whosever it is. */
const mostBytesOfANode = 32_000_000;

type Kept = { readonly bytes: number; drop(): void };

export const createRings = (mostBytes = mostBytesOfANode): Rings => {
  /** In the order they came. */
  const kept = new Set<Kept>();
  let bytes = 0;

  const forget = (one: Kept): void => {
    kept.delete(one);
    bytes -= one.bytes;
    one.drop();
  };

  const keep = (one: Kept): void => {
    kept.add(one);
    bytes += one.bytes;
    for (const oldest of kept) {
      if (bytes <= mostBytes || oldest === one) return;
      forget(oldest);
    }
  };

  return {
    create<Change>(merge: (earlier: Change, later: Change) => Change): Ring<Change> {
      const steps: Step<Change>[] = [];
      const mine: Kept[] = [];
      const drop = (): void => {
        steps.shift();
        mine.shift();
      };
      return {
        push(step) {
          const one = { bytes: step.bytes, drop };
          steps.push(step);
          mine.push(one);
          keep(one);
        },
        since(since) {
          const index = steps.findIndex(({ to }) => to > since);
          const first = steps[index];
          if (!first || first.from > since) return undefined;
          return steps
            .slice(index + 1)
            .reduce((merged, { changes }) => merge(merged, changes), first.changes);
        },
        clear() {
          for (const one of [...mine]) forget(one);
        },
      };
    },
  };
};
