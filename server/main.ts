/** Owns the process: reads the environment, brings what is missing, starts one node, ends cleanly. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, type NodeConfig, readConfig } from './config.ts';
import { migrate } from './database/migrate.ts';
import { startEmbeddedPostgres } from './embedded/embedded.ts';
import { createLog } from './log.ts';
import { createNode } from './node.ts';
import { StartProblem } from './start-problem.ts';

const root = join(import.meta.dirname, '..');

const main = async (): Promise<void> => {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const closers: (() => Promise<void>)[] = [];
  let isEnding = false;

  const end = async (exitCode: number): Promise<void> => {
    if (isEnding) return;
    isEnding = true;
    // Whatever hangs, the process does not: a supervisor would kill it without closing anything.
    setTimeout(() => process.exit(1), 20_000).unref();
    for (const close of closers.reverse()) await close();
    process.exit(exitCode);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void end(0));
  }

  try {
    const database = config.database ?? (await embedded(config, closers, end));
    await migrate(database.ownerUrl, { direction: 'up' }).catch(
      inWords('The database could not be prepared'),
    );
    const node = await createNode(nodeConfig(config, database.appUrl), { log }).catch(
      (error: NodeJS.ErrnoException) => {
        const isPort = error.syscall === 'listen';
        throw isPort ? new StartProblem(portProblem(config.port, error.code)) : error;
      },
    );
    closers.push(() => node.close());
    if (isEnding) return;
    console.log(`Muster is ready: ${node.url}`);
    if (!config.oidc) console.log('Sign in with any name. Stop with Ctrl-C.');
  } catch (error) {
    if (isEnding) return;
    console.error(error instanceof StartProblem ? error.message : error);
    await end(1);
  }
};

/** What is wrong outside Muster is a sentence; the message names no address and no password. */
const inWords =
  (what: string) =>
  (error: Error): never => {
    throw error instanceof StartProblem ? error : new StartProblem(`${what}: ${error.message}.`);
  };

const portProblem = (port: number, code: string | undefined): string =>
  code === 'EADDRINUSE'
    ? `Port ${port} is taken by another program. Stop it, or choose another: PORT=7001 npm start`
    : `Port ${port} may not be used by this account. Choose another: PORT=7000 npm start`;

const embedded = async (
  config: Config,
  closers: (() => Promise<void>)[],
  end: (exitCode: number) => Promise<void>,
) => {
  const postgres = await startEmbeddedPostgres({
    directory: config.dataDirectory,
    onExit: (sentence) => {
      console.error(sentence);
      void end(1);
    },
  });
  closers.push(() => postgres.stop());
  return postgres;
};

const nodeConfig = (config: Config, databaseUrl: string): NodeConfig => ({
  host: config.host,
  port: config.port,
  publicUrl: config.publicUrl,
  proxies: config.proxies,
  databaseUrl,
  redisUrl: config.redisUrl,
  oidc: config.oidc ?? 'local',
  isProduction: config.isProduction,
  sessionSecret: config.sessionSecret ?? keptSecret(config.dataDirectory),
  limitFactor: config.limitFactor,
  clientDirectory: join(root, 'client', 'dist'),
});

/** Made at the first start and kept, so that people stay signed in. Production sets its own. */
const keptSecret = (directory: string): string => {
  const file = join(directory, 'session-secret');
  mkdirSync(directory, { recursive: true });
  try {
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8');
};

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
