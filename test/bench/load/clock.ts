/** Owns the one clock of the bench: monotonic milliseconds that every process of a machine shares. */
const distance = (): number => Number(process.hrtime.bigint()) / 1e6 - performance.now();

/** A pause between the two readings makes their distance too small: the longest of many is true. */
const offset = Math.max(...Array.from({ length: 20 }, distance));

export const now = (): number => performance.now() + offset;

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));

/** Asks every `everyMs` until `done` says yes. Answers whether it did before the deadline. */
export async function until(
  done: () => boolean | Promise<boolean>,
  deadlineMs: number,
  everyMs = 5,
): Promise<boolean> {
  const end = now() + deadlineMs;
  while (!(await done())) {
    if (now() > end) return false;
    await pause(everyMs);
  }
  return true;
}
