/** Owns what people may change in the grid: connects rules and store. No SQL, no sockets. */
import { isDeepStrictEqual } from 'node:util';
import type { ActorAt } from '../../shared/actor.ts';
import {
  type ChangedCell,
  objectionToDay,
  objectionToSetFor,
} from '../../shared/availability/commands.ts';
import { type Counts, gridOf } from '../../shared/availability/grid.ts';
import type { Result } from '../../shared/protocol.ts';
import { Refused, refusal } from '../../shared/refusal.ts';
import { playersAmong, recordAudit } from '../identity/store.ts';
import { type Asked, type Batch, each, type Handlers } from '../run/feature.ts';
import { announceEntries, type GridBatch, rollOver, todayOf } from './changes.ts';
import * as entries from './entries/store.ts';
import { cellOf, inRounds, writesOf } from './marks.ts';
import { savePattern } from './store.ts';

type ChangingCommand = Exclude<
  Extract<keyof Handlers, `availability:${string}`>,
  'availability:read' | 'availability:access' | `availability:feed${string}`
>;
type Member = ActorAt<'linked'>;
type Marking = Asked<'availability:set'>;

/** Why these marks may not be made, or nothing; `known` are the others' players that exist here. */
const objectionToMarks = ({ actor, input }: Marking, today: string, known: ReadonlySet<string>) => {
  const marked = new Set<string>();
  for (const [index, { day, player }] of input.marks.entries()) {
    const field = `marks.${index}`;
    const objection =
      objectionToDay(day, today, `${field}.day`) ??
      objectionToSetFor(actor, player, `${field}.player`);
    if (objection) return objection;
    if (player !== undefined && player !== actor.player.id && !known.has(player)) {
      return refusal('not-found', 'There is no such player.', { field: `${field}.player` });
    }
    // The contract cannot tell that the player named is the one who marks.
    const cell = cellOf({ day, player: player ?? actor.player.id });
    if (marked.has(cell)) {
      return refusal('invalid', 'marks: Each day once for a player.', { field: 'marks' });
    }
    marked.add(cell);
  }
  return undefined;
};

/** Whoever changes what is somebody else's leaves one row for each player. */
const audit = async (
  { tx, now, community }: Pick<GridBatch, 'tx' | 'now' | 'community'>,
  { account, player: own }: Member,
  action: string,
  changed: readonly ChangedCell[],
): Promise<void> => {
  const others = Map.groupBy(
    changed.filter(({ player }) => player !== own.id),
    ({ player }) => player,
  );
  for (const [subject, cells] of others) {
    const side = (which: 'before' | 'after') =>
      Object.fromEntries(cells.map((cell) => [cell.day, cell[which]]));
    await recordAudit(
      tx,
      {
        community: community.id,
        account: account.id,
        action,
        subject,
        before: side('before'),
        after: side('after'),
      },
      now,
    );
  }
};

const tooManyAtOnce = new Refused(
  refusal('too-many', 'Too many marks at once. Try again in 1 s.', { retryAfterMs: 1_000 }),
);

const set = async (batch: Batch<'availability:set'>) => {
  const { tx, community, asked } = batch;
  const today = todayOf(batch);
  const named = asked.flatMap(({ actor, input }) =>
    input.marks.flatMap(({ player }) => (player && player !== actor.player.id ? player : [])),
  );
  const known = named.length > 0 ? await playersAmong(tx, community.id, named) : new Set<string>();
  const refusals = asked.map((one) => {
    const objection = objectionToMarks(one, today, known);
    return objection && new Refused(objection);
  });

  const { rounds, tooMany } = inRounds(asked.filter((_, index) => !refusals[index]));
  for (const one of tooMany) refusals[asked.indexOf(one)] = tooManyAtOnce;
  const { results, ...written } = await writeRounds(batch, rounds, today);
  await announceEntries(batch, written.changed, written);
  for (const [{ actor }, cells] of results) await audit(batch, actor, 'entries:set', cells);
  const revision = batch.revisionOf(gridOf(community.slug));
  return asked.map(
    (one, index) => refusals[index] ?? { revision, changed: results.get(one) ?? [] },
  );
};

/** One statement a round; what each command changed is known by itself. */
const writeRounds = async (
  { tx, now, community }: GridBatch,
  rounds: readonly (readonly Marking[])[],
  today: string,
) => {
  const changed: ChangedCell[] = [];
  const results = new Map<Marking, ChangedCell[]>();
  const counts: Record<string, Counts> = {};
  let ready = false;
  for (const round of rounds) {
    const writers = new Map<string, ChangedCell[]>();
    for (const one of round) {
      const cells: ChangedCell[] = [];
      results.set(one, cells);
      for (const write of writesOf(one)) writers.set(cellOf(write), cells);
    }
    const place = { community: community.id, today, now };
    const written = await entries.writeEntries(tx, place, round.flatMap(writesOf));
    for (const cell of written.changed) {
      changed.push(cell);
      writers.get(cellOf(cell))?.push(cell);
    }
    Object.assign(counts, written.counts);
    ready = written.ready;
  }
  return { changed, results, counts, ready };
};

/** Whoever left the queue by a slip has the old place back; whoever was away for longer joins anew. */
const slipMs = 5 * 60 * 1_000;

/** What a command of mine changed, as it was answered then. */
const strokeOf = async (
  { answered, now, tx }: Batch<'availability:undo'>,
  actor: Member,
  stroke: string,
): Promise<{ cells: readonly ChangedCell[]; isSlip: boolean }> => {
  const answer = await answered(tx, actor, 'availability:set', stroke);
  if (answer) return { cells: answer.result.changed, isSlip: now - answer.at <= slipMs };
  throw new Refused(
    refusal('not-found', 'This cannot be undone any more: it is not known, or a day old.', {
      field: 'stroke',
    }),
  );
};

const undo = each<'availability:undo'>(async (batch, { actor, input }) => {
  const { tx, now, community } = batch;
  const today = todayOf(batch);
  const { cells, isSlip } = await strokeOf(batch, actor, input.stroke);
  for (const { player } of cells) {
    const objection = objectionToSetFor(actor, player, 'stroke');
    if (objection) throw new Refused(objection);
  }

  // A player may have been deleted since.
  const here = await playersAmong(
    tx,
    community.id,
    cells.map(({ player }) => player),
  );
  const found = await entries.entriesAt(tx, community.id, cells);
  const current = new Map(found.map((cell) => [cellOf(cell), cell.entry]));
  const isAsLeft = (cell: ChangedCell): boolean =>
    cell.day >= today &&
    here.has(cell.player) &&
    isDeepStrictEqual(current.get(cellOf(cell)) ?? null, cell.after);
  const wanted = cells.filter(isAsLeft);
  const saved = await entries.restoreEntries(
    tx,
    community.id,
    wanted.map(({ day, player, before }) => ({
      day,
      player,
      entry: before,
      // Whom somebody else took out was never away.
      keepsOrder: isSlip || player !== actor.player.id,
    })),
    now,
  );
  const restored = new Map(saved.map((cell) => [cellOf(cell), cell.entry]));
  const back = wanted.map(({ day, player, after }) => ({
    day,
    player,
    before: after,
    after: restored.get(cellOf({ day, player })) ?? null,
  }));
  await audit(batch, actor, 'entries:undone', back);
  await announceEntries(batch, back);
  return {
    revision: batch.revisionOf(gridOf(community.slug)),
    left: cells.filter((cell) => !isAsLeft(cell)).map(({ day, player }) => ({ day, player })),
  } satisfies Result<'availability:undo'>;
});

const setPattern = each<'availability:set-pattern'>(async (batch, { actor, input }) => {
  const { tx, community, announce } = batch;
  const stream = gridOf(community.slug);
  const pattern = input.pattern.some((suggestion) => suggestion) ? input.pattern : null;
  if (await savePattern(tx, community.id, actor.player.id, pattern)) {
    announce(stream, { members: { patterns: { [actor.player.id]: pattern } } });
  }
  return { revision: batch.revisionOf(stream) };
});

const onGrid = ({ community }: { readonly community: string }) => [gridOf(community)];

export const availabilityHandlers = {
  'availability:set': { streams: onGrid, take: set },
  'availability:undo': { streams: onGrid, take: undo },
  'availability:set-pattern': { streams: onGrid, take: setPattern },
  'availability:rollover': {
    streams: onGrid,
    async take(batch) {
      await rollOver(batch);
      const revision = batch.revisionOf(gridOf(batch.community.slug));
      return batch.asked.map(() => ({ revision }));
    },
  },
} satisfies Pick<Handlers, ChangingCommand>;
