/**
 * Owns the one write path: parse, limit, authorise, let the feature decide, commit, announce, answer.
 * Names no feature and touches no socket.
 */
import { randomUUID } from 'node:crypto';
import { type Actor, objectionAtGate } from '../../shared/actor.ts';
import type { Answer, Command } from '../../shared/command.ts';
import {
  type CommandName,
  commands,
  type Input,
  type Result,
  type Sent,
} from '../../shared/protocol.ts';
import { type Refusal, Refused, refusal } from '../../shared/refusal.ts';
import type { Log } from '../log.ts';
import { type Actors, plainActor } from './actors.ts';
import { askerOf } from './asker.ts';
import { type BatchDeps, type Pending, takeBatch } from './batch.ts';
import type { ActorOf, Caller, Handler } from './feature.ts';
import { createLanes, LaneFull } from './lanes.ts';
import type { Limits } from './limits.ts';
import { parse } from './parse.ts';
import { createUnderWay } from './under-way.ts';

export type App = {
  /** Runs a command for a caller. Throws `Refused` with the reason, or an unexpected error. */
  run<Name extends CommandName>(
    caller: Caller,
    name: Name,
    input: Sent<Name>,
  ): Promise<Result<Name>>;
  /** The same for input nobody has checked, answered as a value: what adapters send back. */
  answer(caller: Caller, name: string, input: unknown): Promise<Answer<unknown>>;
  /** Resolves when every command under way has been answered. */
  drained(): Promise<void>;
};

export const createApp = (deps: BatchDeps & { actors: Actors; limits: Limits }): App => {
  const { database, clock, handlers, actors, limits, metrics, log } = deps;

  const lanes = createLanes<Pending, unknown>({
    perform: (_lane, asked) => takeBatch(deps, asked),
  });
  const underWay = createUnderWay();

  const actorOf = (caller: Caller, community: string): Actor | Promise<Actor> => {
    const { by, viewer } = caller;
    // An open socket learns at once when its actor changes: nothing is looked up per query.
    if (by !== 'nobody' && viewer?.community === community) return viewer.actor;
    return actors.of(by, community);
  };

  const read = async <Name extends CommandName>(
    caller: Caller,
    name: Name,
    input: Input<Name>,
    handler: Extract<Handler<Name>, { read: unknown }>,
  ): Promise<unknown> => {
    const { viewer } = caller;
    const community = (input as { community?: string }).community ?? viewer?.community;
    const actor = await actorOf(caller, community ?? 'default');
    const objection = objectionAtGate(commands[name].gate, actor);
    if (objection) throw new Refused(objection);
    return handler.read({
      db: database,
      now: clock.now(),
      actor: actor as ActorOf<Name>,
      viewer,
      input,
    });
  };

  const write = async <Name extends CommandName>(
    { by }: Caller,
    name: Name,
    input: Input<Name>,
    handler: Extract<Handler<Name>, { take: unknown }>,
  ): Promise<unknown> => {
    const streams = handler.streams(input);
    const { community } = input as { community?: string };
    const lane = streams[0] ?? `${community ?? ''} ${askerOf(by)}`;
    const outcome = await lanes.enter(lane, { name, input, by, streams, community });
    if (outcome instanceof Refused) throw outcome;
    return outcome;
  };

  const perform = async <Name extends CommandName>(
    caller: Caller,
    name: Name,
    raw: unknown,
  ): Promise<unknown> => {
    const command: Command = commands[name];
    const isPerson = plainActor(caller.by)?.service == null;
    if (isPerson && isForMuster(command)) throw noSuchCommand();
    const pays = caller.by !== 'system';
    if (pays) await limits.spend(command, caller);
    const input = parse(command.input, raw) as Input<Name>;
    const more = (command.cost?.(input) ?? 1) - 1;
    if (pays && more > 0) await limits.spend(command, caller, more);
    const handler: Handler<Name> = handlers[name];
    return 'read' in handler
      ? read(caller, name, input, handler)
      : write(caller, name, input, handler);
  };

  const timed = async (caller: Caller, name: CommandName, raw: unknown): Promise<unknown> => {
    const stop = metrics.commandStarted(name);
    try {
      const result = await perform(caller, name, raw);
      stop('ok');
      return result;
    } catch (error) {
      stop(error instanceof Refused ? error.refusal.code : 'internal');
      throw error;
    }
  };

  const counted: typeof timed = (...asked) => underWay.during(() => timed(...asked));

  return {
    run: (caller, name, input) => counted(caller, name, input) as never,
    async answer(caller, name, input) {
      try {
        if (!isCommand(name)) throw noSuchCommand();
        return { ok: true, value: await counted(caller, name, input) };
      } catch (error) {
        return { ok: false, refusal: refusalOf(error, isCommand(name) ? name : 'unknown', log) };
      }
    },
    drained: underWay.drained,
  };
};

/** What whoever asked is told; what is our own fault goes to the log, with what to find it by. */
const refusalOf = (error: unknown, name: string, log: Log): Refusal => {
  if (error instanceof Refused) return error.refusal;
  if (error instanceof LaneFull) {
    return refusal('unavailable', 'Too many people at once. Try again in a moment.', {
      retryAfterMs: 1_000,
    });
  }
  const id = randomUUID();
  log.error({ err: error, id, command: name }, 'a command failed');
  return refusal('internal', 'Something went wrong on our side. Please try again.', { id });
};

const noSuchCommand = () =>
  new Refused(refusal('not-found', 'There is no such command.', { field: 'command' }));

const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name);

/** Not even told that it exists: such a command is asked by Muster's own parts. */
const isForMuster = ({ gate }: Command): boolean => gate === 'system' || gate === 'service';
