/** Owns what people may do with the grid: connects rules and store. No SQL, no sockets. */
import {
  lastWritableOffset,
  type Mark,
  objectionToDay,
  readiness,
} from '../../shared/availability.ts';
import { addDays, type Day, dayAt } from '../../shared/day.ts';
import {
  type CountsChange,
  type CountsGrid,
  type Grid,
  type GridChange,
  gridOf,
} from '../../shared/grid.ts';
import { type Actor, objectionAtGate } from '../../shared/identity.ts';
import type { Input, Result } from '../../shared/protocol.ts';
import { Refused, refusal } from '../../shared/refusal.ts';
import type { Audience, Snapshot } from '../../shared/stream.ts';
import type { Database } from '../database.ts';
import type { Handlers, Turn } from '../feature.ts';
import type { Streams } from '../streams.ts';
import { between, projectGrid } from './grid-source.ts';
import * as store from './store.ts';

type AvailabilityCommand = Extract<keyof Handlers, `availability:${string}`>;
type AnyTurn = Pick<Turn<never>, 'tx' | 'now' | 'community' | 'announce'>;

/** The grid's date: the community's, and never an earlier one than it already turned to. */
const todayOf = ({ now, community }: AnyTurn): Day => {
  const today = dayAt(now, community.settings.zone);
  return community.today && community.today > today ? community.today : today;
};

/** Turns the grid if it is time, applies the writes, and announces what both audiences may see. */
const change = async (turn: AnyTurn, writes: readonly store.Write[]): Promise<boolean> => {
  const { tx, now, community, announce } = turn;
  const today = todayOf(turn);
  const turns = today !== community.today;
  const members: GridChange = {};
  const everyone: CountsChange = {};

  if (turns) {
    await store.turnTo(tx, community.id, today);
    const ready = await store.wasReady(tx, community.id, today);
    Object.assign(members, { today, ready });
    Object.assign(everyone, { today, ready });
  }

  const changed = writes.length > 0 ? await store.writeEntries(tx, community.id, writes, now) : [];
  if (changed.length > 0) members.entries = {};
  for (const { day, player, status, order } of changed) {
    const cells = (members.entries as NonNullable<GridChange['entries']>)[day] ?? {};
    cells[player] = status === null || order === null ? null : { status, order };
    (members.entries as NonNullable<GridChange['entries']>)[day] = cells;
  }

  const days = new Set(changed.map(({ day }) => day));
  const counted = turns ? new Set([...days, today]) : days;
  if (counted.size > 0) {
    const counts = await store.countDays(tx, community.id, [...counted]);
    everyone.counts = counts;
    const todays = counts[today];
    if (todays && readiness(community.settings, todays).isReady) {
      if (await store.becomeReady(tx, community.id, today, now)) {
        members.ready = true;
        everyone.ready = true;
      }
    }
  }

  const isChanged = turns || changed.length > 0;
  if (isChanged) announce({ members, everyone });
  return isChanged;
};

/** The last mark of a cell within a turn is the one that counts; it moves to the end of the line. */
const lastOfEachCell = (
  asked: readonly { actor: Actor; marks: readonly Mark[] }[],
): store.Write[] => {
  const writes = new Map<string, store.Write>();
  for (const { actor, marks } of asked) {
    const player = actor.player?.id;
    if (player === undefined) continue;
    for (const { day, status } of marks) {
      const cell = `${day} ${player}`;
      writes.delete(cell);
      writes.set(cell, { player, day, status });
    }
  }
  return [...writes.values()];
};

const noCommunity = () =>
  new Refused(refusal('not-found', 'There is no such community.', { field: 'community' }));

export const availabilityHandlers = ({ streams }: { streams: Pick<Streams, 'snapshot'> }) => {
  const snapshotFor = async (community: string, actor: Actor) => {
    const audience: Audience = actor.player ? 'members' : 'everyone';
    const snapshot = await streams.snapshot(gridOf(community), audience);
    if (!snapshot) throw noCommunity();
    return snapshot as Snapshot<Grid | CountsGrid>;
  };

  /** Readings of one snapshot, by range: the same object for everyone who asks for the same days. */
  const readings = new WeakMap<object, Map<string, Promise<Result<'availability:read'>>>>();
  const mostReadings = 200;

  const readRange = async (
    db: Database,
    snapshot: Snapshot<Grid | CountsGrid>,
    { community, from, to }: Input<'availability:read'>,
  ): Promise<Result<'availability:read'>> => {
    const { state, revision, audience } = snapshot;
    if (from >= state.today) return { ...between(state, from, to), revision, from, to };
    const row = await store.readGrid(db, gridOf(community), { from, to });
    if (!row) throw noCommunity();
    const grid: Grid = { ...row, today: state.today };
    delete (grid as Partial<typeof row>).revision;
    const seen = audience === 'members' ? grid : projectGrid(grid);
    return { ...seen, revision: row.revision, from, to };
  };

  return {
    'availability:set': {
      stream: (input) => gridOf(input.community),
      async take(turn) {
        const today = todayOf(turn);
        const outcomes = turn.asked.map(({ actor, input }) => {
          const objection =
            objectionAtGate('linked', actor) ??
            input.marks
              .map(({ day }, index) => objectionToDay(day, today, `marks.${index}.day`))
              .find((found) => found !== undefined);
          return objection && new Refused(objection);
        });
        const accepted = turn.asked.flatMap(({ actor, input }, index) =>
          outcomes[index] ? [] : [{ actor, marks: input.marks }],
        );
        const isChanged = await change(turn, lastOfEachCell(accepted));
        const revision = isChanged ? turn.revision.next : turn.revision.current;
        return outcomes.map((refused) => refused ?? { revision });
      },
    },

    'availability:turn': {
      stream: (input) => gridOf(input.community),
      async take(turn) {
        const isChanged = await change(turn, []);
        const revision = isChanged ? turn.revision.next : turn.revision.current;
        return turn.asked.map(() => ({ revision }));
      },
    },

    'availability:read': {
      async read({ db, actor, input }) {
        const snapshot = await snapshotFor(input.community, actor);
        const known = readings.get(snapshot) ?? new Map();
        readings.set(snapshot, known);
        const range = `${input.from} ${input.to}`;
        const reading = known.get(range) ?? readRange(db, snapshot, input);
        if (known.size < mostReadings) known.set(range, reading);
        reading.catch(() => known.delete(range));
        return reading;
      },
    },

    'availability:access': {
      async read({ actor, input }) {
        const { state } = await snapshotFor(input.community, actor);
        return {
          signedIn: actor.account !== null,
          linked: actor.player !== null,
          sees: actor.player ? 'names' : 'counts',
          writable: actor.player
            ? { from: state.today, to: addDays(state.today, lastWritableOffset) }
            : null,
        };
      },
    },
  } satisfies Pick<Handlers, AvailabilityCommand>;
};
