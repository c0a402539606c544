/** Owns the grid as a live value: entries, counts, and how a change is applied and merged. */
import { z } from 'zod';
import { Id } from '../command.ts';
import { Day } from '../day.ts';
import { cleanName, isVisible } from '../identity/names.ts';
import { overlaid, stream, type View } from '../stream.ts';
import { TimeWindow } from './window.ts';

export const statuses = ['LOOKING', 'AVAILABLE', 'MAYBE', 'NOT_PLAYING'] as const;

export const Status = z
  .enum(statuses)
  .meta({ id: 'Status', description: "A player's answer for one day." });
export type Status = z.infer<typeof Status>;

/** Characters of a note, an emoji being one of them. */
export const longestNote = 80;

/** As names are cleaned; empty is none. */
export const cleanNote = (note: string): string | null => cleanName(note) || null;

export const Note = z
  .string()
  .max(640, 'A note has at most 80 characters.')
  .refine((note) => note.isWellFormed(), 'This text is damaged: it holds half a character.')
  .transform(cleanNote)
  .refine((note) => [...(note ?? '')].length <= longestNote, 'A note has at most 80 characters.')
  .refine((note) => note === null || isVisible(note), 'A note needs something to see.')
  .meta({
    id: 'Note',
    example: 'Home by nine 🚆',
    description:
      'A word beside an answer: up to 80 characters, cleaned as names are; empty is none.',
  });

export const Entry = z
  .strictObject({
    status: Status,
    /** Grows with every change of status: the queue is LOOKING in this order. */
    order: z.number().int(),
    /** When on that day; without it the whole evening is fine. */
    window: TimeWindow.optional(),
    note: z.string().optional(),
    /** Who set it for the player; nobody when the player did. */
    by: Id.optional(),
  })
  .meta({
    id: 'Entry',
    description:
      "One player's answer for one day. No entry means no answer yet, which is never counted as no.",
  });
export type Entry = z.infer<typeof Entry>;

export const Suggestion = z
  .strictObject({ status: Status, window: TimeWindow.optional() })
  .meta({ id: 'Suggestion', description: 'What a pattern suggests for one weekday.' });
export type Suggestion = z.infer<typeof Suggestion>;

export const Pattern = z
  .array(Suggestion.nullable())
  .length(7, 'A pattern has seven days, Monday first.')
  .meta({
    id: 'Pattern',
    description:
      'A pattern, Monday first; null for weekdays without a rule. It suggests, and never counts.',
  });
export type Pattern = z.infer<typeof Pattern>;

export const Counts = z
  .record(Status, z.number().int().nonnegative())
  .meta({ id: 'Counts', description: 'How many players gave each answer for one day.' });
export type Counts = Readonly<Record<Status, number>>;
export const noCounts: Counts = { LOOKING: 0, AVAILABLE: 0, MAYBE: 0, NOT_PLAYING: 0 };

const common = {
  /** The community's date, as the server sees it. */
  today: Day,
  /** Whether today has become ready; stays true when players leave again. */
  ready: z.boolean(),
};

export const Grid = z
  .strictObject({
    ...common,
    entries: z.record(Day, z.record(Id, Entry)),
    patterns: z.record(Id, Pattern),
  })
  .meta({
    id: 'Grid',
    description:
      "A community's grid as members see it: from today to the last writable day. Names are in the roster.",
  });
export type Grid = z.infer<typeof Grid>;

export const CountsGrid = z.strictObject({ ...common, counts: z.record(Day, Counts) }).meta({
  id: 'CountsGrid',
  description:
    'The same grid for everyone else: no name and no id. Days without an entry are left out.',
});
export type CountsGrid = z.infer<typeof CountsGrid>;

type Common = Pick<Grid, 'today' | 'ready'>;

export const GridChange = z
  .strictObject({
    ...common,
    entries: z.record(Day, z.record(Id, Entry.nullable())),
    patterns: z.record(Id, Pattern.nullable()),
  })
  .partial()
  .meta({
    id: 'GridChange',
    description:
      'A patch of a grid: what is named is set, `null` removes, what is not named stays.',
  });
export type GridChange = Partial<Common> & {
  entries?: Record<Day, Record<string, Entry | null>>;
  patterns?: Record<string, Pattern | null>;
};

export const CountsChange = z
  .strictObject({ ...common, counts: z.record(Day, Counts) })
  .partial()
  .meta({
    id: 'CountsChange',
    description: 'A patch of a counts grid: the counts of a day are replaced as a whole.',
  });
export type CountsChange = Partial<Common> & { counts?: Record<Day, Counts> };

const from = <T>(today: Day, days: Readonly<Record<Day, T>>): Record<Day, T> =>
  Object.fromEntries(Object.entries(days).filter(([day]) => day >= today));

/** Members' grid as a live value. Days before today leave the grid as it rolls over. */
const members: View<Grid, GridChange> = {
  state: Grid,
  change: GridChange,
  apply(state, { entries, patterns, ...plain }) {
    const next: Grid = { ...state, ...plain };
    if (patterns) next.patterns = overlaid(state.patterns, patterns);
    if (entries) {
      next.entries = { ...state.entries };
      for (const [day, changed] of Object.entries(entries)) {
        const cells = overlaid(state.entries[day] ?? {}, changed);
        if (Object.keys(cells).length > 0) next.entries[day] = cells;
        else delete next.entries[day];
      }
    }
    if (plain.today && plain.today !== state.today) next.entries = from(plain.today, next.entries);
    return next;
  },
  merge(earlier, later) {
    const merged: GridChange = { ...earlier, ...later };
    if (earlier.patterns && later.patterns) {
      merged.patterns = { ...earlier.patterns, ...later.patterns };
    }
    if (earlier.entries && later.entries) {
      merged.entries = { ...earlier.entries };
      for (const [day, cells] of Object.entries(later.entries)) {
        merged.entries[day] = { ...earlier.entries[day], ...cells };
      }
    }
    return merged;
  },
};

/** Everyone's grid as a live value. */
const everyone: View<CountsGrid, CountsChange> = {
  state: CountsGrid,
  change: CountsChange,
  apply(state, { counts, ...plain }) {
    const next: CountsGrid = { ...state, ...plain };
    if (counts) {
      next.counts = { ...state.counts, ...counts };
      for (const [day, count] of Object.entries(counts)) {
        if (answersIn(count) === 0) delete next.counts[day];
      }
    }
    if (plain.today && plain.today !== state.today) next.counts = from(plain.today, next.counts);
    return next;
  },
  merge(earlier, later) {
    const merged: CountsChange = { ...earlier, ...later };
    if (earlier.counts && later.counts) merged.counts = { ...earlier.counts, ...later.counts };
    return merged;
  },
};

export const grid = stream('grid', {
  summary: "A community's answers, from today to the last day that can be marked.",
  views: { members, everyone },
  admits: ({ player }) => (player ? 'members' : 'everyone'),
  presence: 'members',
});

/** The stream that carries a community's grid. */
export const gridOf = (community: string) => `grid:${community}` as const;

export const answersIn = (counts: Counts): number =>
  statuses.reduce((sum, status) => sum + counts[status], 0);

export const countsOf = (entries: Readonly<Record<string, Entry>> = {}): Counts => {
  const counts = { ...noCounts };
  for (const { status } of Object.values(entries)) counts[status] += 1;
  return counts;
};

/** Ids of the players who are LOOKING on a day, in the order they joined. */
export const queueOf = (entries: Readonly<Record<string, Entry>> = {}): string[] =>
  Object.entries(entries)
    .filter(([, entry]) => entry.status === 'LOOKING')
    .sort(([, a], [, b]) => a.order - b.order)
    .map(([player]) => player);
