/** Owns counting latencies: every one, in steps of 0.02 ms up to 10 s. */
const stepMs = 0.02;
const steps = 500_000;

export type Latencies = { count: number; p50: number; p99: number; max: number };

export class Histogram {
  private readonly counts = new Uint32Array(steps + 1);
  private total = 0;
  private most = 0;

  add(ms: number): void {
    const step = ms < 0 ? 0 : Math.min(steps, Math.floor(ms / stepMs));
    this.counts[step] = (this.counts[step] as number) + 1;
    this.total++;
    if (ms > this.most) this.most = ms;
  }

  /** What never arrived counts as slower than everything that did. */
  addLost(count: number): void {
    this.counts[steps] = (this.counts[steps] as number) + count;
    this.total += count;
    if (count > 0) this.most = steps * stepMs;
  }

  quantile(q: number): number {
    let left = Math.ceil(this.total * q);
    for (let step = 0; step <= steps; step++) {
      left -= this.counts[step] as number;
      if (left <= 0) return (step + 0.5) * stepMs;
    }
    return 0;
  }

  summary(): Latencies {
    return {
      count: this.total,
      p50: this.quantile(0.5),
      p99: this.quantile(0.99),
      max: this.most,
    };
  }
}
