/** Owns memory per idle viewer: resident bytes after collection, beyond the first viewers. */

import type { Stage } from '../contestants/stage.ts';
import type { Figures } from '../figures.ts';

const first = 50;

/** Wants a fresh server: memory once taken is seldom given back. */
export async function measureMemory(
  { name, server, gather }: Stage,
  viewers: readonly number[],
  figures: Figures,
): Promise<void> {
  await gather(first);
  const before = await server.ask('memory', undefined);
  for (const count of viewers) {
    await gather(count);
    const after = await server.ask('memory', undefined);
    const perViewer = (after - before) / (count - first);
    figures.add('memory per idle viewer', name, count, 'KiB', perViewer / 1024);
  }
}
