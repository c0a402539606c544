/** The load generator: a process of its own that asks nothing of the server but its sockets. */
import { answer } from './ask.ts';
import { now, pause, until } from './clock.ts';
import { Crowd } from './crowd.ts';
import { type DialectName, dialectOf } from './dialect.ts';
import { Histogram } from './histogram.ts';
import { Publishers } from './publishers.ts';
import type { Address } from './raw-client.ts';
import { type Run, type RunResult, runTeams, settle, type Team } from './run.ts';

type Headers = Record<string, string>;

export type Crew = {
  address: Address;
  dialect: DialectName;
  community: string;
  days: readonly string[];
  publishers: number;
  publisherHeaders: readonly Headers[];
};

type Gathering = { crew: number; viewers: number; headers: readonly Headers[] };

/** One for each crew, which is one for each community; nearly always there is one. */
const teams: Team[] = [];

const load = {
  /** Adds a crew; answers its place among the crews. */
  async crew({ address, dialect, community, days, publishers, publisherHeaders }: Crew) {
    const speaks = dialectOf(dialect, community);
    const team = { crowd: new Crowd(address, speaks), publishers: new Publishers(speaks, days) };
    await team.publishers.connect(address, publishers, publisherHeaders);
    return teams.push(team) - 1;
  },

  /** Brings the crowd of a crew to `viewers`; answers how long it took. */
  async gather(wanted: Gathering): Promise<number> {
    const start = now();
    await teamAt(wanted.crew).crowd.gather(wanted.viewers, wanted.headers);
    return now() - start;
  },

  run: (run: Run): Promise<RunResult> => runTeams(teams, run),

  /** Latencies of the last run once more, each command counted from the last of `moments` before it arrived. */
  latenciesSince({ moments }: { moments: number[] }) {
    const { crowd, publishers } = teamAt(0);
    const { told } = publishers;
    const first = crowd.arrivals.firstArrivals(told);
    const histogram = new Histogram();
    crowd.arrivals.addTo(
      histogram,
      told,
      ({ due }, index) =>
        moments.findLast((moment) => moment <= (first[index] as number) && moment >= due) ?? due,
    );
    return { p50: histogram.quantile(0.5), p99: histogram.quantile(0.99) };
  },

  /** One stroke; answers the time until every viewer has all of it. */
  async stroke({ cells }: { cells: number }): Promise<number> {
    const team = teamAt(0);
    const { crowd, publishers } = team;
    crowd.begin();
    publishers.begin();
    await publishers.tellFor(1000, 0.001, cells);
    if (!(await settle(team, 20_000))) {
      throw new Error('A stroke did not reach everybody within 20 s.');
    }
    return crowd.arrivals.last - (publishers.told[0]?.due ?? 0);
  },

  /** Everybody loses the connection and misses `behind` revisions. */
  async scatter({ behind }: { behind: number }): Promise<void> {
    const { crowd, publishers } = teamAt(0);
    crowd.scatter();
    await pause(500);
    publishers.begin();
    for (let i = 0; i < behind; i++) {
      await publishers.tellFor(1000, 0.001);
      if (!(await until(() => publishers.unanswered === 0, 5000, 1))) {
        throw new Error('No acknowledgement within 5 s.');
      }
    }
    await pause(500);
  },

  /** Everybody comes back at once; answers how long it took until all had what they missed. */
  async comeBack(): Promise<number> {
    const { crowd, publishers } = teamAt(0);
    const start = now();
    await crowd.connectMissing(true);
    const revision = publishers.lastRevision;
    if (!(await until(() => crowd.hasCaughtUp(revision), 30_000, 1))) {
      throw new Error(`Not everybody caught up to revision ${revision}.`);
    }
    return now() - start;
  },
};

function teamAt(place: number): Team {
  const team = teams[place];
  if (!team) throw new Error('There is no crew yet.');
  return team;
}

export type Load = typeof load;

process.on('disconnect', () => process.exit());
answer(load);
