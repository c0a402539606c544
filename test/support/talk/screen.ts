/** Owns what a browser tab would know: the product's own connection and streams, without a page. */
import { Connection } from '../../../client/live/connection.ts';
import { Stream } from '../../../client/live/stream.ts';
import type { RunningNode } from '../../../server/node.ts';
import type { CountsGrid, Grid } from '../../../shared/availability/grid.ts';
import {
  type CommandName,
  type Held,
  type NameOf,
  type Result,
  type Sent,
  type StreamKind,
  streams,
} from '../../../shared/protocol.ts';
import { until } from '../deadline.ts';
import type { Person } from '../house.ts';

export type Screen = {
  readonly connection: Connection;
  /** What this tab shows of a stream of the default community, and at which revision. */
  shown(): Held<'grid'>;
  shown<Kind extends StreamKind>(kind: Kind): Held<Kind>;
  grid(): Grid;
  counts(): CountsGrid;
  ask<Name extends CommandName>(name: Name, input: Sent<Name>): Promise<Result<Name>>;
  close(): void;
};

/** Streams of which a community has one each. */
export const plainKinds = (Object.keys(streams) as StreamKind[]).filter(
  (kind) => !('key' in streams[kind]),
);

/**
 * Opens every such stream of the default community as a person, or as nobody, and waits for the
 * first values.
 */
export const openScreen = async (
  node: Pick<RunningNode, 'url'>,
  person?: Pick<Person, 'cookie'>,
): Promise<Screen> => {
  const connection = new Connection('default', node.url, {
    origin: node.url,
    ...(person ? { cookie: person.cookie } : {}),
  });
  const held = new Map(
    plainKinds.map((kind) => {
      const name: NameOf<StreamKind> = `${kind}:default`;
      return [kind, new Stream(connection, name)];
    }),
  );
  for (const stream of held.values()) stream.hold();
  connection.open();
  for (const [kind, stream] of held) await until(`the ${kind}`, () => stream.live.value);
  const shown = (kind: StreamKind = 'grid') => {
    const live = held.get(kind)?.live.value;
    if (!live) throw new Error(`This screen shows no ${kind}.`);
    return live as never;
  };
  return {
    connection,
    shown,
    grid: () => (shown() as Held<'grid'>).state as Grid,
    counts: () => (shown() as Held<'grid'>).state as CountsGrid,
    ask: (name, input) => connection.ask(name, input),
    close: () => connection.close(),
  };
};
