/** Owns what a command is: one schema that validates, types and documents it. Knows no feature. */
import { z } from 'zod';
import type { Gate } from './actor.ts';
import type { Refusal } from './refusal.ts';

/** At most `points` in `seconds` by whoever pays: a session, an account, a service; else an address. */
export type Limit = { readonly points: number; readonly seconds: number };

export type Command<
  Name extends string = string,
  Input extends z.ZodType = z.ZodType,
  Result extends z.ZodType = z.ZodType,
  At extends Gate = Gate,
> = {
  readonly name: Name;
  /** One line for the generated protocol document. */
  readonly summary: string;
  /** Whom the handler may expect: what `ActorAt` says of the gate is certain there. */
  readonly gate: At;
  /** `read` changes nothing and may be answered from memory; `write` goes through a transaction. */
  readonly kind: 'read' | 'write';
  readonly limit: Limit;
  /** Points of the limit that an input costs, 1 or more; 1 when left out. */
  cost?(input: z.output<Input>): number;
  readonly input: Input;
  readonly result: Result;
  /**
   * The HTTP route of the same command: GET takes the input as query, POST as JSON body. Where a
   * GET's path has fields, as in `/feed/{token}.ics`, all of the input stands in it.
   */
  readonly http?: {
    readonly method: 'get' | 'post';
    readonly path: string;
    /** Of a GET whose result is a text, sent as it is; without it, results are JSON. */
    readonly media?: string;
  };
};

export const command = <
  const Name extends string,
  Input extends z.ZodType,
  Result extends z.ZodType,
  const At extends Gate,
>(
  name: Name,
  rest: Omit<Command<Name, Input, Result, At>, 'name'>,
): Command<Name, Input, Result, At> => ({ name, ...rest });

/** What the server answers to every command, over every transport. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal };

export const Key = z.guid('Send a UUID, made once for this intention.').meta({
  id: 'Key',
  example: '0198c0de-7e57-7a3b-8c4d-1f2e3d4c5b6a',
  description:
    'Made by the client, once per intention: asking again with the same key returns the same result.',
});

/** What a `bigint` of PostgreSQL holds at most. */
const largestId = '9223372036854775807';

export const Id = z
  .string()
  .regex(/^[1-9]\d{0,18}$/, 'An id is a string of up to 19 digits.')
  .refine(
    (id) => id.length < largestId.length || id <= largestId,
    'An id is at most 9223372036854775807.',
  )
  .meta({
    id: 'Id',
    example: '1180675284893024347',
    description:
      'A database id. A string, because JavaScript rounds numbers of 17 digits and more.',
  });

export const Revision = z.number().int().nonnegative().meta({
  id: 'Revision',
  description:
    'Counts the changes of one stream; safe as a number: a thousand a second last 285,000 years.',
});
