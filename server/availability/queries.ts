/** Owns what people read of the grid: a range of days, and what they may do. Changes nothing. */

import type { Actor } from '../../shared/actor.ts';
import { lastWritableOffset } from '../../shared/availability/commands.ts';
import { type CountsGrid, type Grid, grid, gridOf } from '../../shared/availability/grid.ts';
import { addDays } from '../../shared/day.ts';
import type { Input, Result } from '../../shared/protocol.ts';
import { Refused, refusal } from '../../shared/refusal.ts';
import type { Snapshot } from '../../shared/stream.ts';
import type { Database } from '../database/database.ts';
import type { Handlers } from '../run/feature.ts';
import type { Streams } from '../streams/streams.ts';
import { between, projectGrid } from './grid-source.ts';
import * as store from './store.ts';

const noCommunity = () =>
  new Refused(refusal('not-found', 'There is no such community.', { field: 'community' }));

export const availabilityReadings = ({ streams }: { streams: Pick<Streams, 'snapshot'> }) => {
  const snapshotFor = async (community: string, actor: Actor) => {
    const snapshot = await streams.snapshot(gridOf(community), grid.admits(actor) ?? 'everyone');
    if (!snapshot) throw noCommunity();
    return snapshot;
  };

  /** Readings of one snapshot, by range: the same object for everyone who asks for the same days. */
  const readings = new WeakMap<object, Map<string, Promise<Result<'availability:read'>>>>();
  const mostReadings = 200;

  const readRange = async (
    db: Database,
    snapshot: Snapshot<Grid | CountsGrid>,
    { community, from, to }: Input<'availability:read'>,
  ): Promise<Result<'availability:read'>> => {
    const { state, revision, view } = snapshot;
    if (from >= state.today) return { ...between(state, from, to), revision, from, to };
    const row = await store.readGrid(db, gridOf(community), { from, to });
    if (!row) throw noCommunity();
    const { revision: read, ...past } = { ...row, today: state.today };
    return { ...(view === 'members' ? past : projectGrid(past)), revision: read, from, to };
  };

  return {
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
  } satisfies Pick<Handlers, 'availability:read' | 'availability:access'>;
};
