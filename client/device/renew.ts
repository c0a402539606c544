/**
 * Owns that a page whose contract the server speaks no more is loaded anew: once for each contract,
 * and never while something waits that would be lost by it.
 */
import type { Connection } from '../live/connection.ts';

const name = 'muster-outdated';

type Device = {
  /** What this tab remembers across a load. Throws where that is forbidden. */
  readonly memory: () => Pick<Storage, 'getItem' | 'setItem'>;
  readonly reload: () => void;
};

/** Whether this load is not itself the one that was to help. Who cannot remember must not go in circles. */
const isFirst = (memory: Device['memory'], contract: string): boolean => {
  try {
    if (memory().getItem(name) === contract) return false;
    memory().setItem(name, contract);
    return true;
  } catch {
    return false;
  }
};

export const renewWhenOutdated = (
  { outdated, hasUnsent }: { outdated: Connection['outdated']; hasUnsent: () => boolean },
  contract: string,
  { memory, reload }: Device,
): void => {
  outdated.watch((isOutdated) => {
    if (isOutdated && !hasUnsent() && isFirst(memory, contract)) reload();
  });
};
