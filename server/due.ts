/**
 * Owns timers for rows with a due moment: a day's end, a pick's clock, a campaign's step. The row
 * decides and the timer only wakes, so that a restart loses none and several nodes may all wake.
 */
import { scheduleJob } from 'node-schedule';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';

export type Due = {
  /** A row was made or moved: look now. Looks of one kind never overlap. */
  look(): Promise<void>;
  stop(): void;
};

/** Rows made by another node, or by hand, are noticed by this much later at most. */
const lookAgainMs = 60 * 60 * 1_000;
const tryAgainMs = 60 * 1_000;
/** A timer may fire a moment early; what is due must be. */
const marginMs = 50;

/**
 * `work` does all that is due and answers when the next is, in epoch milliseconds; null when nothing
 * is known to come. Safe to repeat, on several nodes at once. Nothing runs before the first `look`.
 */
export const createDue = ({
  what,
  work,
  clock,
  log,
}: {
  /** For the log, such as `rollover`. */
  what: string;
  work: () => Promise<number | null>;
  clock: Clock;
  log: Log;
}): Due => {
  let job: ReturnType<typeof scheduleJob> | null = null;
  let underWay: Promise<void> | undefined;
  let isAskedAgain = false;
  let isStopped = false;

  const plan = (at: number): void => {
    job?.cancel();
    if (isStopped) return;
    // By the machine's clock, which is all that a timer knows.
    const due = new Date(Date.now() + Math.max(0, at - clock.now()) + marginMs);
    job = scheduleJob(due, wake);
    // The moment may pass while it is being planned: such a job is never made.
    if (job === null) setImmediate(wake);
  };

  const wake = (): void => {
    if (isStopped) return;
    look().catch((error: unknown) => {
      log.error({ err: error, what }, 'what was due could not be done; trying again in a minute');
      plan(clock.now() + tryAgainMs);
    });
  };

  const workOnce = async (): Promise<void> => {
    const next = (await work()) ?? Number.POSITIVE_INFINITY;
    plan(Math.min(next, clock.now() + lookAgainMs));
  };

  const look = async (): Promise<void> => {
    if (underWay !== undefined) {
      isAskedAgain = true;
      return underWay;
    }
    underWay = workOnce().finally(() => {
      underWay = undefined;
    });
    try {
      await underWay;
    } finally {
      // What was asked for meanwhile may have come too late for that look, also for one that failed.
      if (isAskedAgain) wake();
      isAskedAgain = false;
    }
  };

  return {
    look,
    stop() {
      isStopped = true;
      job?.cancel();
    },
  };
};
