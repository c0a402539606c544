/** Owns the record of every delivery of a run, and what latencies follow from it. */
import type { Histogram } from './histogram.ts';

/** A command of a publisher: due at `due`, and numbered once the server has answered. */
export type Told = { due: number; cells: number; revision: number };

export class Arrivals {
  count = 0;
  private from = new Float64Array(1 << 18);
  private to = new Float64Array(1 << 18);
  private at = new Float64Array(1 << 18);

  note(from: number, to: number, at: number): void {
    if (this.count === this.at.length) this.grow();
    this.from[this.count] = from;
    this.to[this.count] = to;
    this.at[this.count] = at;
    this.count++;
  }

  clear(): void {
    this.count = 0;
  }

  get last(): number {
    let last = 0;
    for (let i = 0; i < this.count; i++) last = Math.max(last, this.at[i] as number);
    return last;
  }

  /**
   * Adds the latency of every delivery to `histogram`, counted from the moment each command was
   * due, or from the moment `startOf` names. A command is delivered by the messages whose range
   * holds its revision. Answers how many there were, and how many of them up to `until`.
   */
  addTo(
    histogram: Histogram,
    told: readonly Told[],
    startOf: (told: Told, index: number) => number = ({ due }) => due,
    until = Number.POSITIVE_INFINITY,
  ): { arrived: number; arrivedBefore: number } {
    const ordered = told
      .map((one, index) => ({ revision: one.revision, start: startOf(one, index) }))
      .filter(({ revision }) => revision > 0)
      .sort((a, b) => a.revision - b.revision);
    const revisions = Float64Array.from(ordered, ({ revision }) => revision);
    const starts = Float64Array.from(ordered, ({ start }) => start);
    let arrived = 0;
    let arrivedBefore = 0;
    for (let i = 0; i < this.count; i++) {
      const at = this.at[i] as number;
      const to = this.to[i] as number;
      let k = firstAbove(revisions, this.from[i] as number);
      for (; k < revisions.length && (revisions[k] as number) <= to; k++) {
        histogram.add(at - (starts[k] as number));
        arrived++;
        if (at <= until) arrivedBefore++;
      }
    }
    return { arrived, arrivedBefore };
  }

  /** When each command reached its first viewer. */
  firstArrivals(told: readonly Told[]): number[] {
    const first = told.map(() => Number.POSITIVE_INFINITY);
    for (let i = 0; i < this.count; i++) {
      for (let k = 0; k < told.length; k++) {
        const { revision } = told[k] as Told;
        if (revision > (this.from[i] as number) && revision <= (this.to[i] as number)) {
          first[k] = Math.min(first[k] as number, this.at[i] as number);
        }
      }
    }
    return first;
  }

  private grow(): void {
    const longer = (old: Float64Array): Float64Array<ArrayBuffer> => {
      const next = new Float64Array(old.length * 2);
      next.set(old);
      return next;
    };
    this.from = longer(this.from);
    this.to = longer(this.to);
    this.at = longer(this.at);
  }
}

/** Index of the first value above `limit` in ascending `values`. */
function firstAbove(values: Float64Array, limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
