/** Owns who asks: what is known of them, and who gets past which gate. Knows no feature. */
import { z } from 'zod';
import { type Refusal, refusal } from './refusal.ts';

export const Role = z.enum(['member', 'promoter', 'admin']).meta({
  id: 'Role',
  description: 'What an account is in a community: `member` with a player; the others are granted.',
});
export type Role = z.infer<typeof Role>;

/** Parts of Muster that speak for a channel, each with a secret or a process of its own. */
export type Service = 'discord' | 'telegram' | 'signal';

type Named = { readonly id: string; readonly name: string };

/** Who asks, in one community, as the database knows it at this moment. Never taken from a client. */
export type Actor = {
  readonly account: Named | null;
  readonly player: Named | null;
  /** Those that were granted: to be a member needs no role. */
  readonly roles: readonly Role[];
  /** Muster itself, or the part of it that speaks for a channel; null for people. */
  readonly service: Service | 'system' | null;
};

export const anonymous: Actor = { account: null, player: null, roles: [], service: null };
export const system: Actor = { ...anonymous, service: 'system' };

/**
 * Who may ask at all; the rule in the feature's handler may refuse more. `promoter` lets admins pass
 * too. `service` and `system` are no people: such a command is never reachable from a socket or HTTP.
 */
export type Gate = 'anyone' | 'signed-in' | 'linked' | 'promoter' | 'admin' | 'service' | 'system';

/** What is certain of an actor behind a gate. */
export type ActorAt<G extends Gate> = G extends 'linked'
  ? Actor & { readonly account: Named; readonly player: Named }
  : G extends 'signed-in' | 'promoter' | 'admin'
    ? Actor & { readonly account: Named }
    : G extends 'service'
      ? Actor & { readonly service: Service }
      : Actor;

const isPromoter = ({ roles }: Actor): boolean =>
  roles.includes('promoter') || roles.includes('admin');

/** Nobody gets past a gate that is not theirs; the sentence tells the next step. */
export const objectionAtGate = (gate: Gate, actor: Actor): Refusal | undefined => {
  switch (gate) {
    case 'anyone':
      return undefined;
    case 'service':
    case 'system': {
      const isMuster =
        actor.service !== null && (actor.service === 'system') === (gate === 'system');
      return isMuster ? undefined : refusal('forbidden', 'Only Muster itself may do this.');
    }
    case 'signed-in':
    case 'linked':
    case 'promoter':
    case 'admin':
      if (!actor.account) return refusal('not-signed-in', 'Sign in first.');
      return objectionToPerson(gate, actor);
    default:
      return gate satisfies never;
  }
};

const objectionToPerson = (
  gate: 'signed-in' | 'linked' | 'promoter' | 'admin',
  actor: Actor,
): Refusal | undefined => {
  switch (gate) {
    case 'signed-in':
      return undefined;
    case 'linked':
      return actor.player ? undefined : refusal('not-linked', 'Choose your player name first.');
    case 'promoter':
      return isPromoter(actor)
        ? undefined
        : refusal('forbidden', 'Only promoters and admins may do this.');
    case 'admin':
      return actor.roles.includes('admin')
        ? undefined
        : refusal('forbidden', 'Only admins may do this.');
    default:
      return gate satisfies never;
  }
};
