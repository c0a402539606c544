/** Owns live values with a revision: what a snapshot and a frame are, and when a frame may be applied. */
import { z } from 'zod';

/** `kind:community`, such as `grid:default`. */
export const StreamName = z
  .string()
  .max(64)
  .regex(/^[a-z]+:[a-z0-9-]+$/, 'A stream is named like grid:default.')
  .meta({ id: 'StreamName', example: 'grid:default' });
export type StreamName = z.infer<typeof StreamName>;

/** `members` sees names and ids, `everyone` counts only. Decided by the server, never asked for. */
export type Audience = 'members' | 'everyone';

/** The whole value at one revision. */
export type Snapshot<State> = {
  readonly stream: StreamName;
  readonly audience: Audience;
  readonly revision: number;
  readonly state: State;
};

/** Everything that changed after `from` up to and including `to`, merged: the last value of a cell. */
export type Frame<Change> = {
  readonly stream: StreamName;
  readonly audience: Audience;
  readonly from: number;
  readonly to: number;
  readonly change: Change;
};

/** What a feature gives so that its values can be streamed: pure functions, the same on both sides. */
export type StreamKind<State, Change> = {
  /** State after a change. Returns a new state; leaves its arguments alone. */
  apply(state: State, change: Change): State;
  /** One change worth both, `later` winning. Returns a new change. */
  merge(earlier: Change, later: Change): Change;
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
