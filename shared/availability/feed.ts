/** Owns the contract of calendar feeds: my own evenings, for a calendar program that has the link. */
import { z } from 'zod';
import { command, Key } from '../command.ts';
import { InCommunity } from '../identity/roster.ts';
import { Language } from '../language.ts';

const FeedToken = z
  .string()
  .regex(/^[A-Za-z0-9_-]{32}$/, 'A feed is named by 32 letters and digits.')
  .meta({
    id: 'FeedToken',
    description: 'Names a feed, and is all that protects it.',
    example: 'lIYnKq0Q2Vb7oXmT4sE9cRzWpUj1hGdA',
  });

export const feed = command('availability:feed', {
  summary: 'The evenings of one player as an iCalendar file, for whoever has the link.',
  gate: 'anyone',
  kind: 'read',
  limit: { points: 120, seconds: 60 },
  input: z.strictObject({ token: FeedToken }),
  result: z.string(),
  http: { method: 'get', path: '/feed/{token}.ics', media: 'text/calendar' },
});

export const feedLink = command('availability:feed-link', {
  summary: 'My calendar feed: its link, and since when it is open; null while there is none.',
  gate: 'linked',
  kind: 'read',
  limit: { points: 120, seconds: 60 },
  input: z.strictObject({ community: InCommunity }),
  result: z
    .strictObject({
      /** On this server; null when it works but was made under another secret, and cannot be told. */
      path: z.string().nullable(),
      /** Epoch milliseconds. */
      openedAt: z.number().int(),
    })
    .nullable(),
});

/** Answers without the link, which `availability:feed-link` tells: what is answered here is stored. */
export const feedOpen = command('availability:feed-open', {
  summary: 'Open a calendar feed of my evenings under a new link; a former link stops working.',
  gate: 'linked',
  kind: 'write',
  limit: { points: 20, seconds: 60 },
  input: z.strictObject({
    community: InCommunity,
    key: Key,
    /** What the evenings are called in: a calendar program does not say what its reader speaks. */
    language: Language.default('en'),
  }),
  result: z.strictObject({}),
});

export const feedClose = command('availability:feed-close', {
  summary: 'Close my calendar feed: its link stops working.',
  gate: 'linked',
  kind: 'write',
  limit: { points: 20, seconds: 60 },
  input: z.strictObject({ community: InCommunity, key: Key }),
  result: z.strictObject({}),
});
