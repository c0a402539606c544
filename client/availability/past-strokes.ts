/** Owns my last strokes of this tab, and what each cell held before, so that they can be taken back. Pure. */
import type { Mark } from '../../shared/availability/commands.ts';
import type { Entry } from '../../shared/availability/grid.ts';
import { changesNothing, type View } from './view.ts';

export type PastStroke = {
  /** Of the command that set it. */
  readonly key: string;
  readonly cells: readonly { readonly mark: Mark; readonly before: Entry | undefined }[];
  /** Whether the server took it. */
  readonly isTaken: Promise<boolean>;
};

const kept = 20;

export class PastStrokes {
  #strokes: PastStroke[] = [];

  add(stroke: PastStroke): void {
    this.#strokes = [...this.#strokes, stroke].slice(-kept);
  }

  get last(): PastStroke | undefined {
    return this.#strokes.at(-1);
  }

  /** False when it is not there any more. */
  forget(stroke: PastStroke): boolean {
    const others = this.#strokes.filter((other) => other !== stroke);
    const wasThere = others.length < this.#strokes.length;
    this.#strokes = others;
    return wasThere;
  }
}

/** What to show until the server says: every cell that is still as the stroke left it, as it was before. */
export const marksBack = (view: View | undefined, { cells }: PastStroke): Mark[] =>
  cells
    .filter(({ mark }) => changesNothing(mark, view?.entryOn(mark.day, mark.player ?? view.me)))
    .map(({ mark: { day, player }, before }) => ({
      day,
      ...(player !== undefined && { player }),
      status: before?.status ?? null,
      window: before?.window ?? null,
      note: before?.note ?? null,
    }));
