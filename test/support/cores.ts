/** Owns a look inside a node: its core, as a feature of its own is given it. */
import type { Core, Feature } from '../../server/core.ts';
import type { RunningNode } from '../../server/node.ts';
import type { House } from './house.ts';

export type OpenNode = { readonly node: RunningNode; readonly core: Core };

export const startOpenNode = async (
  house: House,
  options: Parameters<House['startNode']>[0] = {},
): Promise<OpenNode> => {
  let inside: Core | undefined;
  const looking: Feature = {
    handlers: () => ({}),
    async start(core) {
      inside = core;
      return { stop() {} };
    },
  };
  const node = await house.startNode({ ...options, features: [looking] });
  if (!inside) throw new Error('The node has started nothing.');
  return { node, core: inside };
};
