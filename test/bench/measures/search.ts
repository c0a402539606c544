/** Owns searching a rate by trying: from anywhere, and near a known one. Knows nothing of servers. */

/** Whether a rate is kept up. */
type Try = (rate: number) => Promise<boolean>;

type Bounds = { most: number; precision: number };

/**
 * The highest rate found that passes. Doubles; a single failure between two rates that pass is no
 * limit, two in a row are. Goes down when not even `start` passes.
 */
export async function searchFrom(start: number, { most, precision }: Bounds, passes: Try) {
  let best = 0;
  let failures = 0;
  for (let rate = start; rate <= most && failures < 2; rate *= 2) {
    if (await passes(rate)) {
      best = rate;
      failures = 0;
    } else failures++;
  }
  if (best * 2 > most) return best;
  for (let rate = start / 2; best === 0 && rate > 0.5; rate /= 2) {
    if (await passes(rate)) best = rate;
  }
  return bisect(best, best * 2, precision, passes);
}

/** Steps away from `known`, each step the square of the one before, until it is enclosed. */
export async function searchNear(known: number, { most, precision }: Bounds, passes: Try) {
  let step = precision;
  if (await passes(known)) {
    let best = known;
    while (best * step <= most && (await passes(best * step))) {
      best *= step;
      step *= step;
    }
    return bisect(best, Math.min(most, best * step), precision, passes);
  }
  let worst = known;
  while (worst > 0.5 && !(await passes(worst / step))) {
    worst /= step;
    step *= step;
  }
  return bisect(worst / step, worst, precision, passes);
}

async function bisect(passing: number, failing: number, precision: number, passes: Try) {
  let [low, high] = [passing, failing];
  while (high / low > precision * 1.001) {
    const middle = Math.sqrt(low * high);
    if (await passes(middle)) low = middle;
    else high = middle;
  }
  return low;
}
