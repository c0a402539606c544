/** Owns the order of the live rows: every repetition goes round all contestants, one after the other. */

import { type Contestant, withStages } from '../contestants/stage.ts';
import type { Figures } from '../figures.ts';
import { pause } from '../load/clock.ts';
import type { Options } from '../options.ts';
import { measureCapacity } from './capacity.ts';
import { measureSteady } from './steady.ts';
import { measureStroke } from './stroke.ts';

/** Presence tells of newcomers within this time; the quiet grid begins after it. */
const quietAfterMs = 2_500;

export async function measureLive(
  contestants: readonly Contestant[],
  figures: Figures,
  { viewers, repetitions, stepSeconds, steadySeconds, strokes }: Options,
): Promise<void> {
  for (const count of viewers) {
    await withStages(contestants, async (stages) => {
      for (let i = 1; i <= repetitions; i++) {
        for (const stage of stages) {
          console.log(`${stage.name}, ${count} viewers, repetition ${i}`);
          await stage.gather(count);
          // The search comes first: it warms every server for the single changes after it.
          await measureCapacity(stage, count, figures, stepSeconds);
          await pause(quietAfterMs);
          await measureSteady(stage, count, figures, steadySeconds);
          await measureStroke(stage, count, figures, strokes);
          await stage.gather(0);
        }
      }
    });
  }
}
