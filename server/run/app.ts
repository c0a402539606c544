/**
 * Owns the one write path: parse, limit, authorise, let the feature decide, commit, announce, answer.
 * Names no feature and touches no socket.
 */
import { randomUUID } from 'node:crypto';
import type { Answer, Command } from '../../shared/command.ts';
import { type Actor, anonymous, objectionAtGate } from '../../shared/identity.ts';
import { type Asked, type CommandName, commands, type Result } from '../../shared/protocol.ts';
import { Refused, refusal } from '../../shared/refusal.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Streams } from '../streams/streams.ts';
import type { Actors, Who } from './actors.ts';
import { type Pending, takeTurn } from './batch.ts';
import type { Caller, Handler, Handlers } from './feature.ts';
import { createLanes, LaneFull } from './lanes.ts';
import type { Limits } from './limits.ts';
import { parse } from './parse.ts';

export type App = {
  /** Runs a command for a caller. Throws `Refused` with the reason, or an unexpected error. */
  run<Name extends CommandName>(
    caller: Caller,
    name: Name,
    input: Asked<Name>,
  ): Promise<Result<Name>>;
  /** The same for input nobody has checked, answered as a value: what adapters send back. */
  answer(caller: Caller, name: string, input: unknown): Promise<Answer<unknown>>;
  /** Resolves when every command under way has been answered. */
  drained(): Promise<void>;
};

export const createApp = (deps: {
  database: Database;
  clock: Clock;
  handlers: Handlers;
  who: Who;
  actors: Actors;
  streams: Streams;
  limits: Limits;
  metrics: Metrics;
  log: Log;
}): App => {
  const { database, clock, handlers, actors, limits, metrics, log } = deps;

  const lanes = createLanes<Pending, unknown>({
    perform: (stream, asked) => takeTurn(deps, stream, asked),
  });

  const actorOf = async (caller: Caller, community: string): Promise<Actor> => {
    if (caller.session === null || caller.session === 'system') return anonymous;
    const { viewer } = caller;
    // An open socket learns at once when its actor changes: no query per reading.
    if (viewer && viewer.community === community) return viewer.actor;
    return actors.of(caller.session, community);
  };

  const perform = async <Name extends CommandName>(
    caller: Caller,
    name: Name,
    raw: unknown,
  ): Promise<unknown> => {
    const command: Command = commands[name];
    const isSystem = caller.session === 'system';
    if (command.gate === 'system' && !isSystem) {
      throw new Refused(refusal('not-found', 'There is no such command.', { field: 'command' }));
    }
    if (!isSystem) await limits.spend(command, caller);
    const input = parse(command.input, raw);
    const more = (command.cost?.(input) ?? 1) - 1;
    if (!isSystem && more > 0) await limits.spend(command, caller, more);

    const handler: Handler<Name> = handlers[name];
    if ('alone' in handler) {
      return database.transaction((tx) =>
        handler.alone({ tx, now: clock.now(), input: input as never }),
      );
    }
    if ('read' in handler) {
      const community = (input as { community?: string }).community ?? caller.viewer?.community;
      const actor = await actorOf(caller, community ?? 'default');
      const objection = objectionAtGate(command.gate, actor);
      if (objection) throw new Refused(objection);
      const { viewer } = caller;
      return handler.read({ db: database, now: clock.now(), actor, viewer, input: input as never });
    }
    const outcome = await lanes.enter(handler.stream(input as never), {
      name,
      input,
      session: caller.session,
    });
    if (outcome instanceof Refused) throw outcome;
    return outcome;
  };

  let underWay = 0;
  const onIdle: (() => void)[] = [];

  const timed = async (caller: Caller, name: CommandName, raw: unknown): Promise<unknown> => {
    const stop = metrics.commandStarted(name);
    underWay += 1;
    try {
      const result = await perform(caller, name, raw);
      stop('ok');
      return result;
    } catch (error) {
      stop(error instanceof Refused ? error.refusal.code : 'internal');
      throw error;
    } finally {
      underWay -= 1;
      if (underWay === 0) for (const resolve of onIdle.splice(0)) resolve();
    }
  };

  const refusalOf = (error: unknown, name: string) => {
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

  return {
    run: (caller, name, input) => timed(caller, name, input) as never,
    async answer(caller, name, input) {
      try {
        if (!isCommand(name)) {
          throw new Refused(
            refusal('not-found', 'There is no such command.', { field: 'command' }),
          );
        }
        return { ok: true, value: await timed(caller, name, input) };
      } catch (error) {
        return { ok: false, refusal: refusalOf(error, isCommand(name) ? name : 'unknown') };
      }
    },
    drained: () =>
      underWay === 0 ? Promise.resolve() : new Promise((resolve) => onIdle.push(resolve)),
  };
};

const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name);
