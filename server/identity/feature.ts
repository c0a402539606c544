/** Owns what identity is to the core: its commands and its stream. Sign-in pages are mounted by the node. */
import type { Feature } from '../core.ts';
import { identityHandlers } from './commands.ts';
import { rosterSource } from './roster-source.ts';

export const identity: Feature = {
  sources: ({ database }) => ({ roster: rosterSource(database) }),
  handlers: () => identityHandlers,
};
