/**
 * Owns live values with a revision: what a stream is, what a snapshot and a frame are, and when a
 * frame may be applied. Knows no feature.
 */
import { z } from 'zod';
import { type Actor, objectionAtGate } from './actor.ts';
import { type Refusal, refusal } from './refusal.ts';

export const StreamName = z
  .string()
  .max(96)
  .regex(/^[a-z]+:[a-z0-9-]+(?::[A-Za-z0-9._-]+)?$/, 'A stream is named like grid:default.')
  .meta({
    id: 'StreamName',
    example: 'grid:default',
    description:
      '`kind:community` or `kind:community:key`, such as `grid:default` and `room:default:2026-11-18`.',
  });
export type StreamName = z.infer<typeof StreamName>;

export const ViewName = z
  .string()
  .regex(/^[a-z]+$/)
  .meta({
    id: 'ViewName',
    description: 'Which view of a stream: decided by the server, never asked for.',
    example: 'members',
  });

/**
 * What some of those who watch a stream see of it. Pure functions, the same on both sides; `{}` is a
 * change that changes nothing.
 */
export type View<State extends object = object, Change extends object = object> = {
  readonly state: z.ZodType;
  readonly change: z.ZodType;
  /** State after a change. Returns a new state; leaves its arguments alone. */
  apply(state: State, change: Change): State;
  /** One change worth both, `later` winning. Returns a new change. */
  merge(earlier: Change, later: Change): Change;
};

export type Views = Readonly<Record<string, View>>;

/** What the core knows of a stream, whichever it is. */
export type Stream = {
  readonly kind: string;
  /** One line for the generated protocol document. */
  readonly summary: string;
  /** What stands behind the community in a name; without it there is one stream for a community. */
  readonly key?: z.ZodType<string>;
  readonly views: Views;
  /** Which view an actor gets; nothing for who may see none. Asked again when the actor changes. */
  admits(actor: Actor): string | undefined;
  /** Whoever watches by this view is seen looking, by those who watch by it too. */
  readonly presence?: string;
};

type Described<Of extends Views> = Pick<Stream, 'summary' | 'key'> & {
  readonly views: Of;
  admits(actor: Actor): (keyof Of & string) | undefined;
  readonly presence?: keyof Of & string;
};

/** The contract of a stream: validator, type, document and tests are derived from it. */
export const stream = <const Kind extends string, Of extends Views>(
  kind: Kind,
  rest: Described<Of>,
): { readonly kind: Kind } & Described<Of> => ({ kind, ...rest });

export type StateIn<V> = V extends View<infer State, infer _Change> ? State : never;
export type ChangeIn<V> = V extends View<infer _State, infer Change> ? Change : never;

/** The parts of a stream's name. */
export const partsOf = (name: StreamName): { kind: string; community: string; key?: string } => {
  const [kind = '', community = '', ...rest] = name.split(':');
  return rest.length > 0 ? { kind, community, key: rest.join(':') } : { kind, community };
};

/** Why somebody whom no view is meant for may not watch. */
export const objectionToWatching = (actor: Actor): Refusal =>
  objectionAtGate('linked', actor) ?? refusal('forbidden', 'This is not for you to see.');

/** The whole value at one revision. */
export type Snapshot<State> = {
  readonly stream: StreamName;
  readonly view: string;
  readonly revision: number;
  readonly state: State;
};

/** Everything that changed after `from` up to and including `to`, merged: the last value of a cell. */
export type Frame<Change> = {
  readonly stream: StreamName;
  readonly view: string;
  readonly from: number;
  readonly to: number;
  readonly change: Change;
};

/**
 * How a frame relates to a state at `revision`. A frame that overlaps (`from` < revision < `to`)
 * is applied: it holds final values, so those already known change nothing.
 */
export const placeOf = (
  revision: number,
  frame: { readonly from: number; readonly to: number },
): 'next' | 'known' | 'gap' =>
  frame.to <= revision ? 'known' : frame.from <= revision ? 'next' : 'gap';

/** A record with another laid over it: what is named is set, `null` removes. */
export const overlaid = <T>(
  below: Readonly<Record<string, T>>,
  above: Readonly<Record<string, T | null>>,
): Record<string, T> => {
  const result: Record<string, T> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    if (value === null) delete result[key];
    else result[key] = value;
  }
  return result;
};
