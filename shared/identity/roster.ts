/** Owns the roster as a live value: the players of a community, and what everybody may know of its settings. */
import { z } from 'zod';
import { Id } from '../command.ts';
import { Zone } from '../day.ts';
import { overlaid, stream, type View } from '../stream.ts';

/** How a community is named in addresses and streams. */
export const CommunitySlug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, 'A community is named like my-guild.')
  .meta({ id: 'CommunitySlug', example: 'default' });

/** The community a command is about; the one that exists from the first start when left out. */
export const InCommunity = CommunitySlug.default('default');

/** An entry of the roster, as members see it. */
export const Player = z
  .strictObject({ name: z.string(), claimed: z.boolean() })
  .meta({ id: 'Player' });
export type Player = z.infer<typeof Player>;

/** The statuses a community counts as committed, and the number of players that makes a day ready. */
export const Settings = z
  .strictObject({
    name: z.string(),
    zone: Zone,
    threshold: z.number().int().min(1).max(100),
    committed: z.array(z.enum(['LOOKING', 'AVAILABLE', 'MAYBE'])),
    roster: z.enum(['open', 'closed']),
  })
  .meta({ id: 'Settings' });
export type Settings = z.infer<typeof Settings>;

/** What members see: names, and what everybody may know. */
export const Roster = z
  .strictObject({ settings: Settings, players: z.record(Id, Player) })
  .meta({ id: 'Roster' });
export type Roster = z.infer<typeof Roster>;

/** What everybody may know of a community. */
export const PublicRoster = z.strictObject({ settings: Settings }).meta({ id: 'PublicRoster' });
export type PublicRoster = z.infer<typeof PublicRoster>;

/** A patch of a roster: what is named is set, `null` removes, what is not named stays. */
const RosterChange = z
  .strictObject({ settings: Settings, players: z.record(Id, Player.nullable()) })
  .partial()
  .meta({ id: 'RosterChange' });
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
