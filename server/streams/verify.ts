/** Owns comparing streams with the database, when they may have moved on without this node hearing. */
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';

export type Verify = {
  /** This stream may have moved on: compare soon. */
  ask(stream: string): void;
  stop(): void;
};

/** How often streams are compared at most, and all of them while this node is deaf. */
const checkEveryMs = 1_000;

export const createVerify = ({
  revisions,
  watched,
  hears,
  expect,
  clock,
  log,
}: {
  /** Current revisions in the database; one query. */
  revisions: (streams: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  /** Streams that somebody on this node watches. */
  watched: () => readonly string[];
  /** Whether steps of other nodes arrive. */
  hears: () => boolean;
  /** Told what each stream has reached. */
  expect: (stream: string, revision: number) => void;
  clock: Clock;
  log: Log;
}): Verify => {
  const asked = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let lastCheck = Number.NEGATIVE_INFINITY;

  const check = async (): Promise<void> => {
    timer = undefined;
    lastCheck = clock.elapsed();
    const names = [...new Set([...asked, ...(hears() ? [] : watched())])];
    asked.clear();
    try {
      if (names.length > 0) {
        for (const [stream, revision] of await revisions(names)) expect(stream, revision);
      }
    } catch (error) {
      log.warn({ err: error }, 'could not compare streams with the database; trying again');
      for (const stream of names) asked.add(stream);
    }
    if (!hears() || asked.size > 0) soon();
  };

  const soon = (): void => {
    const wait = Math.max(0, lastCheck + checkEveryMs - clock.elapsed());
    timer ??= setTimeout(() => void check(), wait);
  };

  return {
    ask(stream) {
      asked.add(stream);
      soon();
    },
    stop: () => clearTimeout(timer),
  };
};
