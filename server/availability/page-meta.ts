/**
 * Owns what a link to a page says where it is shared, from counts alone. Must never learn a name or
 * an id of a player: whoever is sent a link sees this.
 */
import { setTimeout as delay } from 'node:timers/promises';
import {
  lastWritableOffset,
  type Readiness,
  readiness,
} from '../../shared/availability/commands.ts';
import {
  type Counts,
  type CountsGrid,
  gridOf,
  noCounts,
  statuses,
} from '../../shared/availability/grid.ts';
import { addDays, type Day, daysFrom } from '../../shared/day.ts';
import { type PublicRoster, rosterOf } from '../../shared/identity/roster.ts';
import { defaultCommunity, pages, readAddress } from '../../shared/pages.ts';
import type { PageMeta } from '../http/pages.ts';
import type { Streams } from '../streams/streams.ts';

/** A page is sent without its counts rather than late. */
const knownWithinMs = 300;
/** Evenings a link to the grid tells of. */
const eveningsTold = 3;
const daysLookedAt = 14;

type Known = CountsGrid & PublicRoster;

const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const inWords = (count: number): string => words[count] ?? `${count}`;

const longDay = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
});
const written = (day: Day): string => longDay.format(Date.parse(`${day}T00:00Z`));

const statusWords = {
  LOOKING: 'looking',
  AVAILABLE: 'available',
  MAYBE: 'maybe',
  NOT_PLAYING: 'not playing',
} as const;

const promise = 'See, live, who can play.';

/** What each path's page says now, from the snapshot in memory. Never rejects, never takes long. */
export const pageMetaFrom =
  (streams: Pick<Streams, 'snapshot'>) =>
  async (path: string): Promise<PageMeta | undefined> => {
    const counts = Promise.all([
      streams.snapshot(gridOf('default'), 'everyone'),
      streams.snapshot(rosterOf('default'), 'everyone'),
    ]).catch(() => null);
    const known = await Promise.race([counts, delay(knownWithinMs, null, { ref: false })]);
    const [grid, roster] = known ?? [];
    return unfurl(path, grid && roster ? { ...grid.state, ...roster.state } : undefined);
  };

/** `undefined` for a path that is no page. `grid` is missing while nothing is known of it. */
const unfurl = (path: string, grid: Known | undefined): PageMeta | undefined => {
  const place = readAddress(path);
  if (place?.community !== defaultCommunity) return undefined;
  switch (place.page) {
    case 'tonight':
      return aboutTonight(grid);
    case 'grid':
      return aboutGrid(grid);
    case 'day':
      return aboutDay(place.params['day'] ?? '', grid);
    case 'me':
      return { title: pages.me.title, description: promise };
  }
};

const standing = (grid: Known, day: Day): Readiness & { counts: Counts; score: string } => {
  const counts = grid.counts[day] ?? noCounts;
  const ready = readiness(grid.settings, counts);
  return { ...ready, counts, score: `${ready.committed} of ${grid.settings.threshold}` };
};

const needed = ({ missing, committed }: Readiness): string => {
  if (missing === 0) return 'game on';
  return committed === 0 ? `${inWords(missing)} needed` : `${inWords(missing)} more needed`;
};

const answers = (counts: Counts): string => {
  const given = statuses.filter((status) => counts[status] > 0);
  if (given.length === 0) return 'Nobody has answered yet.';
  return `${given.map((status) => `${counts[status]} ${statusWords[status]}`).join(', ')}.`;
};

const aboutTonight = (grid: Known | undefined): PageMeta => {
  if (!grid) return { title: pages.tonight.title, description: promise };
  const tonight = standing(grid, grid.today);
  return {
    title: `Tonight: ${tonight.score}, ${needed(tonight)}`,
    description: `${grid.settings.name}, ${written(grid.today)}. ${answers(tonight.counts)} ${promise}`,
  };
};

/** A day outside the grid has a page too, which has nothing to tell. */
const aboutDay = (day: Day, grid: Known | undefined): PageMeta => {
  if (!grid || day < grid.today || day > addDays(grid.today, lastWritableOffset)) {
    return { title: written(day), description: promise };
  }
  const { score, counts, ...ready } = standing(grid, day);
  const headline = needed(ready);
  return {
    title: `${written(day)}: ${score}`,
    description: `${grid.settings.name}: ${headline}. ${answers(counts)} ${promise}`,
  };
};

const aboutGrid = (grid: Known | undefined): PageMeta => {
  if (!grid) return { title: pages.grid.title, description: promise };
  const best = daysFrom(grid.today, daysLookedAt)
    .map((day) => ({ day, ...standing(grid, day) }))
    .filter(({ committed }) => committed > 0)
    .sort((a, b) => b.committed - a.committed)
    .slice(0, eveningsTold)
    .sort((a, b) => a.day.localeCompare(b.day))
    .map(({ day, score }) => `${written(day)}: ${score}.`);
  return {
    title: `The next evenings of ${grid.settings.name}`,
    description: [...best, promise].join(' '),
  };
};
