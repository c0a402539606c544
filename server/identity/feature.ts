/** Owns what identity is to the core: its commands. Sign-in pages are mounted by the node. */
import type { Feature } from '../core.ts';
import { identityHandlers } from './commands.ts';

export const identity: Feature = { handlers: () => identityHandlers };
