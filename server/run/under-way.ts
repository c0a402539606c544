/** Owns how many commands are under way, and who waits until none is. */

export type UnderWay = {
  /** Counts the work until it has ended, well or not. */
  during<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is under way. */
  drained(): Promise<void>;
};

export const createUnderWay = (): UnderWay => {
  let count = 0;
  const onIdle: (() => void)[] = [];
  return {
    async during(work) {
      count += 1;
      try {
        return await work();
      } finally {
        count -= 1;
        if (count === 0) for (const resolve of onIdle.splice(0)) resolve();
      }
    },
    drained: () =>
      count === 0 ? Promise.resolve() : new Promise((resolve) => onIdle.push(resolve)),
  };
};
