/** Owns turning unknown input into a command's input, or a refusal that names the field. */
import type { z } from 'zod';
import { Refused, refusal } from '../shared/refusal.ts';

/** The longest piece of a sender's own text that a refusal repeats. */
const longestEcho = 40;

const shorten = (text: string): string =>
  text.length > longestEcho ? `${text.slice(0, longestEcho).toWellFormed()}…` : text.toWellFormed();

/** Throws `Refused` with code `invalid`; `field` is a path such as `marks.0.day`, or `input`. */
export const parse = <Schema extends z.ZodType>(schema: Schema, raw: unknown): z.output<Schema> => {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  if (issue === undefined) throw new TypeError('A schema refused without saying why.');
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') path.push(issue.keys[0] ?? '');
  const field = path.map(shorten).join('.') || 'input';
  const message =
    issue.code === 'unrecognized_keys'
      ? `There is no field ${field}.`
      : `${field}: ${issue.message}`;
  throw new Refused(refusal('invalid', message, { field }));
};
