/** Owns Muster as a process of its own, for what only a process has: standard output and the log. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until, within } from '../deadline.ts';

export type Program = {
  readonly url: string;
  /** All it has said so far, to people and to the log. */
  output(): string;
  stop(): Promise<void>;
};

/** With these variables, on a free port. Resolves when it is ready. */
export const startProgram = async (environment: NodeJS.ProcessEnv): Promise<Program> => {
  const directory = mkdtempSync(join(tmpdir(), 'muster-program-'));
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '..', '..', '..', 'server', 'main.ts')],
    {
      env: { ...process.env, PORT: '0', MUSTER_DATA: directory, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const ended = once(child, 'close');
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text: Buffer) => {
      output += text.toString();
    });
  }
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await within('Muster to end', ended, 20_000).finally(() => {
      child.kill('SIGKILL');
      rmSync(directory, { recursive: true, force: true });
    });
  };
  try {
    const url = await until(
      'Muster to be ready',
      () => /Muster is ready: (\S+)/.exec(output)?.[1],
      30_000,
    );
    return { url, output: () => output, stop };
  } catch (error) {
    await stop();
    throw new Error(output, { cause: error });
  }
};
