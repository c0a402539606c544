/** Owns ready days, patterns, counts, and the reading of a whole grid. */
import { sql } from 'slonik';
import { z } from 'zod';
import { Entry, Pattern } from '../../shared/availability/grid.ts';
import { count, type Reader, type Tx } from '../database/database.ts';
import { entryOf } from './entries/store.ts';

/** Null for a pattern that suggests nothing. Returns whether anything changed. */
export const savePattern = async (
  tx: Tx,
  community: string,
  player: string,
  pattern: Pattern | null,
): Promise<boolean> => {
  const { rowCount } = pattern
    ? await tx.query(sql.unsafe`
        insert into patterns as p (player_id, community_id, week)
        values (${player}, ${community}, ${sql.jsonb(pattern)})
        on conflict (player_id) do update set week = excluded.week where p.week <> excluded.week
      `)
    : await tx.query(sql.unsafe`delete from patterns where player_id = ${player}`);
  return rowCount > 0;
};

/** Records that a day became ready; false when it had before. */
export const becomeReady = async (tx: Tx, community: string, day: string, now: number) => {
  const { rowCount } = await tx.query(sql.unsafe`
    insert into ready_days (community_id, day, at)
    values (${community}, ${day}, ${sql.timestamp(new Date(now))})
    on conflict do nothing
  `);
  return rowCount === 1;
};

export const wasReady = (tx: Reader, community: string, day: string): Promise<boolean> =>
  tx.exists(sql.unsafe`
    select from ready_days where community_id = ${community} and day = ${day}
  `);

export const rollTo = (tx: Tx, community: string, day: string) =>
  tx.query(sql.unsafe`update communities set today = ${day} where id = ${community}`);

const GridRow = z.strictObject({
  revision: count,
  zone: z.string(),
  today: z.string().nullable(),
  ready: z.boolean(),
  entries: z.record(z.string(), z.record(z.string(), Entry)),
  patterns: z.record(z.string(), Pattern),
});
type GridRow = z.infer<typeof GridRow>;

/**
 * The whole grid between two days and its revision, in one statement and so at one instant.
 * Without `between`: from the community's today on.
 */
export const readGrid = (
  db: Reader,
  stream: string,
  between?: { from: string; to: string },
): Promise<GridRow | null> => {
  const days = between
    ? sql.fragment`e.day between ${between.from} and ${between.to}`
    : sql.fragment`e.day >= coalesce(c.today, '-infinity')`;
  return db.maybeOne(sql.type(GridRow)`
    select s.revision, c.zone, c.today,
           exists (select from ready_days r
                   where r.community_id = c.id and r.day = c.today) as ready,
           coalesce((select json_object_agg(day, cells) from (
                       select e.day, json_object_agg(e.player_id, ${entryOf('e')}) as cells
                       from entries e where e.community_id = c.id and ${days}
                       group by e.day) by_day), '{}') as entries,
           coalesce((select json_object_agg(player_id, week)
                     from patterns where community_id = c.id), '{}') as patterns
    from streams s join communities c on c.id = s.community_id
    where s.name = ${stream}
  `);
};
