/** Owns when a stream's next frame leaves: at once while quiet, at most twenty a second while busy. */

/** Frames a second above which the window widens, and so the longest a change waits: 50 ms. */
const framesPerSecond = 20;
/** Frames that may follow each other at once after a quiet moment. */
const burst = 5;

export type Pace = {
  /** Milliseconds to wait before the next frame; 0 means in this turn of the event loop. */
  delay(nowMs: number): number;
};

/** A leaky bucket: every frame takes a token, twenty tokens a second come back. */
export const createPace = (): Pace => {
  let tokens = burst;
  let refilledAt = 0;
  return {
    delay(nowMs) {
      const regained = ((nowMs - refilledAt) * framesPerSecond) / 1_000;
      tokens = Math.min(burst, tokens + Math.max(0, regained)) - 1;
      refilledAt = nowMs;
      return tokens >= 0 ? 0 : Math.ceil((-tokens * 1_000) / framesPerSecond);
    },
  };
};
