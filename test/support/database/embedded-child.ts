/** A process that holds an embedded PostgreSQL, for tests that kill it; says what happens as JSON lines. */
import { startEmbeddedPostgres } from '../../../server/embedded/embedded.ts';
import { StartProblem } from '../../../server/start-problem.ts';

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

try {
  const { stop, ...urls } = await startEmbeddedPostgres({
    directory: process.argv[2] ?? '',
    log: (log) => say({ log }),
    onExit: (exit) => say({ exit }),
  });
  process.once('SIGTERM', () => void stop().then(() => process.exit(0)));
  process.once('SIGHUP', () => process.exit(1));
  setInterval(() => {}, 60_000);
  say({ urls });
} catch (error) {
  say({ refused: error instanceof StartProblem ? error.message : String(error) });
  process.exitCode = 1;
}
