/** Owns what a browser tab would know: the product's own connection and stream, without a page. */
import { Connection } from '../../../client/live/connection.ts';
import { Stream } from '../../../client/live/stream.ts';
import type { Node } from '../../../server/node.ts';
import type { CountsGrid, Grid } from '../../../shared/availability/grid.ts';
import type { Asked, CommandName, Held, Result } from '../../../shared/protocol.ts';
import { until } from '../deadline.ts';
import type { Person } from '../house.ts';

export type Screen = {
  readonly connection: Connection;
  /** What this tab shows, and at which revision. */
  shown(): Held<'grid'>;
  grid(): Grid;
  counts(): CountsGrid;
  ask<Name extends CommandName>(name: Name, input: Asked<Name>): Promise<Result<Name>>;
  close(): void;
};

/** Opens the grid of the default community as a person, or as nobody, and waits for the first value. */
export const openScreen = async (
  node: Pick<Node, 'url'>,
  person?: Pick<Person, 'cookie'>,
): Promise<Screen> => {
  const connection = new Connection('default', node.url, {
    origin: node.url,
    ...(person ? { cookie: person.cookie } : {}),
  });
  const stream = new Stream(connection, 'grid:default');
  stream.hold();
  connection.open();
  await until('the first snapshot', () => stream.live.value);
  const shown = () => {
    if (!stream.live.value) throw new Error('This screen shows nothing.');
    return stream.live.value;
  };
  return {
    connection,
    shown,
    grid: () => shown().state as Grid,
    counts: () => shown().state as CountsGrid,
    ask: (name, input) => connection.ask(name, input),
    close: () => connection.close(),
  };
};
