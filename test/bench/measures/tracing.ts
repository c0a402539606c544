/** Owns what a page's main thread was busy with, as the browser itself recorded it. */
import type { Page } from 'playwright';

/** Milliseconds of the processor, which other programs on the machine do not add to. */
export type Task = { readonly totalMs: number; readonly scriptMs: number };

type TraceEvent = {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  tdur?: number;
};

const scripts = new Set(['FunctionCall', 'EvaluateScript', 'v8.evaluateModule', 'RunMicrotasks']);

/** What the main thread does while `deed` lasts, task by task. */
export const traced = async (page: Page, deed: () => Promise<void>): Promise<Task[]> => {
  const protocol = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  protocol.on('Tracing.dataCollected', ({ value }) => events.push(...(value as never[])));
  await protocol.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'devtools.timeline', 'v8'] },
  });
  await deed();
  const isComplete = new Promise((resolve) => protocol.once('Tracing.tracingComplete', resolve));
  await protocol.send('Tracing.end');
  await isComplete;
  return tasksIn(events);
};

const tasksIn = (events: readonly TraceEvent[]): Task[] => {
  const calls = events.filter(({ ph, name }) => ph === 'X' && scripts.has(name));
  const main = calls.find(({ name }) => name === 'FunctionCall');
  const isMain = ({ pid, tid }: TraceEvent) => pid === main?.pid && tid === main?.tid;
  return events
    .filter((event) => event.name.endsWith('RunTask') && event.ph === 'X' && isMain(event))
    .map((task) => {
      const within = calls.filter(
        (event) =>
          isMain(event) &&
          event.ts >= task.ts &&
          event.ts + (event.dur ?? 0) <= task.ts + (task.dur ?? 0),
      );
      return { totalMs: (task.tdur ?? 0) / 1_000, scriptMs: outermost(within) / 1_000 };
    });
};

/** Calls inside of calls count once. */
const outermost = (events: readonly TraceEvent[]): number => {
  let end = 0;
  let sum = 0;
  for (const { ts, dur = 0, tdur = 0 } of events.toSorted((a, b) => a.ts - b.ts)) {
    if (ts + dur <= end) continue;
    end = ts + dur;
    sum += tdur;
  }
  return sum;
};
