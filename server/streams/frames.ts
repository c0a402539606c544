/** Owns when changes leave: gathered into frames, at once while quiet, at most twenty a second while busy. */
import type { Step } from './ring.ts';

/** Frames a second above which the window widens, and so the longest a change waits: 50 ms. */
const framesPerSecond = 20;
/** Frames that may follow each other at once after a quiet moment. */
const burst = 5;

/** A leaky bucket: every frame takes a token, twenty tokens a second come back. */
const createPace = () => {
  let tokens = burst;
  let refilledAt = 0;
  /** Milliseconds to wait before the next frame; 0 means in this tick of the event loop. */
  return (nowMs: number): number => {
    const regained = ((nowMs - refilledAt) * framesPerSecond) / 1_000;
    tokens = Math.min(burst, tokens + Math.max(0, regained)) - 1;
    refilledAt = nowMs;
    return tokens >= 0 ? 0 : Math.ceil((-tokens * 1_000) / framesPerSecond);
  };
};

export type Frames<Changes> = {
  /** Adds the next step to the frame that leaves soon. */
  add(step: Step<Changes>): void;
  /** Forgets what has not left yet; also at the end. */
  drop(): void;
};

export const createFrames = <Changes>({
  merge,
  send,
  elapsed,
}: {
  merge: (earlier: Changes, later: Changes) => Changes;
  send: (frame: { from: number; to: number; changes: Changes }) => void;
  /** Monotonic milliseconds. */
  elapsed: () => number;
}): Frames<Changes> => {
  const pace = createPace();
  let gathered: { from: number; to: number; changes: Changes } | undefined;
  let timer: NodeJS.Timeout | undefined;
  let immediate: NodeJS.Immediate | undefined;

  const leave = (): void => {
    const frame = gathered;
    drop();
    if (frame) send(frame);
  };

  const drop = (): void => {
    gathered = undefined;
    clearTimeout(timer);
    clearImmediate(immediate);
    timer = undefined;
    immediate = undefined;
  };

  return {
    add({ from, to, changes }) {
      if (gathered) {
        gathered = { from: gathered.from, to, changes: merge(gathered.changes, changes) };
        return;
      }
      gathered = { from, to, changes };
      const waitMs = pace(elapsed());
      if (waitMs === 0) immediate = setImmediate(leave);
      else timer = setTimeout(leave, waitMs);
    },
    drop,
  };
};
