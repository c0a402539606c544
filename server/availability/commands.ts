/** Owns what people may change in the grid: connects rules and store. No SQL, no sockets. */
import { isDeepStrictEqual } from 'node:util';
import {
  type ChangedCell,
  type Mark,
  objectionToDay,
  objectionToSetFor,
} from '../../shared/availability/commands.ts';
import { gridOf } from '../../shared/availability/grid.ts';
import { type Actor, objectionAtGate } from '../../shared/identity.ts';
import type { Result } from '../../shared/protocol.ts';
import { Refused, refusal } from '../../shared/refusal.ts';
import type { Tx } from '../database/database.ts';
import { playersAmong, recordAudit } from '../identity/store.ts';
import { each, type Handlers, type Turn } from '../run/feature.ts';
import { type AnyTurn, announceEntries, todayOf, turnGrid } from './changes.ts';
import * as entries from './entries/store.ts';
import { cellOf, inRounds, writesOf } from './marks.ts';
import { savePattern } from './store.ts';

type ChangingCommand = Exclude<
  Extract<keyof Handlers, `availability:${string}`>,
  'availability:read' | 'availability:access' | `availability:feed${string}`
>;
type Asked = { readonly actor: Actor; readonly input: { readonly marks: readonly Mark[] } };

/** Why these marks may not be made, or nothing; `known` are the others' players that exist here. */
const objectionToMarks = ({ actor, input }: Asked, today: string, known: ReadonlySet<string>) => {
  const marked = new Set<string>();
  for (const [index, { day, player }] of input.marks.entries()) {
    const field = `marks.${index}`;
    const objection =
      objectionToDay(day, today, `${field}.day`) ??
      objectionToSetFor(actor, player, `${field}.player`);
    if (objection) return objection;
    if (player !== undefined && player !== actor.player?.id && !known.has(player)) {
      return refusal('not-found', 'There is no such player.', { field: `${field}.player` });
    }
    // The contract cannot tell that the player named is the one who marks.
    const cell = cellOf({ day, player: player ?? actor.player?.id ?? '' });
    if (marked.has(cell)) {
      return refusal('invalid', 'marks: Each day once for a player.', { field: 'marks' });
    }
    marked.add(cell);
  }
  return undefined;
};

/** Whoever changes what is somebody else's leaves one row for each player. */
const audit = async (
  { tx, now, community }: AnyTurn,
  { account, player: own }: Actor,
  action: string,
  changed: readonly ChangedCell[],
): Promise<void> => {
  const others = Map.groupBy(
    changed.filter(({ player }) => player !== own?.id),
    ({ player }) => player,
  );
  for (const [subject, cells] of others) {
    const side = (which: 'before' | 'after') =>
      Object.fromEntries(cells.map((cell) => [cell.day, cell[which]]));
    await recordAudit(
      tx,
      {
        community: community.id,
        account: account?.id ?? '',
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

const set = async (turn: Turn<'availability:set'>) => {
  const { tx, now, community, asked, revision } = turn;
  const today = todayOf(turn);
  const named = asked.flatMap(({ actor, input }) =>
    input.marks.flatMap(({ player }) => (player && player !== actor.player?.id ? player : [])),
  );
  const known = named.length > 0 ? await playersAmong(tx, community.id, named) : new Set<string>();
  const refusals = asked.map((one) => {
    const objection = objectionAtGate('linked', one.actor) ?? objectionToMarks(one, today, known);
    return objection && new Refused(objection);
  });

  const changed: ChangedCell[] = [];
  const results = new Map<Asked, ChangedCell[]>();
  const { rounds, tooMany } = inRounds(asked.filter((_, index) => !refusals[index]));
  for (const one of tooMany) refusals[asked.indexOf(one)] = tooManyAtOnce;
  for (const round of rounds) {
    const writers = new Map<string, ChangedCell[]>();
    for (const one of round) {
      const cells: ChangedCell[] = [];
      results.set(one, cells);
      for (const write of writesOf(one)) writers.set(cellOf(write), cells);
    }
    for (const cell of await entries.writeEntries(tx, community.id, round.flatMap(writesOf), now)) {
      changed.push(cell);
      writers.get(cellOf(cell))?.push(cell);
    }
  }
  const isChanged = await announceEntries(turn, changed);
  for (const [{ actor }, cells] of results) await audit(turn, actor, 'entries:set', cells);
  return asked.map(
    (one, index) =>
      refusals[index] ?? {
        revision: isChanged ? revision.next : revision.current,
        changed: results.get(one) ?? [],
      },
  );
};

/** Whoever left the queue by a slip has the old place back; whoever was away for longer joins anew. */
const slipMs = 5 * 60 * 1_000;

/** What a command of mine changed, as it was answered then. */
const strokeOf = async (
  { answered, now }: Turn<'availability:undo'>,
  tx: Tx,
  actor: Actor,
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

const undo = each<'availability:undo'>(async (turn, { actor, input }, tx) => {
  const { now, community, revision } = turn;
  const unlinked = objectionAtGate('linked', actor);
  if (unlinked) throw new Refused(unlinked);
  const today = todayOf(turn);
  const { cells, isSlip } = await strokeOf(turn, tx, actor, input.stroke);
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
      keepsOrder: isSlip || player !== actor.player?.id,
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
  const inSavepoint = { ...turn, tx };
  await audit(inSavepoint, actor, 'entries:undone', back);
  const isChanged = await announceEntries(inSavepoint, back);
  return {
    revision: isChanged ? revision.next : revision.current,
    left: cells.filter((cell) => !isAsLeft(cell)).map(({ day, player }) => ({ day, player })),
  } satisfies Result<'availability:undo'>;
});

const repeat = each<'availability:repeat'>(async (turn, { actor, input }, tx) => {
  const { community, revision, announce } = turn;
  if (!actor.player) throw new Refused(refusal('not-linked', 'You have no player here.'));
  const week = input.week.some((usual) => usual) ? input.week : null;
  const isChanged = await savePattern(tx, community.id, actor.player.id, week);
  if (isChanged) announce({ members: { patterns: { [actor.player.id]: week } }, everyone: {} });
  return { revision: isChanged ? revision.next : revision.current };
});

export const availabilityHandlers = {
  'availability:set': { stream: (input) => gridOf(input.community), take: set },
  'availability:undo': { stream: (input) => gridOf(input.community), take: undo },
  'availability:repeat': { stream: (input) => gridOf(input.community), take: repeat },
  'availability:turn': {
    stream: (input) => gridOf(input.community),
    async take(turn) {
      const isChanged = await turnGrid(turn);
      const revision = isChanged ? turn.revision.next : turn.revision.current;
      return turn.asked.map(() => ({ revision }));
    },
  },
} satisfies Pick<Handlers, ChangingCommand>;
