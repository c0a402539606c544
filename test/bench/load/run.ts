/** Owns a run: commands at a rate for a time, and what became of every delivery. */
import { now, until } from './clock.ts';
import type { Crowd } from './crowd.ts';
import { Histogram, type Latencies } from './histogram.ts';
import type { Publishers } from './publishers.ts';

export type Team = { crowd: Crowd; publishers: Publishers };

/** `rate` commands a second of `cells` cells each; then everybody has `drainMs` to receive all. */
export type Run = { rate: number; seconds: number; cells?: number; drainMs: number };

export type RunResult = Latencies & {
  commands: number;
  refused: number;
  firstRefusal: string;
  /** Deliveries that there should be, and those that never came. */
  expected: number;
  lost: number;
  /** While commands were being sent. */
  deliveriesPerSecond: number;
  /** Changes a viewer did not get in order, and connections the server ended. */
  gaps: number;
  dropped: number;
  /** From the first due moment to the last arrival. */
  wallMs: number;
  /** How late the load generator itself was at worst, and how much of a core it took. */
  latestSendMs: number;
  clientCpu: number;
};

/** Shares the rate among the teams. */
export async function runTeams(teams: readonly Team[], run: Run): Promise<RunResult> {
  const { rate, seconds, cells, drainMs } = run;
  for (const { crowd, publishers } of teams) {
    await crowd.connectMissing(false);
    crowd.begin();
    publishers.begin();
  }
  const cpu = process.cpuUsage();
  const start = now();
  await Promise.all(
    teams.map(({ publishers }, i) =>
      publishers.tellFor(rate / teams.length, seconds, cells, (i * 1000) / rate),
    ),
  );
  const end = now();
  await Promise.all(teams.map((team) => settle(team, drainMs)));
  const used = process.cpuUsage(cpu);
  const clientCpu = (used.user + used.system) / 1000 / (now() - start);

  const histogram = new Histogram();
  let [expected, lost, arrivedBefore, last] = [0, 0, 0, start];
  for (const { crowd, publishers } of teams) {
    const { told, refused } = publishers;
    const arrivals = crowd.arrivals.addTo(histogram, told, undefined, end);
    const wanted = (told.length - refused) * crowd.size;
    expected += wanted;
    lost += wanted - arrivals.arrived;
    arrivedBefore += arrivals.arrivedBefore;
    last = Math.max(last, crowd.arrivals.last);
  }
  histogram.addLost(Math.max(0, lost));
  const sum = (count: (team: Team) => number): number =>
    teams.reduce((total, team) => total + count(team), 0);
  return {
    ...histogram.summary(),
    commands: sum(({ publishers }) => publishers.told.length),
    refused: sum(({ publishers }) => publishers.refused),
    firstRefusal: teams.map(({ publishers }) => publishers.firstRefusal).find(Boolean) ?? '',
    expected,
    lost,
    deliveriesPerSecond: (arrivedBefore / (end - start)) * 1000,
    gaps: sum(({ crowd }) => crowd.gaps),
    dropped: sum(({ crowd }) => crowd.dropped),
    wallMs: last - start,
    latestSendMs: Math.max(...teams.map(({ publishers }) => publishers.latestMs)),
    clientCpu,
  };
}

/** Waits until every command is answered and has reached every viewer; then recording ends. */
export async function settle({ crowd, publishers }: Team, deadlineMs: number): Promise<boolean> {
  const end = now() + deadlineMs;
  const settled =
    (await until(() => publishers.unanswered === 0, deadlineMs)) &&
    (await until(
      () => crowd.hasReceived(publishers.told.length, publishers.lastRevision),
      Math.max(50, end - now()),
    ));
  crowd.recording = false;
  return settled;
}
