/** Owns turning unknown input into a command's input, or a refusal that names the field. */
import type { z } from 'zod';
import { Refused, refusal } from '../../shared/refusal.ts';

/** The longest piece of a sender's own text that a refusal repeats. */
const longestEcho = 40;

const shorten = (text: string): string =>
  text.length > longestEcho ? `${text.slice(0, longestEcho).toWellFormed()}…` : text.toWellFormed();

/** Deeper than any command's input. */
const deepest = 8;

/** Where bytes hide, if they do. A schema would look at them one by one, for seconds. */
const pathOfBytes = (value: unknown, depth = deepest): string[] | undefined => {
  if (typeof value !== 'object' || value === null || depth === 0) return undefined;
  if (ArrayBuffer.isView(value)) return [];
  for (const key in value) {
    const path = pathOfBytes((value as Record<string, unknown>)[key], depth - 1);
    if (path) return [key, ...path];
  }
  return undefined;
};

/** Throws `Refused` with code `invalid`; `field` is a path such as `marks.0.day`, or `input`. */
export const parse = <Schema extends z.ZodType>(schema: Schema, raw: unknown): z.output<Schema> => {
  const bytes = pathOfBytes(raw);
  if (bytes) throw invalid(bytes, 'Send text, not bytes.');
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  if (issue === undefined) throw new TypeError('A schema refused without saying why.');
  const path = issue.path.map(String);
  if (issue.code !== 'unrecognized_keys') throw invalid(path, issue.message);
  throw invalid([...path, issue.keys[0] ?? ''], 'There is no such field.');
};

const invalid = (path: readonly string[], why: string): Refused => {
  const field = path.map(shorten).join('.') || 'input';
  return new Refused(refusal('invalid', `${field}: ${why}`, { field }));
};
