/**
 * Owns the grid of one community in this tab: follows its stream, lays my unconfirmed marks over it
 * and takes them back when refused. Must never invent a confirmed state.
 */
import type { Mark } from '../../shared/availability/commands.ts';
import { gridOf } from '../../shared/availability/grid.ts';
import type { Me } from '../../shared/identity/commands.ts';
import { rosterOf } from '../../shared/identity/roster.ts';
import type { Presence } from '../../shared/protocol.ts';
import { Refused } from '../../shared/refusal.ts';
import { type Connection, newKey } from '../live/connection.ts';
import { Store } from '../live/store.ts';
import { Stream } from '../live/stream.ts';
import { onlyRead } from '../words/strings-app.ts';
import { nothingToUndo } from '../words/strings-grid.ts';
import type { HoursCell } from './hours/hours-event.ts';
import { marksBack, PastStrokes } from './past-strokes.ts';
import { type RemoteChange, remoteChangesBetween } from './remote-changes.ts';
import { strokeInWords, undoneInWords } from './stroke-words.ts';
import { changesNothing, type LiveGrid, View } from './view.ts';

/** Below this a mark that is not confirmed yet looks like any other: nobody should see a flicker. */
const patienceMs = 400;

type Pending = { readonly marks: readonly Mark[]; isSlow: boolean; revision?: number };

type Seen = Pick<Presence, 'players' | 'total'>;

const nobody: Seen = { players: [], total: 0 };

/** How a stroke is taken back, and those of its cells that can have hours. */
type More = { readonly undo: () => void; readonly hours: readonly HoursCell[] };

type Needs = {
  readonly connection: Connection;
  readonly community: string;
  readonly me: Store<Me | undefined>;
  /** Receives the sentence of a refusal. */
  readonly complain: (sentence: string) => void;
  /** Receives what I have just done, and with what more can be done about it. */
  readonly tell: (sentence: string, more?: More) => void;
};

/** Those that may still be given hours: whoever has just chosen some need not be asked. */
const withoutHours = (marks: readonly Mark[]): HoursCell[] =>
  marks
    .filter(({ status, window }) => status !== null && status !== 'NOT_PLAYING' && !window)
    .map(({ day, player }) => (player === undefined ? { day } : { day, player }));

export class Availability {
  readonly view = new Store<View | undefined>(undefined);
  readonly presence = new Store<Seen>(nobody);
  /** What others changed with the last update; an event rather than a state. */
  readonly remoteChanges = new Store<readonly RemoteChange[]>([]);
  readonly #needs: Needs;
  /** The confirmed grid with its roster, as they last arrived. */
  readonly live = new Store<LiveGrid | undefined>(undefined);
  /** False while the connection is gone or what was missed is still on its way. */
  readonly current = new Store(false);
  readonly #stream: Stream<'grid'>;
  readonly #roster: Stream<'roster'>;
  readonly #strokes = new PastStrokes();
  #pending: Pending[] = [];
  #past: LiveGrid | undefined;

  constructor(needs: Needs) {
    const { connection, community, me } = needs;
    const name = gridOf(community);
    this.#needs = needs;
    this.#stream = new Stream(connection, name);
    this.#roster = new Stream(connection, rosterOf(community));
    let before = this.#stream.live.value;
    this.#stream.live.watch((after) => {
      // Asked before those that have arrived are forgotten.
      const byMe = new Set(this.#pending.flatMap(({ marks }) => marks.map((m) => this.#cellOf(m))));
      this.#meet();
      // Whoever may not see names any more keeps none.
      if (after?.view !== 'members') this.presence.set(nobody);
      if (before && after) {
        const isMine = (change: RemoteChange) => byMe.has(this.#cellOf(change));
        this.remoteChanges.set(
          remoteChangesBetween(before, after, this.#me).filter((change) => !isMine(change)),
        );
      }
      before = after;
    });
    this.#roster.live.watch(() => this.#meet());
    for (const { current } of [this.#stream, this.#roster]) {
      current.watch(() =>
        this.current.set(this.#stream.current.value && this.#roster.current.value),
      );
    }
    this.#stream.hold();
    this.#roster.hold();
    me.watch(() => this.#show());
    connection.on('presence', (presence) => {
      if (presence.stream === name) this.presence.set(presence);
    });
  }

  /** A grid and its roster arrive one after the other: shown once both are there, in one view. */
  #meet(): void {
    const [grid, roster] = [this.#stream.live.value, this.#roster.live.value];
    if (grid && roster && grid.view === roster.view) this.live.set({ grid, roster });
    else if (!grid || !roster || this.live.value?.grid.view !== 'everyone')
      this.live.set(undefined);
    this.#show();
  }

  /** Shows a grid from before, to be read only, until the first live one comes. */
  recall(past: LiveGrid | undefined): void {
    this.#past = past;
    this.#show();
  }

  /** Sets or clears cells, mine or as a promoter those of others, in one command; shows it at once. */
  async mark(wanted: readonly Mark[]): Promise<void> {
    const view = this.view.value;
    if (!view || view.asOf !== undefined) {
      this.#needs.complain(onlyRead());
      return;
    }
    const held = ({ day, player }: Mark) => view.entryOn(day, player ?? view.me);
    const marks = wanted.filter((mark) => !changesNothing(mark, held(mark)));
    if (marks.length === 0) return;
    const key = newKey();
    const { connection, community } = this.#needs;
    const isTaken = this.#lay(marks, () =>
      connection.ask('availability:set', { community, key, marks: [...marks] }),
    ).then((answer) => answer !== undefined);
    const cells = marks.map((mark) => ({ mark, before: held(mark) }));
    const stroke = { key, cells, isTaken };
    this.#strokes.add(stroke);
    const sentence = strokeInWords(view, marks);
    if (sentence) {
      this.#needs.tell(sentence, {
        undo: () => void this.undo(stroke),
        hours: withoutHours(marks),
      });
    }
    if (!(await isTaken)) this.#strokes.forget(stroke);
  }

  /** Takes back one of my strokes, the last one unless told: every cell that nobody changed since. */
  async undo(stroke = this.#strokes.last): Promise<void> {
    const { connection, community, tell } = this.#needs;
    if (!stroke || !this.#strokes.forget(stroke)) {
      tell(nothingToUndo());
      return;
    }
    const answer = await this.#lay(marksBack(this.view.value, stroke), async () => {
      // What was refused has been taken back already.
      if (!(await stroke.isTaken)) return undefined;
      const key = newKey();
      return connection.ask('availability:undo', { community, key, stroke: stroke.key });
    });
    if (answer) tell(undoneInWords(this.view.value, answer.left));
  }

  /** Shows marks until they are confirmed, or refused: then it says why, and answers nothing. */
  async #lay<Answered extends { readonly revision: number }>(
    marks: readonly Mark[],
    ask: () => Promise<Answered | undefined>,
  ): Promise<Answered | undefined> {
    const pending: Pending = { marks, isSlow: false };
    this.#pending.push(pending);
    this.#show();
    const slow = setTimeout(() => {
      pending.isSlow = true;
      this.#show();
    }, patienceMs);
    const answer = await ask().catch((error: unknown) => {
      if (!(error instanceof Refused)) throw error;
      this.#needs.complain(error.refusal.message);
      return undefined;
    });
    clearTimeout(slow);
    if (answer) pending.revision = answer.revision;
    else this.#pending = this.#pending.filter((other) => other !== pending);
    this.#show();
    return answer;
  }

  #cellOf({ day, player = this.#me }: Pick<Mark, 'day' | 'player'>): string {
    return `${day} ${player}`;
  }

  get #me(): string | undefined {
    return this.#needs.me.value?.player?.id;
  }

  /** What has arrived goes, unless it lies over a cell of what has not: that would come to light. */
  #stillPending(arrived: number): Pending[] {
    const under = new Set<string>();
    return this.#pending.filter(({ marks, revision }) => {
      const cells = marks.map((mark) => this.#cellOf(mark));
      const hasArrived = revision !== undefined && revision <= arrived;
      if (hasArrived) return cells.some((cell) => under.has(cell));
      for (const cell of cells) under.add(cell);
      return true;
    });
  }

  #show(): void {
    if (this.live.value) this.#past = undefined;
    const live = this.live.value ?? this.#past;
    if (!live) {
      this.view.set(undefined);
      return;
    }
    this.#pending = this.#stillPending(live.grid.revision);
    this.view.set(
      new View(
        live,
        this.#me,
        this.#pending.flatMap(({ marks }) => marks),
        this.#pending.filter(({ isSlow }) => isSlow).flatMap(({ marks }) => marks),
      ),
    );
  }
}
