/** `npm run bench`: the product and its references, one after the other on this machine. See docs/performance.md. */
import { execFileSync } from 'node:child_process';
import { openProducts, type Products } from './contestants/product.ts';
import { bareWs, plainSocketIo } from './contestants/references.ts';
import { withStages } from './contestants/stage.ts';
import { Figures } from './figures.ts';
import { now } from './load/clock.ts';
import { measureGrid } from './measures/grid.ts';
import { measureGrowth } from './measures/growth.ts';
import { measureLive } from './measures/live.ts';
import { measureMemory } from './measures/memory.ts';
import { measureIdleQueries, measureQueriesPerMark } from './measures/queries.ts';
import { measureSnapshot } from './measures/snapshot.ts';
import { measureStorm } from './measures/storm.ts';
import { type Options, type Row, readOptions } from './options.ts';
import { asMarkdown, write } from './report.ts';

/** `most` is the largest crowd. */
type Measure = (
  products: Products,
  figures: Figures,
  options: Options,
  most: number,
) => Promise<unknown>;

const measures: Record<Row, Measure> = {
  live: ({ plain, redis }, figures, options) =>
    measureLive([bareWs, plainSocketIo, plain, redis], figures, options),

  async memory({ plain, redis }, figures, { repetitions, viewers }) {
    for (let i = 0; i < repetitions; i++) {
      for (const contestant of [bareWs, plainSocketIo, plain, redis]) {
        await withStages([contestant], ([stage]) => measureMemory(stage, viewers, figures));
      }
    }
  },

  async queries({ plain, redis }, figures, { idleSeconds, viewers }, most) {
    for (const product of [plain, redis]) {
      await withStages([product], async ([stage]) => {
        for (const count of [10, ...viewers]) await measureQueriesPerMark(stage, count, figures);
      });
    }
    await withStages([plain], ([stage]) =>
      measureIdleQueries(stage, most, plain, figures, idleSeconds),
    );
  },

  async storm({ plain, redis }, figures, { repetitions }, most) {
    await withStages([plainSocketIo, plain, redis], async (stages) => {
      for (let i = 0; i < repetitions; i++) {
        for (const stage of stages) await measureStorm(stage, most, figures);
      }
    });
  },

  async snapshot({ plain }, figures, { repetitions, stepSeconds }) {
    const path = `/api/availability?from=${plain.days[0]}&to=${plain.days[13]}`;
    await withStages([plain], async ([stage]) => {
      await stage.gather(1);
      await stage.run({ rate: 50, seconds: 2, drainMs: 5_000 });
      const headers = plain.viewerHeaders[0] ?? {};
      await measureSnapshot(stage, path, headers, figures, {
        times: repetitions,
        seconds: stepSeconds,
      });
    });
  },

  growth: ({ plain }, figures, options) => measureGrowth(plain, figures, options),

  async grid(_products, figures, { repetitions, players }) {
    for (let i = 0; i < repetitions; i++) await measureGrid(figures, players);
  },
};

const options = readOptions(process.argv.slice(2));
const most = Math.max(...options.viewers);
refuseTooFewFiles(most);
const figures = new Figures();
const start = now();
const products = await openProducts(most);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void products.close().finally(() => process.exit(1)));
}
try {
  for (const row of options.rows) {
    console.log(`\n${row}`);
    await measures[row](products, figures, options, most);
  }
} finally {
  await products.close();
}
const minutes = (now() - start) / 60_000;
console.log(`\n${asMarkdown(figures, minutes)}`);
if (options.isWhole) write(figures, minutes);

function refuseTooFewFiles(viewers: number): void {
  const wanted = viewers + 500;
  const limit = execFileSync('sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' }).trim();
  if (limit !== 'unlimited' && Number(limit) < wanted) {
    throw new Error(
      `A process may open ${limit} files, the bench needs ${wanted}: raise ulimit -n.`,
    );
  }
}
