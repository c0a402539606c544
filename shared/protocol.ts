/** Owns the whole contract: every command, and the events of the socket, all derived from schemas. */
import { z } from 'zod';
import * as availability from './availability/commands.ts';
import * as feeds from './availability/feed.ts';
import { grid } from './availability/grid.ts';
import { type Answer, type Command, command, Id, Revision } from './command.ts';
import * as identity from './identity/commands.ts';
import { roster } from './identity/roster.ts';
import {
  type ChangeIn,
  type Frame,
  type Snapshot,
  type StateIn,
  type Stream,
  StreamName,
  ViewName,
} from './stream.ts';

const open = command('stream:open', {
  summary: 'Watch a stream: what changed since a revision follows as a frame, else a snapshot.',
  gate: 'anyone',
  kind: 'read',
  limit: { points: 120, seconds: 60 },
  input: z.strictObject({ stream: StreamName, since: Revision.optional() }),
  result: z.strictObject({ view: ViewName }),
});

const close = command('stream:close', {
  summary: 'Stop watching a stream.',
  gate: 'anyone',
  kind: 'read',
  limit: { points: 120, seconds: 60 },
  input: z.strictObject({ stream: StreamName }),
  result: z.strictObject({}),
});

const HintWord = z
  .string()
  .regex(/^[a-z]{1,16}$/, 'A hint is one short word, such as typing.')
  .meta({ id: 'HintWord', example: 'typing' });

const hint = command('stream:hint', {
  summary: 'Tell those who watch a stream with me what I am doing just now. Never stored.',
  gate: 'linked',
  kind: 'read',
  limit: { points: 120, seconds: 60 },
  input: z.strictObject({ stream: StreamName, hint: HintWord }),
  result: z.strictObject({}),
});

/** Every command there is. Gateway, HTTP, documents and the malformed-input test iterate this list. */
export const commands = {
  [open.name]: open,
  [close.name]: close,
  [hint.name]: hint,
  [identity.me.name]: identity.me,
  [identity.link.name]: identity.link,
  [identity.unlink.name]: identity.unlink,
  [identity.signIn.name]: identity.signIn,
  [availability.set.name]: availability.set,
  [availability.undo.name]: availability.undo,
  [availability.setPattern.name]: availability.setPattern,
  [availability.read.name]: availability.read,
  [availability.access.name]: availability.access,
  [availability.rollover.name]: availability.rollover,
  [feeds.feed.name]: feeds.feed,
  [feeds.feedLink.name]: feeds.feedLink,
  [feeds.feedOpen.name]: feeds.feedOpen,
  [feeds.feedClose.name]: feeds.feedClose,
} as const satisfies Record<string, Command>;

export type CommandName = keyof typeof commands;
/** What a caller sends; defaults may be left out. */
export type Sent<Name extends CommandName> = z.input<(typeof commands)[Name]['input']>;
/** What a handler receives after parsing. */
export type Input<Name extends CommandName> = z.output<(typeof commands)[Name]['input']>;
export type Result<Name extends CommandName> = z.output<(typeof commands)[Name]['result']>;

/** Every stream there is. The server's sources, the client, documents and laws iterate this list. */
export const streams = { [roster.kind]: roster, [grid.kind]: grid } as const satisfies Record<
  string,
  Stream
>;

export type StreamKind = keyof typeof streams;
export type ViewOf<Kind extends StreamKind> = keyof (typeof streams)[Kind]['views'] & string;
/** A stream's name whose kind the compiler knows. */
export type NameOf<Kind extends StreamKind> = `${Kind}:${string}`;

type ViewsOf<Kind extends StreamKind> = (typeof streams)[Kind]['views'];
/** The whole value, by view. */
export type States<Kind extends StreamKind> = {
  readonly [View in ViewOf<Kind>]: StateIn<ViewsOf<Kind>[View]>;
};
/** What changed, by view; a view that is left out sees no change. */
export type Changes<Kind extends StreamKind> = {
  readonly [View in ViewOf<Kind>]?: ChangeIn<ViewsOf<Kind>[View]>;
};

/** What a stream holds, in whichever view; `view` tells which. */
export type Held<Kind extends StreamKind> = {
  [View in ViewOf<Kind>]: {
    readonly view: View;
    readonly revision: number;
    readonly state: StateIn<ViewsOf<Kind>[View]>;
  };
}[ViewOf<Kind>];

/** Events a client emits: one per command, answered through the acknowledgement. */
export type ClientEvents = {
  [Name in CommandName]: (
    input: Sent<Name>,
    answer: (answer: Answer<Result<Name>>) => void,
  ) => void;
};

export const Presence = z
  .strictObject({ stream: StreamName, players: z.array(Id), total: z.number().int() })
  .meta({
    id: 'Presence',
    description: 'Who is looking at a stream: the first of them, and how many there are in all.',
  });
export type Presence = z.infer<typeof Presence>;
export const presenceShown = 50;

export const Sync = z.strictObject({ live: z.enum(['yes', 'delayed']) }).meta({
  id: 'Sync',
  description:
    'Whether changes made through other nodes arrive at once; `delayed` while Redis is gone.',
});
export type Sync = z.infer<typeof Sync>;

export const Hint = z.strictObject({ stream: StreamName, player: Id, hint: HintWord }).meta({
  id: 'Hint',
  description:
    'What a player is doing just now, such as typing; to be forgotten after `hintLastsMs`.',
});
export type Hint = z.infer<typeof Hint>;
export const hintLastsMs = 5_000;

export const Mine = z.strictObject({ topic: z.string() }).meta({
  id: 'Mine',
  description:
    'Something that is mine alone has changed, such as what I have read: to be asked again.',
});
export type Mine = z.infer<typeof Mine>;

/** Events a client receives. */
export type ServerEvents = {
  /** `state` and `change` are those of the stream's view. */
  snapshot: (snapshot: Snapshot<unknown>) => void;
  frame: (frame: Frame<unknown>) => void;
  presence: (presence: Presence) => void;
  sync: (sync: Sync) => void;
  hint: (hint: Hint) => void;
  mine: (mine: Mine) => void;
  /** My account, player or roles changed somewhere: ask `identity:me` and open the streams again. */
  me: () => void;
};
