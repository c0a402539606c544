/** Owns grids as a tab holds them, for tests of what the screen makes of them. */
import type { LiveGrid } from '../../client/availability/view.ts';
import type { Grid } from '../../shared/availability/grid.ts';
import type { Settings } from '../../shared/identity/roster.ts';

export const settings: Settings = {
  name: 'Night Owls',
  zone: 'Europe/Ljubljana',
  threshold: 2,
  committed: ['LOOKING'],
  roster: 'open',
};

/** What members hold: `names` by id, all of them claimed; revision 7. */
export const membersGrid = (
  names: Readonly<Record<string, string>>,
  grid: Partial<Grid>,
  changed: Partial<Settings> = {},
): Extract<LiveGrid, object> & {
  readonly grid: { readonly view: 'members'; readonly state: Grid };
} => {
  const players = Object.fromEntries(
    Object.entries(names).map(([id, name]) => [id, { name, claimed: true }]),
  );
  const state: Grid = { today: '2026-11-18', ready: false, entries: {}, patterns: {}, ...grid };
  return {
    grid: { view: 'members', revision: 7, state },
    roster: {
      view: 'members',
      revision: 7,
      state: { settings: { ...settings, ...changed }, players },
    },
  };
};
