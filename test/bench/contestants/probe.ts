/** Loaded into every measured server with `--import`: its CPU, memory and queries. Changes nothing in it. */
import { createRequire } from 'node:module';
import { answer } from '../load/ask.ts';
import { now, pause } from '../load/clock.ts';

/** Statements sent to the database, by their first words; and when each commit was answered. */
const queries = new Map<string, number>();
const commits: number[] = [];

if (process.env.DATABASE_URL) watchDatabase();

function watchDatabase(): void {
  const pg = createRequire(import.meta.url)('pg');
  const original = pg.Client.prototype.query;
  pg.Client.prototype.query = function query(this: unknown, config: unknown, ...rest: unknown[]) {
    const text = textOf(config);
    const words = text.replace(/\s+/g, ' ').trim().slice(0, 60);
    queries.set(words, (queries.get(words) ?? 0) + 1);
    const result = original.call(this, config, ...rest);
    if (/^commit/i.test(words)) result?.then?.(() => commits.push(now()));
    return result;
  };
}

function textOf(config: unknown): string {
  if (typeof config === 'string') return config;
  if (config !== null && typeof config === 'object' && 'text' in config) return String(config.text);
  return 'other';
}

const probe = {
  /** CPU time of the whole process so far, in microseconds. */
  cpu(): number {
    const { user, system } = process.cpuUsage();
    return user + system;
  },

  /** Resident bytes after collecting what can be collected. */
  async memory(): Promise<number> {
    for (let i = 0; i < 4; i++) {
      globalThis.gc?.();
      await pause(100);
    }
    return process.memoryUsage.rss();
  },

  /** Statements since the last asking. */
  queries(): Record<string, number> {
    const counted = Object.fromEntries(queries);
    queries.clear();
    return counted;
  },

  /** When commits were answered, since the last asking. */
  commits(): number[] {
    return commits.splice(0);
  },
};

export type Probe = typeof probe;

process.on('disconnect', () => process.exit());
answer(probe);
// The channel to the bench must not keep a server alive that wants to end.
process.channel?.unref();
