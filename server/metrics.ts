/** Owns the figures at /metrics. Labels come from closed lists; never a name, an id or an address. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export type Metrics = {
  /** Call what it returns with the outcome: `ok` or a refusal's code. */
  commandStarted(command: string): (outcome: string) => void;
  batchTaken(commands: number): void;
  sent(event: string): void;
  /** Disconnected for not reading what was sent. */
  cutOff(): void;
  text(): Promise<{ contentType: string; body: string }>;
};

export const createMetrics = ({ viewers }: { viewers: () => number }): Metrics => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });

  const commands = new Histogram({
    name: 'muster_command_seconds',
    help: 'From a parsed call to its answer.',
    labelNames: ['command', 'outcome'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  });
  /** Labels are looked up once: both lists are closed and short. */
  const timers = new Map<string, ReturnType<typeof commands.labels>>();
  const timerOf = (command: string, outcome: string) => {
    const name = `${command} ${outcome}`;
    const timer = timers.get(name) ?? commands.labels(command, outcome);
    timers.set(name, timer);
    return timer;
  };
  const batches = new Histogram({
    name: 'muster_batch_commands',
    help: 'Commands that shared one commit.',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
    registers: [registry],
  });
  const sent = new Counter({
    name: 'muster_broadcasts_total',
    help: 'Snapshots and frames sent, each counted once however many watch.',
    labelNames: ['event'],
    registers: [registry],
  });
  const cutOff = new Counter({
    name: 'muster_viewers_cut_off_total',
    help: 'Viewers disconnected because they did not read what was sent.',
    registers: [registry],
  });
  new Gauge({
    name: 'muster_viewers',
    help: 'Open sockets on this node.',
    registers: [registry],
    collect() {
      this.set(viewers());
    },
  });

  return {
    commandStarted(command) {
      const startedAt = performance.now();
      return (outcome) =>
        timerOf(command, outcome).observe((performance.now() - startedAt) / 1_000);
    },
    batchTaken: (size) => batches.observe(size),
    sent: (event) => sent.inc({ event }),
    cutOff: () => cutOff.inc(),
    text: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
};
