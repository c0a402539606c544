/**
 * Owns micro-batches: while one batch of a lane is under way, what is asked meanwhile gathers and goes
 * together in the next. Knows neither commands nor the database.
 */

export type Lanes<Item, Outcome> = {
  /** Resolves with this item's own outcome; rejects when its batch failed. */
  enter(lane: string, item: Item): Promise<Outcome>;
};

/** Thrown at once when a lane already holds as many waiting items as it may. */
export class LaneFull extends Error {
  constructor(lane: string) {
    super(`Too much is waiting for ${lane}.`);
    this.name = 'LaneFull';
  }
}

type Waiting<Item, Outcome> = {
  item: Item;
  resolve: (outcome: Outcome) => void;
  reject: (error: unknown) => void;
};

/**
 * `perform` gets 1 to `batchSize` items and answers each, in the same order. Batches of one lane never
 * overlap; lanes are independent. A lane without work takes no memory.
 */
export const createLanes = <Item, Outcome>({
  perform,
  batchSize = 256,
  longest = 10_000,
}: {
  perform: (lane: string, items: readonly Item[]) => Promise<readonly Outcome[]>;
  batchSize?: number;
  longest?: number;
}): Lanes<Item, Outcome> => {
  const lanes = new Map<string, Waiting<Item, Outcome>[]>();

  const takeBatch = async (lane: string, queue: Waiting<Item, Outcome>[]): Promise<void> => {
    const batch = queue.splice(0, batchSize);
    try {
      const outcomes = await perform(
        lane,
        batch.map(({ item }) => item),
      );
      batch.forEach(({ resolve, reject }, index) => {
        if (index in outcomes) resolve(outcomes[index] as Outcome);
        else reject(new Error(`${lane} left a command without an outcome.`));
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };

  const run = async (lane: string, queue: Waiting<Item, Outcome>[]): Promise<void> => {
    // What arrives in this tick of the event loop still comes along.
    await new Promise(setImmediate);
    while (queue.length > 0) await takeBatch(lane, queue);
    lanes.delete(lane);
  };

  return {
    enter(lane, item) {
      let queue = lanes.get(lane);
      if (queue && queue.length >= longest) return Promise.reject(new LaneFull(lane));
      return new Promise((resolve, reject) => {
        const waiting = { item, resolve, reject };
        if (queue) {
          queue.push(waiting);
          return;
        }
        queue = [waiting];
        lanes.set(lane, queue);
        void run(lane, queue);
      });
    },
  };
};
