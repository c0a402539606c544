/**
 * Owns what the nodes of one Muster tell each other: alone to itself, or through Redis. What another
 * node says is input: what is not understood is left aside, because a newer version may stand beside.
 */
import { createAdapter } from '@socket.io/redis-adapter';
import { Server } from 'socket.io';
import { z } from 'zod';
import type { ClientEvents, ServerEvents } from '../shared/protocol.ts';
import type { Log } from './log.ts';
import type { Redis } from './redis.ts';

const Changes = z.custom<Record<string, object>>(
  (value) => typeof value === 'object' && value !== null,
);

/** What nodes say. Told once, checked where it is heard. */
const said = {
  /** A stream went from one revision to another; `bytes` is what the change weighs as JSON. */
  step: z.tuple([
    z.string(),
    z.object({ from: z.number(), to: z.number(), changes: Changes, bytes: z.number() }),
  ]),
  /** Newest revisions, said now and then: a node that missed the last step notices. */
  heads: z.tuple([z.array(z.tuple([z.string(), z.number()]))]),
  /** An account may be somebody else now, or nobody; of all of them when null. */
  refresh: z.tuple([z.string().nullable()]),
  /** Something of an account's own changed: its open pages ask again. */
  bell: z.tuple([z.string(), z.string()]),
  /** What a player is doing just now, for who watches the stream; forgotten after a moment. */
  hint: z.tuple([z.string(), z.string(), z.string()]),
} as const;

type Said = { readonly [Event in keyof typeof said]: z.output<(typeof said)[Event]> };
type Listener<Event extends keyof Said> = (...said: Said[Event]) => void;
type NodeEvents = { [Event in keyof Said]: (...said: Said[Event]) => void };

export type Io = Server<ClientEvents, ServerEvents, NodeEvents>;

export type Bus = {
  /** The Socket.IO server that carries it; `socket/` lets people in. */
  readonly io: Io;
  readonly isOneOfMany: boolean;
  /** Tells the other nodes. Nothing when there are none. */
  tell<Event extends keyof Said>(event: Event, ...said: Said[Event]): void;
  /** Tells every node, this one too. */
  say<Event extends keyof Said>(event: Event, ...said: Said[Event]): void;
  on<Event extends keyof Said>(event: Event, listener: Listener<Event>): void;
  /** Whether other nodes can be heard: false while the way between them is broken. */
  hears(): boolean;
  onHearing(listener: (hears: boolean) => void): void;
};

export const createBus = ({ redis, log }: { redis: Redis | undefined; log: Log }): Bus => {
  const io: Io = new Server({
    serveClient: false,
    ...(redis && { adapter: createAdapter(redis.publisher, redis.subscriber) }),
  });
  const listeners: { [Event in keyof Said]?: Listener<Event>[] } = {};
  const notUnderstood = new Set<string>();
  const hearing: ((hears: boolean) => void)[] = [];
  let hears = true;

  const hear = <Event extends keyof Said>(event: Event, ...words: Said[Event]): void => {
    for (const listener of listeners[event] ?? []) (listener as Listener<Event>)(...words);
  };

  /** Nodes of another version may say what is not known here: once in the log, and no more. */
  const setAside = (event: string, error: unknown): void => {
    if (notUnderstood.has(event)) return;
    notUnderstood.add(event);
    log.warn({ err: error, event }, 'another node said what is not understood here; it is ignored');
  };

  if (redis) {
    for (const event of Object.keys(said) as (keyof Said)[]) {
      io.on(
        event as never,
        ((...words: unknown[]) => {
          const parsed = said[event].safeParse(words);
          if (!parsed.success) return setAside(event, parsed.error);
          try {
            hear(event, ...(parsed.data as never));
          } catch (error) {
            setAside(event, error);
          }
        }) as never,
      );
    }
    redis.onChange((isUp) => {
      if (isUp === hears) return;
      hears = isUp;
      for (const listener of hearing) listener(isUp);
    });
  }

  const tell: Bus['tell'] = (event, ...words) => {
    if (redis)
      (io.serverSideEmit as (event: string, ...words: unknown[]) => boolean)(event, ...words);
  };

  return {
    io,
    isOneOfMany: redis !== undefined,
    tell,
    say(event, ...words) {
      hear(event, ...words);
      tell(event, ...words);
    },
    on(event, listener) {
      const known = (listeners[event] ?? []) as Listener<typeof event>[];
      known.push(listener);
      listeners[event] = known as never;
    },
    hears: () => hears,
    onHearing: (listener) => hearing.push(listener),
  };
};
