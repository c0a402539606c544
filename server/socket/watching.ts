/** Owns opening and closing streams for a connection: who may watch what, and who is seen looking. */
import { Refused, refusal } from '../../shared/refusal.ts';
import type { Audience } from '../../shared/stream.ts';
import type { Handlers, Viewer } from '../run/feature.ts';
import { communityOf, type Streams } from '../streams/streams.ts';

export const watchingHandlers = ({ streams }: { streams: Pick<Streams, 'serve'> }) =>
  ({
    'stream:open': {
      async read({ viewer, input: { stream, since } }) {
        const watcher = watcherOf(viewer);
        if (communityOf(stream) !== watcher.community) {
          throw new Refused(
            refusal('forbidden', 'This connection belongs to another community.', {
              field: 'stream',
            }),
          );
        }
        const audience: Audience = watcher.actor.player ? 'members' : 'everyone';
        // First the room, then the reading: nothing can happen between the two.
        watcher.watch(stream, audience);
        try {
          if (!(await streams.serve(watcher.id, stream, audience, since))) throw noStream();
        } catch (error) {
          watcher.unwatch(stream);
          throw error;
        }
        watcher.beSeen(stream);
        return { audience };
      },
    },
    'stream:close': {
      async read({ viewer, input: { stream } }) {
        watcherOf(viewer).unwatch(stream);
        return {};
      },
    },
  }) satisfies Pick<Handlers, 'stream:open' | 'stream:close'>;

const noStream = () =>
  new Refused(refusal('not-found', 'There is no such stream.', { field: 'stream' }));

const watcherOf = (viewer: Viewer | undefined): Viewer => {
  if (viewer) return viewer;
  throw new Refused(refusal('invalid', 'Streams can only be watched over a socket.'));
};
