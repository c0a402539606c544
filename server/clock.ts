/** Owns time: the only place that asks the machine what time it is. Everyone else is given a clock. */

export type Clock = {
  /** Epoch milliseconds, as calendars and people see it. */
  now(): number;
  /** Monotonic milliseconds, for measuring how long something takes. */
  elapsed(): number;
};

export const systemClock: Clock = { now: () => Date.now(), elapsed: () => performance.now() };
