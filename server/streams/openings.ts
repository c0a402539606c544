/** Owns those who open a stream: who asks in one tick of the event loop is answered together. */

/** Viewers who lack the same, so that their answer is built and encoded once. */
export type Opening = {
  readonly view: string;
  readonly since: number | undefined;
  readonly viewers: string[];
};

export type Openings = {
  /** Resolves with what `answer` gave for the whole round: false when there is no such stream. */
  add(viewer: string, view: string, since: number | undefined): Promise<boolean>;
};

/** `answer` calls `take` when it is ready to send: whoever came in the meantime is included. */
export const createOpenings = (
  answer: (take: () => readonly Opening[]) => Promise<boolean>,
): Openings => {
  let waiting = new Map<string, Opening>();
  let round: Promise<boolean> | undefined;

  const take = (): readonly Opening[] => {
    const openings = [...waiting.values()];
    waiting = new Map();
    round = undefined;
    return openings;
  };

  const begin = async (): Promise<boolean> => {
    await new Promise(setImmediate);
    try {
      return await answer(take);
    } catch (error) {
      take();
      throw error;
    }
  };

  return {
    add(viewer, view, since) {
      const group = `${view} ${since}`;
      const known = waiting.get(group);
      if (known) known.viewers.push(viewer);
      else waiting.set(group, { view, since, viewers: [viewer] });
      round ??= begin();
      return round;
    },
  };
};
