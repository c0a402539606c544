/** Owns what availability is to the core: its commands, its stream, and the rollover to the next day. */
import type { Feature } from '../core.ts';
import { availabilityHandlers } from './commands.ts';
import { feedHandlers } from './feed/commands.ts';
import { gridSource } from './grid-source.ts';
import { availabilityQueries } from './queries.ts';
import { startRollover } from './rollover.ts';

/** `secret` and `origin` are those of calendar feeds. */
export const availability = (feeds: Parameters<typeof feedHandlers>[0]): Feature => ({
  sources: ({ database, clock }) => ({ grid: gridSource(database, clock) }),
  handlers: ({ streams }) => ({
    ...availabilityHandlers,
    ...availabilityQueries({ streams }),
    ...feedHandlers(feeds),
  }),
  start: startRollover,
});
