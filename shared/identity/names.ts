/** Owns what a name may be: cleaned, visible, of a length. Pure. */
import { z } from 'zod';

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

export const PlayerName = z
  .string()
  .max(256, 'A name has 1 to 32 characters.')
  .refine((name) => name.isWellFormed(), 'This text is damaged: it holds half a character.')
  .transform(cleanName)
  .refine((name) => lengthOf(name) >= 1 && lengthOf(name) <= 32, 'A name has 1 to 32 characters.')
  .refine(isVisible, 'A name needs something to see.')
  .meta({
    id: 'PlayerName',
    example: 'Ana 🎯',
    description:
      '1 to 32 characters, after control and direction marks are removed and spaces made single.',
  });
