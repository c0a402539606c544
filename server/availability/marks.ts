/** Owns what is left of many marks in one turn: one write for each cell. Pure. */
import type { Mark } from '../../shared/availability.ts';
import type { Actor } from '../../shared/identity.ts';
import type { Write } from './entries/store.ts';

type Asked = { readonly actor: Actor; readonly input: { readonly marks: readonly Mark[] } };

/**
 * The last mark of a cell is the one that counts and moves to the end of the line; what it leaves
 * out it takes from the one before. `of` is who asked for it.
 */
export const lastOfEachCell = <One extends Asked>(
  asked: readonly One[],
): { write: Write; of: One }[] => {
  const writes = new Map<string, { write: Write; of: One }>();
  for (const one of asked) {
    const own = one.actor.player?.id;
    if (own === undefined) continue;
    for (const { day, status, player = own, window, note } of one.input.marks) {
      const cell = `${day} ${player}`;
      const by = player === own ? null : own;
      const write = after(writes.get(cell)?.write, { player, day, status, window, note, by });
      writes.delete(cell);
      writes.set(cell, { write, of: one });
    }
  }
  return [...writes.values()];
};

const after = (before: Write | undefined, write: Write): Write => {
  if (!before || write.status === null) return write;
  const { window = null, note = null } = write;
  // A cell that was cleared a moment ago has nothing left to keep.
  if (before.status === null) return { ...write, window, note };
  return {
    ...write,
    window: write.window === undefined ? before.window : window,
    note: write.note === undefined ? before.note : note,
  };
};
