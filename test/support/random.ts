/** Owns chance that can be repeated: the same seed gives the same choices. */

export type Random = {
  /** A whole number from 0 to one below `limit`. */
  below(limit: number): number;
  of<T>(choices: readonly T[]): T;
};

/** Mulberry32: 32 bits of state, good enough to choose test steps. */
export const createRandom = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, of: (choices) => choices[below(choices.length)] as (typeof choices)[number] };
};
