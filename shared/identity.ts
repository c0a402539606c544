/** Owns who people are: accounts, players, roles, communities, and the commands that link them. */
import { z } from 'zod';
import { type Actor, Role } from './actor.ts';
import { command, Id, Key } from './command.ts';
import { Day, Zone } from './day.ts';
import { type Refusal, refusal } from './refusal.ts';

/** How a community is named in addresses and streams. */
export const CommunitySlug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, 'A community is named like my-guild.')
  .meta({ id: 'CommunitySlug', example: 'default' });

/** The community a command is about; the one that exists from the first start when left out. */
export const InCommunity = CommunitySlug.default('default');

// Control and format characters (direction marks, zero-width) draw over other people's names.
// The joiner stays: family and flag emoji are made with it.
const unwantedInNames =
  /[\p{Cc}\p{Cs}\p{Co}\u00AD\u061C\u180E\u200B\u200C\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/gu;

/** Without control and direction marks, spaces single, in Unicode's composed form. */
export const cleanName = (name: string): string =>
  name.normalize('NFC').replace(unwantedInNames, '').replace(/\s+/gu, ' ').trim();

/** Whether there is anything to see: joiners and marks alone draw nothing. */
export const isVisible = (text: string): boolean => /[\p{L}\p{N}\p{P}\p{S}]/u.test(text);

/** Characters as a reader counts them in text without clusters: code points, so an emoji is one. */
const lengthOf = (text: string): number => [...text].length;

/** 1 to 32 characters, after control and direction marks are removed and spaces made single. */
export const PlayerName = z
  .string()
  .max(256, 'A name has 1 to 32 characters.')
  .refine((name) => name.isWellFormed(), 'This text is damaged: it holds half a character.')
  .transform(cleanName)
  .refine((name) => lengthOf(name) >= 1 && lengthOf(name) <= 32, 'A name has 1 to 32 characters.')
  .refine(isVisible, 'A name needs something to see.')
  .meta({ id: 'PlayerName', example: 'Ana 🎯' });

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

/** Why this actor may not take a player in the community, or nothing if they may. */
export const objectionToLink = (actor: Actor): Refusal | undefined =>
  actor.player
    ? refusal(
        'taken',
        `You already play as ${actor.player.name}. Unlink first to take another name.`,
      )
    : undefined;

/** Who asks, in one community; nulls for who is not signed in, or has no player here. */
export const Me = z
  .strictObject({
    account: z.strictObject({ name: z.string() }).nullable(),
    player: z.strictObject({ id: Id, name: z.string() }).nullable(),
    roles: z.array(Role),
    community: z.strictObject({
      slug: CommunitySlug,
      name: z.string(),
      zone: z.string(),
      roster: z.enum(['open', 'closed']),
      today: Day,
    }),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

export const me = command('identity:me', {
  summary: 'Who I am here: my account, my player and my roles.',
  gate: 'anyone',
  kind: 'read',
  limit: { points: 120, seconds: 60 },
  input: z.strictObject({ community: InCommunity }),
  result: Me,
  http: { method: 'get', path: '/api/me' },
});

export const link = command('identity:link', {
  summary: 'Take a player: the unclaimed one of that name, or a new one where the roster is open.',
  gate: 'signed-in',
  kind: 'write',
  limit: { points: 20, seconds: 60 },
  input: z.strictObject({ community: InCommunity, key: Key, name: PlayerName }),
  result: z.strictObject({ player: z.strictObject({ id: Id, name: z.string() }) }),
  http: { method: 'post', path: '/api/me/player' },
});

export const unlink = command('identity:unlink', {
  summary: 'Let go of my player; it stays in the roster, unclaimed, with its entries.',
  gate: 'linked',
  kind: 'write',
  limit: { points: 20, seconds: 60 },
  input: z.strictObject({ community: InCommunity, key: Key }),
  result: z.strictObject({}),
  http: { method: 'post', path: '/api/me/player/unlink' },
});

/** Run by the sign-in pages after the provider has vouched for somebody. */
export const signIn = command('identity:sign-in', {
  summary:
    'Find or make the account of a verified identity; the first of a fresh install is admin.',
  gate: 'system',
  kind: 'write',
  limit: { points: 600, seconds: 60 },
  input: z.strictObject({
    issuer: z.string().min(1).max(255),
    subject: z.string().min(1).max(255),
    name: PlayerName,
  }),
  result: z.strictObject({ account: Id }),
});
