/**
 * Owns the shapes that carry every answer and every stream, for readers. The contract has them as
 * generic types, which a schema cannot be; the compiler holds these to them.
 */
import { z } from 'zod';
import { type Answer, Revision } from '../../../shared/command.ts';
import { type Refusal, type RefusalCode, refusalStatus } from '../../../shared/refusal.ts';
import { type Frame, type Snapshot, StreamName, ViewName } from '../../../shared/stream.ts';

/** Any value at all; readers see the name that stands for it. */
const anything = (id: string) => z.unknown().meta({ id });

const codes = Object.keys(refusalStatus) as RefusalCode[];

const refusal = z.strictObject({
  code: z.enum(codes).meta({ id: 'RefusalCode' }),
  message: z.string().meta({
    description: 'a sentence for a person, with the next step where there is one',
  }),
  field: z
    .string()
    .exactOptional()
    .meta({ description: 'path of the offending field, such as `marks.0.day`' }),
  retryAfterMs: z
    .number()
    .exactOptional()
    .meta({ description: 'when asking again may succeed, in milliseconds from now' }),
  id: z
    .string()
    .exactOptional()
    .meta({ description: "where to find an `internal` failure in the server's log" }),
}) satisfies z.ZodType<Refusal>;

const answer = z
  .union([
    z.strictObject({ ok: z.literal(true), value: anything('T') }),
    z.strictObject({ ok: z.literal(false), refusal: refusal.meta({ id: 'Refusal' }) }),
  ])
  .meta({
    description: 'What the server answers to every command, over every transport.',
  }) satisfies z.ZodType<Answer<unknown>>;

const snapshot = z
  .strictObject({
    stream: StreamName,
    view: ViewName,
    revision: Revision,
    state: anything('State'),
  })
  .meta({ description: 'The whole value at one revision.' }) satisfies z.ZodType<Snapshot<unknown>>;

const frame = z
  .strictObject({
    stream: StreamName,
    view: ViewName,
    from: Revision,
    to: Revision,
    change: anything('Change'),
  })
  .meta({
    description:
      'Everything that changed after `from` up to and including `to`, merged: the last value of a cell.',
  }) satisfies z.ZodType<Frame<unknown>>;

/** By their names on the page, with what they are generic in. */
export const envelopes = {
  'Answer<T>': answer,
  Refusal: refusal,
  'Snapshot<State>': snapshot,
  'Frame<Change>': frame,
} as const;
