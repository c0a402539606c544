/** Owns the rules about who can play when: readiness, writable days, and the commands of the grid. */
import { z } from 'zod';
import type { Actor } from '../actor.ts';
import { command, Id, Key, Revision } from '../command.ts';
import { addDays, Day, daysBetween, weekdayOf } from '../day.ts';
import {
  CommunitySlug,
  InCommunity,
  PublicRoster,
  Roster,
  type Settings,
} from '../identity/roster.ts';
import { type Refusal, refusal } from '../refusal.ts';
import {
  type Counts,
  CountsGrid,
  Entry,
  Grid,
  Note,
  Pattern,
  Status,
  type Suggestion,
} from './grid.ts';
import { TimeWindow } from './window.ts';

/** Days after today that may still be written. */
export const lastWritableOffset = 90;
/** Days one reading may span, first and last included. */
const longestRange = 180;

export type Readiness = {
  readonly committed: number;
  readonly missing: number;
  readonly isReady: boolean;
};

/** The one rule behind the unlock, the "2 more needed", the banner and the messages. */
export const readiness = (
  { committed, threshold }: Pick<Settings, 'committed' | 'threshold'>,
  counts: Counts,
): Readiness => {
  const players = committed.reduce((sum, status) => sum + counts[status], 0);
  const missing = Math.max(0, threshold - players);
  return { committed: players, missing, isReady: missing === 0 };
};

/** Why a day may not be written when it is `today`, or nothing if it may. */
export const objectionToDay = (day: Day, today: Day, field?: string): Refusal | undefined => {
  const offset = daysBetween(today, day);
  const more = field === undefined ? {} : { field };
  if (offset < 0) return refusal('invalid', 'Days before today can only be read.', more);
  if (offset > lastWritableOffset) {
    return refusal(
      'invalid',
      `The last day that can be marked is ${addDays(today, lastWritableOffset)}.`,
      more,
    );
  }
  return undefined;
};

/** Why this actor may not answer for a player, or nothing if they may: for oneself, or as a promoter. */
export const objectionToSetFor = (
  actor: Pick<Actor, 'roles'> & { readonly player: { readonly id: string } | null },
  player: string | undefined,
  field?: string,
): Refusal | undefined => {
  if (player === undefined || player === actor.player?.id) return undefined;
  if (actor.roles.includes('promoter') || actor.roles.includes('admin')) return undefined;
  const more = field === undefined ? {} : { field };
  return refusal('forbidden', 'Only promoters and admins answer for others.', more);
};

/** What a pattern suggests for a day, or nothing. */
export const suggestedOn = (pattern: Pattern | undefined, day: Day): Suggestion | undefined =>
  pattern?.[weekdayOf(day)] ?? undefined;

/** Cells one command may write: a rectangle of eleven players by all writable days. */
const mostMarks = 1_000;
// Not formatted here: the first number a browser formats keeps a phone from answering for 80 ms.
const tooManyMarks = 'Mark at most 1,000 cells at once.';

export const Mark = z
  .strictObject({
    day: Day,
    status: Status.nullable(),
    player: Id.optional(),
    window: TimeWindow.nullable().optional(),
    note: Note.nullable().optional(),
  })
  .refine(({ status, window }) => status !== null || !window, {
    path: ['window'],
    message: 'What is cleared has no window.',
  })
  .refine(({ status, note }) => status !== null || !note, {
    path: ['note'],
    message: 'What is cleared has no note.',
  })
  .meta({
    id: 'Mark',
    description:
      '`status` null clears the entry. `player`: whose, mine when left out. `window`, `note`: left out they stay as they are, null removes them.',
  });
/** As the server has it; a client may also send a note that is still to be cleaned. */
export type Mark = z.output<typeof Mark>;

const ChangedCell = z
  .strictObject({ day: Day, player: Id, before: Entry.nullable(), after: Entry.nullable() })
  .meta({ id: 'ChangedCell', description: 'A cell that a command changed.' });
export type ChangedCell = z.infer<typeof ChangedCell>;

export const set = command('availability:set', {
  summary:
    'Set or clear my status on one or many days, or as a promoter that of others: all or nothing. Every ten marks count as one command.',
  gate: 'linked',
  kind: 'write',
  limit: { points: 300, seconds: 10 },
  cost: ({ marks }) => Math.ceil(marks.length / 10),
  input: z.strictObject({
    community: InCommunity,
    key: Key,
    marks: z
      .array(Mark)
      .min(1, 'Mark at least one day.')
      .max(mostMarks, tooManyMarks)
      .refine(
        (marks) =>
          new Set(marks.map(({ day, player = '' }) => `${day} ${player}`)).size === marks.length,
        'Each day once for a player.',
      ),
  }),
  result: z.strictObject({ revision: Revision, changed: z.array(ChangedCell) }),
  http: { method: 'post', path: '/api/availability' },
});

export const undo = command('availability:undo', {
  summary:
    'Take back one availability:set of mine, in every cell that nobody changed since. Says which it left.',
  gate: 'linked',
  kind: 'write',
  limit: { points: 20, seconds: 10 },
  input: z.strictObject({
    community: InCommunity,
    key: Key,
    /** The key of the command to take back. */
    stroke: Key,
  }),
  result: z.strictObject({
    revision: Revision,
    left: z.array(z.strictObject({ day: Day, player: Id })),
  }),
  http: { method: 'post', path: '/api/availability/undo' },
});

export const setPattern = command('availability:set-pattern', {
  summary: 'Set my pattern: what it suggests counts as no answer until it is confirmed.',
  gate: 'linked',
  kind: 'write',
  limit: { points: 60, seconds: 60 },
  input: z.strictObject({ community: InCommunity, key: Key, pattern: Pattern }),
  result: z.strictObject({ revision: Revision }),
  http: { method: 'post', path: '/api/availability/pattern' },
});

/** Days after the first that are read when nobody says how many. */
const daysRead = 60;

/** The days that are read, from first to last, or why they may not be. */
export const rangeOf = (
  { from, to }: { readonly from?: Day | undefined; readonly to?: Day | undefined },
  today: Day,
): { readonly from: Day; readonly to: Day } | Refusal => {
  const first = from ?? today;
  const last = to ?? addDays(first, daysRead);
  if (last < first) return refusal('invalid', 'to: Ends before it begins.', { field: 'to' });
  return daysBetween(first, last) < longestRange
    ? { from: first, to: last }
    : refusal('invalid', `to: At most ${longestRange} days at once.`, { field: 'to' });
};

/** The grid's own revision, and the days that were asked for. */
const range = { revision: Revision, from: Day, to: Day };

export const read = command('availability:read', {
  summary:
    'The grid between two days, at most 180: names for members, counts for everyone else. From today on when nobody says.',
  gate: 'anyone',
  kind: 'read',
  limit: { points: 1200, seconds: 60 },
  input: z.strictObject({
    community: InCommunity,
    from: Day.optional().meta({ description: 'today when left out' }),
    to: Day.optional().meta({ description: `${daysRead} days after the first when left out` }),
  }),
  result: z.union([
    Grid.extend({ ...Roster.shape, ...range }),
    CountsGrid.extend({ ...PublicRoster.shape, ...range }),
  ]),
  http: { method: 'get', path: '/api/availability' },
});

export const access = command('availability:access', {
  summary: 'What I may do with the grid, and the days I may write.',
  gate: 'anyone',
  kind: 'read',
  limit: { points: 120, seconds: 60 },
  input: z.strictObject({ community: InCommunity }),
  result: z.strictObject({
    signedIn: z.boolean(),
    linked: z.boolean(),
    sees: z.enum(['counts', 'names']),
    writable: z.strictObject({ from: Day, to: Day }).nullable(),
  }),
  http: { method: 'get', path: '/api/availability/access' },
});

/** Run at midnight in the community's zone, and before any mark that comes first. */
export const rollover = command('availability:rollover', {
  summary: "Go to the community's date, and see whether the new day is ready.",
  gate: 'system',
  kind: 'write',
  limit: { points: 600, seconds: 60 },
  input: z.strictObject({ community: CommunitySlug }),
  result: z.strictObject({ revision: Revision }),
});
