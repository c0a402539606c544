/** Owns what the command line may say. */
import { parseArgs } from 'node:util';

export const rows = ['live', 'memory', 'queries', 'storm', 'snapshot', 'growth', 'grid'] as const;
export type Row = (typeof rows)[number];

export type Options = {
  rows: readonly Row[];
  viewers: number[];
  repetitions: number;
  /** Of one step of the search for capacity, and of the quiet grid. */
  stepSeconds: number;
  steadySeconds: number;
  idleSeconds: number;
  strokes: number;
  /** Points of the growth curves. */
  entries: number[];
  members: number[];
  communities: number[];
  /** Rows of the grid in a browser. */
  players: number;
  /** Only a whole run is written to the documents. */
  isWhole: boolean;
};

const usage = `npm run bench                     everything, written to docs/performance.md and .bench/
npm run bench -- --quick          a smoke run of about two minutes, only printed
npm run bench -- --only storm     some rows (${rows.join(', ')}), only printed
npm run bench -- --viewers 1000 --repetitions 1
BENCH_VERBOSE=1 tells every step; BENCH_PROFILE=directory keeps a CPU profile of each server`;

export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      viewers: { type: 'string' },
      repetitions: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    process.exit();
  }
  const { quick } = values;
  const list = (text: string | undefined, otherwise: number[]): number[] =>
    text?.split(',').map(Number) ?? otherwise;
  const only = values.only?.split(',') ?? rows;
  const unknown = only.find((row) => !rows.includes(row as Row));
  if (unknown) throw new Error(`There is no row ${unknown}.\n${usage}`);
  return {
    rows: only as readonly Row[],
    viewers: list(values.viewers, quick ? [300] : [100, 1000, 3000]),
    repetitions: Number(values.repetitions ?? (quick ? 1 : 3)),
    stepSeconds: quick ? 1 : 1.5,
    steadySeconds: quick ? 2 : 3,
    idleSeconds: quick ? 3 : 20,
    strokes: quick ? 3 : 7,
    entries: quick ? [1e3, 1e5] : [1e3, 1e4, 1e5, 1e6],
    members: quick ? [1e3] : [1e3, 1e4],
    communities: quick ? [1, 10] : [1, 10, 100],
    players: quick ? 12 : 50,
    isWhole: !quick && !values.only && !values.viewers && !values.repetitions,
  };
}
