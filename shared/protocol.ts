/** Owns the whole contract: every command, and the events of the socket, all derived from schemas. */
import { z } from 'zod';
import * as availability from './availability/commands.ts';
import * as feeds from './availability/feed.ts';
import { type Answer, type Command, command, Id, Revision } from './command.ts';
import * as identity from './identity.ts';
import { type Frame, type Snapshot, StreamName } from './stream.ts';

const open = command('stream:open', {
  summary: 'Watch a stream: what changed since a revision follows as a frame, else a snapshot.',
  gate: 'anyone',
  kind: 'read',
  limit: { points: 120, seconds: 60 },
  input: z.strictObject({ stream: StreamName, since: Revision.optional() }),
  result: z.strictObject({ audience: z.enum(['members', 'everyone']) }),
});

const close = command('stream:close', {
  summary: 'Stop watching a stream.',
  gate: 'anyone',
  kind: 'read',
  limit: { points: 120, seconds: 60 },
  input: z.strictObject({ stream: StreamName }),
  result: z.strictObject({}),
});

/** Every command there is. Gateway, HTTP, documents and the malformed-input test iterate this list. */
export const commands = {
  [open.name]: open,
  [close.name]: close,
  [identity.me.name]: identity.me,
  [identity.link.name]: identity.link,
  [identity.unlink.name]: identity.unlink,
  [identity.signIn.name]: identity.signIn,
  [availability.set.name]: availability.set,
  [availability.undo.name]: availability.undo,
  [availability.repeat.name]: availability.repeat,
  [availability.read.name]: availability.read,
  [availability.access.name]: availability.access,
  [availability.turn.name]: availability.turn,
  [feeds.feed.name]: feeds.feed,
  [feeds.feedLink.name]: feeds.feedLink,
  [feeds.feedOpen.name]: feeds.feedOpen,
  [feeds.feedClose.name]: feeds.feedClose,
} as const satisfies Record<string, Command>;

export type CommandName = keyof typeof commands;
/** What a caller sends; defaults may be left out. */
export type Asked<Name extends CommandName> = z.input<(typeof commands)[Name]['input']>;
/** What a handler receives after parsing. */
export type Input<Name extends CommandName> = z.output<(typeof commands)[Name]['input']>;
export type Result<Name extends CommandName> = z.output<(typeof commands)[Name]['result']>;

/** Events a client emits: one per command, answered through the acknowledgement. */
export type ClientEvents = {
  [Name in CommandName]: (
    input: Asked<Name>,
    answer: (answer: Answer<Result<Name>>) => void,
  ) => void;
};

/** Who is looking at a stream: the first of them, and how many there are in all. */
export const Presence = z
  .strictObject({ stream: StreamName, players: z.array(Id), total: z.number().int() })
  .meta({ id: 'Presence' });
export type Presence = z.infer<typeof Presence>;
export const presenceShown = 50;

/** Whether changes made through other nodes arrive at once; `delayed` while Redis is gone. */
export const Weather = z.strictObject({ live: z.enum(['yes', 'delayed']) }).meta({ id: 'Weather' });
export type Weather = z.infer<typeof Weather>;

/** Events a client receives. */
export type ServerEvents = {
  /** `State` is `Grid` or `CountsGrid`, by audience. */
  snapshot: (snapshot: Snapshot<unknown>) => void;
  frame: (frame: Frame<unknown>) => void;
  presence: (presence: Presence) => void;
  weather: (weather: Weather) => void;
  /** My account, player or roles changed somewhere: ask `identity:me` and open the streams again. */
  me: () => void;
};
