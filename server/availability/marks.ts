/** Owns how marks become writes, and which of a batch's marks may be written together. Pure. */
import type { Mark } from '../../shared/availability/commands.ts';
import type { Cell, Write } from './entries/store.ts';

type WhoseMarks = {
  readonly actor: { readonly player: { readonly id: string } };
  readonly input: { readonly marks: readonly Mark[] };
};

export const cellOf = ({ day, player }: Cell): string => `${day} ${player}`;

/** In the order of the marks. */
export const writesOf = ({ actor, input }: WhoseMarks): Write[] => {
  const own = actor.player.id;
  return input.marks.map(({ day, status, player = own, window, note }) => ({
    player,
    day,
    status,
    window,
    note,
    by: player === own ? null : own,
  }));
};

/** Cells one batch marks again at most. 5,000 take a second or two, for which everybody waits. */
const mostMarkedAgain = 5_000;

/**
 * Commands in their order, parted where one marks a cell that an earlier one marked: what each
 * changed has to be known by itself, or taking back one would take back the other too. `tooMany`
 * are those that mark again what would take too long.
 */
export const inRounds = <One extends WhoseMarks>(
  asked: readonly One[],
): { rounds: readonly One[][]; tooMany: readonly One[] } => {
  const rounds: One[][] = [];
  const tooMany: One[] = [];
  let marked = new Set<string>();
  let markedAgain = 0;
  for (const one of asked) {
    const cells = writesOf(one).map(cellOf);
    const round = rounds.at(-1);
    const isAgain = cells.some((cell) => marked.has(cell));
    if (isAgain) markedAgain += cells.length;
    if (isAgain && markedAgain > mostMarkedAgain) {
      tooMany.push(one);
      continue;
    }
    if (round && !isAgain) round.push(one);
    else {
      rounds.push([one]);
      marked = new Set();
    }
    for (const cell of cells) marked.add(cell);
  }
  return { rounds, tooMany };
};
