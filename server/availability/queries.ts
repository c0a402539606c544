/** Owns what people read of the grid: a range of days, and what they may do. Changes nothing. */

import type { Actor } from '../../shared/actor.ts';
import { lastWritableOffset, rangeOf } from '../../shared/availability/commands.ts';
import { type CountsGrid, type Grid, grid, gridOf } from '../../shared/availability/grid.ts';
import { addDays } from '../../shared/day.ts';
import { type PublicRoster, type Roster, roster, rosterOf } from '../../shared/identity/roster.ts';
import type { Result } from '../../shared/protocol.ts';
import { Refused, refusal } from '../../shared/refusal.ts';
import type { Snapshot } from '../../shared/stream.ts';
import type { Database } from '../database/database.ts';
import type { Handlers } from '../run/feature.ts';
import type { Streams } from '../streams/streams.ts';
import { between, projectGrid } from './grid-source.ts';
import * as store from './store.ts';

const noCommunity = () =>
  new Refused(refusal('not-found', 'There is no such community.', { field: 'community' }));

type Range = { readonly from: string; readonly to: string };
type Readable = { readonly snapshot: Snapshot<Grid | CountsGrid>; readonly people: PeopleState };
type PeopleState = Roster | PublicRoster;
type KeptRange = {
  readonly people: PeopleState;
  readonly answer: Promise<Result<'availability:read'>>;
};

/** Ranges of one snapshot kept ready. */
const mostRanges = 200;

const readRange = async (
  db: Database,
  { snapshot, people }: Readable,
  community: string,
  { from, to }: Range,
): Promise<Result<'availability:read'>> => {
  const { state, revision, view } = snapshot;
  if (from >= state.today) {
    return { ...people, ...between(state, from, to), revision, from, to } as never;
  }
  const row = await store.readGrid(db, gridOf(community), { from, to });
  if (!row) throw noCommunity();
  const { revision: read, zone: _, ...past } = { ...row, today: state.today };
  const seen = view === 'members' ? past : projectGrid(past);
  return { ...people, ...seen, revision: read, from, to } as never;
};

export const availabilityQueries = ({ streams }: { streams: Pick<Streams, 'snapshot'> }) => {
  const gridFor = async (community: string, actor: Actor) => {
    const snapshot = await streams.snapshot(gridOf(community), grid.admits(actor) ?? 'everyone');
    if (!snapshot) throw noCommunity();
    return snapshot;
  };
  const peopleFor = async (community: string, actor: Actor): Promise<PeopleState> => {
    const view = roster.admits(actor) ?? 'everyone';
    const snapshot = await streams.snapshot(rosterOf(community), view);
    if (!snapshot) throw noCommunity();
    return snapshot.state;
  };

  /** Answers from one snapshot, by range: the same object for everyone who asks for the same days. */
  const ranges = new WeakMap<object, Map<string, KeptRange>>();

  const readOnce = (
    db: Database,
    { snapshot, people }: Readable,
    community: string,
    range: Range,
  ): KeptRange['answer'] => {
    const known = ranges.get(snapshot) ?? new Map<string, KeptRange>();
    ranges.set(snapshot, known);
    const days = `${range.from} ${range.to}`;
    const before = known.get(days);
    if (before?.people === people) return before.answer;
    const answer = readRange(db, { snapshot, people }, community, range);
    if (known.size < mostRanges || before) known.set(days, { people, answer });
    answer.catch(() => known.delete(days));
    return answer;
  };

  return {
    'availability:read': {
      async read({ db, actor, input }) {
        const [snapshot, people] = await Promise.all([
          gridFor(input.community, actor),
          peopleFor(input.community, actor),
        ]);
        const range = rangeOf(input, snapshot.state.today);
        if ('code' in range) throw new Refused(range);
        return readOnce(db, { snapshot, people }, input.community, range);
      },
    },

    'availability:access': {
      async read({ actor, input }) {
        const { state } = await gridFor(input.community, actor);
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
  } satisfies Pick<Handlers, 'availability:read' | 'availability:access'>;
};
