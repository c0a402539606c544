/** Owns a clock that tests set: calendar time stands still until told, measured time goes on. */
import type { Clock } from '../../server/clock.ts';

export type TestClock = Clock & {
  /** An instant such as `2026-03-29T00:30+01:00`. */
  set(instant: string): void;
  advance(milliseconds: number): void;
};

export const createTestClock = (instant: string): TestClock => {
  let now = Date.parse(instant);
  return {
    now: () => now,
    elapsed: () => performance.now(),
    set(next) {
      now = Date.parse(next);
    },
    advance(milliseconds) {
      now += milliseconds;
    },
  };
};
