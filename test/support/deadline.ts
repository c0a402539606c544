/** Owns waiting: every wait has a deadline and says what it waited for. There are no sleeps. */

/** Resolves with the first value that is neither false nor undefined; asks again after every tick. */
export const until = async <T>(
  what: string,
  look: () => T | false | undefined | Promise<T | false | undefined>,
  withinMs = 5_000,
): Promise<T> => {
  const end = performance.now() + withinMs;
  for (;;) {
    // A look that does not come back, such as into a page, is in vain too.
    const found = await within(what, Promise.resolve(look()), withinMs);
    if (found !== false && found !== undefined) return found;
    if (performance.now() > end) throw new Error(`Waited ${withinMs} ms in vain: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

/** The promise's value, or an error that says what did not come. */
export const within = async <T>(what: string, promise: Promise<T>, ms = 5_000): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Waited ${ms} ms in vain: ${what}.`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
};
