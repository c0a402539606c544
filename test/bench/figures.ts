/** Owns what was measured: every repetition of every figure, and its median. Judges nothing. */
export type ServerName = 'ws' | 'socket.io' | 'http' | 'muster' | 'muster+redis';

export type Figure = {
  /** What was done, such as `capacity`. */
  work: string;
  server: ServerName;
  /** How many viewers, communities, entries ...: what the work was done with. */
  size: number;
  unit: string;
  values: number[];
};

export class Figures {
  readonly all: Figure[] = [];

  add(work: string, server: ServerName, size: number, unit: string, value: number): void {
    let figure = this.find(work, server, size);
    if (!figure) {
      figure = { work, server, size, unit, values: [] };
      this.all.push(figure);
    }
    figure.values.push(value);
    console.log(`  ${server.padEnd(12)} ${work}, ${size}: ${short(value)} ${unit}`);
  }

  find(work: string, server: ServerName, size: number): Figure | undefined {
    return this.all.find((f) => f.work === work && f.server === server && f.size === size);
  }

  median(work: string, server: ServerName, size: number): number | undefined {
    const figure = this.find(work, server, size);
    return figure && median(figure.values);
  }

  /** Sizes at which a work was measured, ascending. */
  sizes(work: string): number[] {
    const sizes = this.all.filter((figure) => figure.work === work).map(({ size }) => size);
    return [...new Set(sizes)].sort((a, b) => a - b);
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}

/** Three significant digits, thousands apart. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en-GB', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}
