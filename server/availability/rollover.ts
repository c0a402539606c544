/** Owns the timers that turn every community's grid at its midnight. The turn itself is a command. */
import { scheduleJob } from 'node-schedule';
import { addDays, dayAt, startOfDay } from '../../shared/day.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { App } from '../run/app.ts';

type Community = { slug: string; zone: string };

/** New communities and changed zones are noticed by this much later at most. */
const lookAgainMs = 60 * 60 * 1_000;
const tryAgainMs = 60 * 1_000;
/** A timer may fire a moment early; the turn must not. */
const marginMs = 50;

/**
 * Turns all grids that are due, then again whenever midnight comes to one of them. Several nodes do
 * the same: the row that is turned already stays as it is. Resolves after the first look.
 */
export const startTurning = async ({
  app,
  communities,
  clock,
  log,
}: {
  app: Pick<App, 'run'>;
  communities: () => Promise<readonly Community[]>;
  clock: Clock;
  log: Log;
}): Promise<{ stop(): void }> => {
  let job: ReturnType<typeof scheduleJob> | null = null;
  let isStopped = false;

  const turnAll = async (): Promise<void> => {
    let next = clock.now() + lookAgainMs;
    for (const { slug, zone } of await communities()) {
      next = Math.min(next, startOfDay(addDays(dayAt(clock.now(), zone), 1), zone));
      // One that cannot be turned keeps none of the others from their new day.
      await app
        .run({ session: 'system', address: 'clock' }, 'availability:turn', { community: slug })
        .catch((error: unknown) => {
          log.error({ err: error, community: slug }, 'a grid could not be turned');
          next = Math.min(next, clock.now() + tryAgainMs);
        });
    }
    plan(next);
  };

  const plan = (at: number): void => {
    if (isStopped) return;
    // By the machine's clock, which is all that a timer knows.
    const due = new Date(Date.now() + Math.max(0, at - clock.now()) + marginMs);
    job = scheduleJob(due, () => {
      turnAll().catch((error: unknown) => {
        log.error({ err: error }, 'grids could not be turned; trying again in a minute');
        plan(clock.now() + tryAgainMs);
      });
    });
  };

  await turnAll();
  return {
    stop() {
      isStopped = true;
      job?.cancel();
    },
  };
};
