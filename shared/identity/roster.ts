/** Owns the roster as a live value: the players of a community, and what everybody may know of its settings. */
import { z } from 'zod';
import { Id } from '../command.ts';
import { Zone } from '../day.ts';
import { overlaid, stream, type View } from '../stream.ts';

export const CommunitySlug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, 'A community is named like my-guild.')
  .meta({
    id: 'CommunitySlug',
    example: 'default',
    description: 'How a community is named in addresses and streams.',
  });

/** The community a command is about; the one that exists from the first start when left out. */
export const InCommunity = CommunitySlug.default('default');

export const Player = z
  .strictObject({ name: z.string(), claimed: z.boolean() })
  .meta({ id: 'Player', description: 'An entry of the roster, as members see it.' });
export type Player = z.infer<typeof Player>;

export const Settings = z
  .strictObject({
    name: z.string(),
    zone: Zone,
    threshold: z.number().int().min(1).max(100),
    committed: z.array(z.enum(['LOOKING', 'AVAILABLE', 'MAYBE'])),
    roster: z.enum(['open', 'closed']),
  })
  .meta({
    id: 'Settings',
    description:
      'The statuses a community counts as committed, and the number of players that makes a day ready.',
  });
export type Settings = z.infer<typeof Settings>;

export const Roster = z
  .strictObject({ settings: Settings, players: z.record(Id, Player) })
  .meta({ id: 'Roster', description: 'What members see: names, and what everybody may know.' });
export type Roster = z.infer<typeof Roster>;

export const PublicRoster = z
  .strictObject({ settings: Settings })
  .meta({ id: 'PublicRoster', description: 'What everybody may know of a community.' });
export type PublicRoster = z.infer<typeof PublicRoster>;

const RosterChange = z
  .strictObject({ settings: Settings, players: z.record(Id, Player.nullable()) })
  .partial()
  .meta({
    id: 'RosterChange',
    description:
      'A patch of a roster: what is named is set, `null` removes, what is not named stays.',
  });
type RosterChange = { settings?: Settings; players?: Record<string, Player | null> };

const PublicRosterChange = PublicRoster.partial().meta({ id: 'PublicRosterChange' });
type PublicRosterChange = { settings?: Settings };

const members: View<Roster, RosterChange> = {
  state: Roster,
  change: RosterChange,
  apply: (state, { players, ...plain }) => ({
    ...state,
    ...plain,
    players: players ? overlaid(state.players, players) : state.players,
  }),
  merge: (earlier, later) => ({
    ...earlier,
    ...later,
    ...((earlier.players || later.players) && {
      players: { ...earlier.players, ...later.players },
    }),
  }),
};

const everyone: View<PublicRoster, PublicRosterChange> = {
  state: PublicRoster,
  change: PublicRosterChange,
  apply: (state, change) => ({ ...state, ...change }),
  merge: (earlier, later) => ({ ...earlier, ...later }),
};

export const roster = stream('roster', {
  summary: 'Who plays in a community, and what everybody may know of its settings.',
  views: { members, everyone },
  admits: ({ player }) => (player ? 'members' : 'everyone'),
});

/** The stream that carries a community's roster. */
export const rosterOf = (community: string) => `roster:${community}` as const;
