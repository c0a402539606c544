/** Owns the stroke: 50 cells painted at once, against one cell, until all viewers have all. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Stage } from '../contestants/stage.ts';
import { type Figures, median } from '../figures.ts';

const cells = 50;
/** A quiet grid: strokes that follow each other faster wait for the window of a busy stream. */
const betweenStrokesMs = 150;

export async function measureStroke(
  stage: Stage,
  viewers: number,
  figures: Figures,
  times: number,
): Promise<void> {
  const { name, server, load } = stage;
  const one: number[] = [];
  const many: number[] = [];
  const cpu = { one: 0, many: 0 };
  await load('stroke', { cells });
  for (let i = 0; i < times; i++) {
    const start = await server.ask('cpu', undefined);
    one.push(await load('stroke', { cells: 1 }));
    await pause(betweenStrokesMs);
    const between = await server.ask('cpu', undefined);
    many.push(await load('stroke', { cells }));
    cpu.one += between - start;
    cpu.many += (await server.ask('cpu', undefined)) - between;
    await pause(betweenStrokesMs);
  }
  figures.add('stroke of 1', name, viewers, 'ms', median(one));
  figures.add('stroke of 50', name, viewers, 'ms', median(many));
  figures.add(
    'CPU of a further cell',
    name,
    viewers,
    'of the first',
    (cpu.many / cpu.one - 1) / 49,
  );
}
