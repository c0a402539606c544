/** Owns opening and closing streams for a connection: who may watch what, and who is seen looking. */
import { Refused, refusal } from '../../shared/refusal.ts';
import { objectionToWatching, partsOf } from '../../shared/stream.ts';
import type { Bus } from '../bus.ts';
import type { Handlers, Viewer } from '../run/feature.ts';
import { contractOf, type Streams } from '../streams/streams.ts';

type WatchingCommand = Extract<keyof Handlers, `stream:${string}`>;

export const watchingHandlers = ({
  streams,
  bus,
}: {
  streams: Pick<Streams, 'serve'>;
  bus: Pick<Bus, 'say'>;
}) =>
  ({
    'stream:open': {
      async read({ viewer, input: { stream, since } }) {
        const watcher = watcherOf(viewer);
        if (partsOf(stream).community !== watcher.community) {
          throw new Refused(
            refusal('forbidden', 'This connection belongs to another community.', {
              field: 'stream',
            }),
          );
        }
        const view = contractOf(stream).admits(watcher.actor);
        if (view === undefined) throw new Refused(objectionToWatching(watcher.actor));
        // First the room, then the reading: nothing can happen between the two.
        watcher.watch(stream, view);
        try {
          if (!(await streams.serve(watcher.id, stream, view, since))) throw noStream();
        } catch (error) {
          watcher.unwatch(stream);
          throw error;
        }
        watcher.beSeen(stream);
        return { view };
      },
    },
    'stream:close': {
      async read({ viewer, input: { stream } }) {
        watcherOf(viewer).unwatch(stream);
        return {};
      },
    },
    'stream:hint': {
      async read({ viewer, actor, input: { stream, hint } }) {
        const { presence } = contractOf(stream);
        const isSeen = presence !== undefined && watcherOf(viewer).sees(stream) === presence;
        if (!isSeen) throw new Refused(refusal('forbidden', 'Open the stream first.'));
        bus.say('hint', stream, actor.player.id, hint);
        return {};
      },
    },
  }) satisfies Pick<Handlers, WatchingCommand>;

const noStream = () =>
  new Refused(refusal('not-found', 'There is no such stream.', { field: 'stream' }));

const watcherOf = (viewer: Viewer | undefined): Viewer => {
  if (viewer) return viewer;
  throw new Refused(refusal('invalid', 'Streams can only be watched over a socket.'));
};
