/** Owns the search for the highest rate that keeps 99 of 100 deliveries within 100 ms. */

import { isVerbose } from '../contestants/processes.ts';
import type { Stage } from '../contestants/stage.ts';
import type { Figures } from '../figures.ts';
import { searchFrom, searchNear } from './search.ts';

const limitMs = 100;
/** What misses the limit by so much was no pause of the machine. */
const hopelessMs = 3 * limitMs;
/** Deliveries a second at which the search begins: every server can do that. */
const firstDeliveries = 48_000;
/** More than this is more than one load generator can publish and still read. */
const mostPerSecond = 25_600;
const drainMs = 12_000;
/** The search ends when it knows the rate this closely. */
const precision = 1.1;

type Step = {
  passes: boolean;
  isHopeless: boolean;
  deliveriesPerSecond: number;
  clientCpu: number;
};

export async function measureCapacity(
  stage: Stage,
  viewers: number,
  figures: Figures,
  seconds: number,
): Promise<void> {
  const steps: Step[] = [];
  const step = async (rate: number): Promise<boolean> => {
    const first = await takeStep(stage, rate, seconds);
    steps.push(first);
    if (first.passes || first.isHopeless) return first.passes;
    // A pause of the machine must not decide: only what fails narrowly twice has failed.
    const second = await takeStep(stage, rate, seconds);
    steps.push(second);
    return second.passes;
  };
  const known = figures.median('capacity', stage.name, viewers);
  const bounds = { most: mostPerSecond, precision };
  const rate = known
    ? await searchNear(known, bounds, step)
    : await searchFrom(firstDeliveries / viewers, bounds, step);
  figures.add('capacity', stage.name, viewers, 'marks/s', rate);
  const most = steps.reduce((a, b) => (a.deliveriesPerSecond > b.deliveriesPerSecond ? a : b));
  figures.add('saturation', stage.name, viewers, 'deliveries/s', most.deliveriesPerSecond);
  figures.add('load generator busy', stage.name, viewers, 'of a core', most.clientCpu);
}

async function takeStep(stage: Stage, rate: number, seconds: number): Promise<Step> {
  const run = await stage.run({ rate, seconds, drainMs });
  if (run.gaps > 0) throw new Error(`${stage.name} lost ${run.gaps} changes on the way.`);
  const whole = run.lost === 0 && run.refused === 0 && run.dropped === 0;
  const passes = whole && run.p99 <= limitMs;
  if (isVerbose || run.refused > 0) {
    const { p50, p99, deliveriesPerSecond: d, clientCpu, lost, dropped, latestSendMs } = run;
    console.log(
      `    ${stage.name} ${rate.toFixed(1)}/s: p50 ${p50.toFixed(1)} p99 ${p99.toFixed(1)}`,
      `${Math.round(d)}/s client ${clientCpu.toFixed(2)} late ${latestSendMs.toFixed(0)}`,
      `server ${(run.serverCpuUs / 1000 / run.wallMs).toFixed(2)}`,
      `lost ${lost} dropped ${dropped} ${run.refused} refused ${run.firstRefusal}`,
    );
  }
  const { deliveriesPerSecond, clientCpu } = run;
  return { passes, isHopeless: run.p99 > hopelessMs, deliveriesPerSecond, clientCpu };
}
