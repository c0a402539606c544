/** Owns the commands of who people are: accounts, and the players they link to. */
import { z } from 'zod';
import { type Actor, Role } from '../actor.ts';
import { command, Id, Key } from '../command.ts';
import { Day } from '../day.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { PlayerName } from './names.ts';
import { CommunitySlug, InCommunity } from './roster.ts';

/** Why this actor may not take a player in the community, or nothing if they may. */
export const objectionToLink = (actor: Actor): Refusal | undefined =>
  actor.player
    ? refusal(
        'taken',
        `You already play as ${actor.player.name}. Unlink first to take another name.`,
      )
    : undefined;

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
  .meta({
    id: 'Me',
    description:
      'Who asks, in one community; nulls for who is not signed in, or has no player here.',
  });
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
