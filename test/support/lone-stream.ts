/** Owns one live stream without a node: what it would read, and all that it sends, in short. */
import { z } from 'zod';
import { createLog } from '../../server/log.ts';
import { Live, type LiveStep } from '../../server/streams/live.ts';
import { createRings } from '../../server/streams/ring.ts';
import type { Frame, Snapshot, View } from '../../shared/stream.ts';

type Cells = Readonly<Record<string, number>>;
/** What the database holds; null when it has no such stream. */
export type Stored = { revision: number; cells: Cells } | null;
/** To everybody, or to the viewers that stand last. */
type Sent =
  | ['frame', from: number, to: number, change: object, viewers?: readonly string[]]
  | ['snapshot', revision: number, state: object, viewers?: readonly string[]];

const Cells = z.record(z.string(), z.number());
const cells: View<Cells, Cells> = {
  state: Cells,
  change: Cells,
  apply: (state, change) => ({ ...state, ...change }),
  merge: (earlier, later) => ({ ...earlier, ...later }),
};

/** With one view, named `cells`; `reads` counts how often the database was read. */
export const openLive = (load: () => Stored | Promise<Stored>) => {
  const sent: Sent[] = [];
  const reads = { count: 0 };
  const stream = new Live({
    stream: 'grid:default',
    views: { cells: cells as unknown as View },
    async load() {
      reads.count += 1;
      const stored = await load();
      return stored && { revision: stored.revision, states: { cells: stored.cells } };
    },
    rings: createRings(),
    emit({ viewers }, event, payload) {
      const to: [viewers?: readonly string[]] = viewers ? [[...viewers]] : [];
      if (event === 'frame') {
        const frame = payload as Frame<object>;
        sent.push(['frame', frame.from, frame.to, frame.change, ...to]);
      } else {
        const { revision, state } = payload as Snapshot<object>;
        sent.push(['snapshot', revision, state, ...to]);
      }
    },
    elapsed: () => performance.now(),
    log: createLog('silent'),
  });
  return { stream, sent, reads };
};

/** The step to a revision, which sets one cell of its own. */
export const stepTo = (to: number): LiveStep => ({
  from: to - 1,
  to,
  changes: { cells: { [`at${to}`]: to } },
  bytes: 10,
});
