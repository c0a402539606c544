/** Owns the expected "no": a code for programs and a sentence for the player. Bugs and outages are not refusals. */

/** Every code a command may be refused with, and the HTTP status it travels as. */
export const refusalStatus = {
  invalid: 400,
  'not-signed-in': 401,
  'not-linked': 403,
  forbidden: 403,
  'not-found': 404,
  taken: 409,
  closed: 409,
  'too-large': 413,
  'too-many': 429,
  internal: 500,
  unavailable: 503,
} as const;

export type RefusalCode = keyof typeof refusalStatus;

export type Refusal = {
  readonly code: RefusalCode;
  /** A sentence for a person, with the next step where there is one. */
  readonly message: string;
  /** Path of the offending field, such as `marks.0.day`. */
  readonly field?: string;
  /** When asking again may succeed, in milliseconds from now. */
  readonly retryAfterMs?: number;
  /** Where to find an `internal` failure in the server's log. */
  readonly id?: string;
};

export const refusal = (
  code: RefusalCode,
  message: string,
  more: Omit<Refusal, 'code' | 'message'> = {},
): Refusal => ({ code, message, ...more });

/** Carries a refusal out of a rule; whoever runs the command turns it into an answer. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(because: Refusal) {
    super(because.message);
    this.name = 'Refused';
    this.refusal = because;
  }
}

/** Throws when a rule objects. The client calls the same rule to say why a button is disabled. */
export function refuseIf(objection: Refusal | undefined): void {
  if (objection) throw new Refused(objection);
}
