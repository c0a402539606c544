/** Owns the goals of the design as ratios of measured figures, and whether each is met. */
import type { Figures, ServerName } from './figures.ts';

type Term = readonly [work: string, server: ServerName, size: number];

type Goal = {
  work: string;
  /** What it is held against, in words. */
  against: string;
  of: Term;
  /** Left out when the figure itself is held against the goal. */
  to?: Term;
  /** `atLeast` for throughput, `atMost` for cost. */
  atLeast?: number;
  atMost?: number;
};

/** What repetitions on one machine differ by anyway. */
const flat = 1.15;

const goals: readonly Goal[] = [
  ...(
    [
      ['muster', 1000],
      ['muster+redis', 3000],
    ] as const
  ).map(
    ([server, size]): Goal => ({
      work: `capacity, ${size} viewers${server === 'muster' ? '' : ', Redis on'}`,
      against: 'bare `ws`, no database',
      of: ['capacity', server, size],
      to: ['capacity', 'ws', size],
      atLeast: 8,
    }),
  ),
  ...[1000, 3000].map(
    (size): Goal => ({
      work: `CPU per delivery of single changes, ${size} viewers`,
      against: 'bare `ws`',
      of: ['CPU per delivery', 'muster', size],
      to: ['CPU per delivery', 'ws', size],
      atMost: 1.3,
    }),
  ),
  ...[1000, 3000].flatMap((size) =>
    ['p50', 'p99'].map(
      (q): Goal => ({
        work: `${q} of a single mark over its commit, ${size} viewers`,
        against: 'bare `ws`, no commit',
        of: [`steady ${q} over commit`, 'muster', size],
        to: [`steady ${q} over commit`, 'ws', size],
        atMost: 1.3,
      }),
    ),
  ),
  ...[1000, 3000].map(
    (size): Goal => ({
      work: `50-cell stroke until all ${size} have all`,
      against: 'one cell',
      of: ['stroke of 50', 'muster', size],
      to: ['stroke of 1', 'muster', size],
      atMost: 1.5,
    }),
  ),
  {
    work: 'memory per idle viewer with session, presence and grid, 3000 viewers',
    against: 'bare Socket.IO',
    of: ['memory per idle viewer', 'muster', 3000],
    to: ['memory per idle viewer', 'socket.io', 3000],
    atMost: 1.5,
  },
  {
    work: 'reconnect storm of 3000, 50 behind, CPU per client',
    against: 'bare Socket.IO reconnecting',
    of: ['storm CPU per client', 'muster', 3000],
    to: ['storm CPU per client', 'socket.io', 3000],
    atMost: 1.3,
  },
  {
    work: 'snapshot endpoint, 200',
    against: 'bare `http`, same bytes',
    of: ['snapshot 200', 'muster', 1],
    to: ['snapshot 200', 'http', 1],
    atLeast: 0.5,
  },
  {
    work: 'snapshot endpoint, 304',
    against: 'bare `http`, 304',
    of: ['snapshot 304', 'muster', 1],
    to: ['snapshot 304', 'http', 1],
    atLeast: 0.7,
  },
  {
    work: 'statements per mark at 1000 viewers',
    against: 'at 10 viewers',
    of: ['statements per mark', 'muster', 1000],
    to: ['statements per mark', 'muster', 10],
    atMost: 1,
  },
  ...['statements', 'transactions'].map(
    (what): Goal => ({
      work: `${what} while 3000 viewers idle`,
      against: 'none',
      of: [`${what} while idle`, 'muster', 3000],
      atMost: 0,
    }),
  ),
  {
    work: 'statements during the storm',
    against: 'one for each revision missed',
    of: ['storm statements', 'muster', 3000],
    atMost: 50,
  },
  {
    work: 'CPU per change, 3000 viewers',
    against: '1000 viewers: three times, and 1.12 per doubling',
    of: ['CPU per change', 'muster', 3000],
    to: ['CPU per change', 'muster', 1000],
    atMost: 3 * 1.12 ** Math.log2(3),
  },
  {
    work: 'CPU of each further change in a frame, 1000 viewers',
    against: 'a single change',
    of: ['CPU of a further cell', 'muster', 1000],
    atMost: 0.15,
  },
  {
    work: 'CPU per change with 1,000,000 stored entries',
    against: '1,000 stored entries: flat',
    of: ['CPU per change by stored entries', 'muster', 1e6],
    to: ['CPU per change by stored entries', 'muster', 1e3],
    atMost: flat,
  },
  {
    work: 'CPU per change with 10,000 members who do not look',
    against: '1,000 such members: flat',
    of: ['CPU per change by members who do not look', 'muster', 1e4],
    to: ['CPU per change by members who do not look', 'muster', 1e3],
    atMost: flat,
  },
  {
    work: 'grid of 50 players by 91 days opened, milliseconds of script',
    against: 'none',
    of: ['grid opened, script', 'muster', 50],
    atMost: 100,
  },
  {
    work: 'longest task while it is scrolled and painted, 20 changes a second, ms of processor',
    against: 'none',
    of: ['grid, longest task', 'muster', 50],
    atMost: 50,
  },
];

export type Verdict = {
  work: string;
  against: string;
  goal: string;
  ratio: number;
  isMet: boolean;
  of: number;
  to: number | undefined;
};

/** Goals whose figures were measured. */
export function judge(figures: Figures): Verdict[] {
  return goals.flatMap(({ work, against, of, to, atLeast, atMost }) => {
    const measured = figures.median(...of);
    const reference = to && figures.median(...to);
    if (measured === undefined || (to && reference === undefined)) return [];
    const ratio = measured / (reference ?? 1);
    const isMet = ratio >= (atLeast ?? 0) && ratio <= (atMost ?? Number.POSITIVE_INFINITY);
    const goal = atLeast === undefined ? `at most ${round(atMost)}` : `at least ${atLeast}`;
    return [{ work, against, goal, ratio, isMet, of: measured, to: reference }];
  });
}

const round = (value = 0): number => Math.round(value * 100) / 100;
