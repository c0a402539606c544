/** Owns the talk between the bench and its children: a question over IPC, one answer. */
import type { ChildProcess } from 'node:child_process';

type Question = { id: number; ask: string; input: unknown };
type Reply = { id: number; value?: unknown; error?: string };

/** What a process answers, by name. A type, not an interface, so that it can be indexed. */
export type Answers = Record<string, (input: never) => unknown>;

/** Answers questions of the parent process for as long as the process lives. */
export function answer(answers: Answers): void {
  process.on('message', async ({ id, ask, input }: Question) => {
    const handler = answers[ask];
    if (!handler) return;
    try {
      process.send?.({ id, value: await handler(input as never) });
    } catch (error) {
      process.send?.({ id, error: String(error instanceof Error ? error.stack : error) });
    }
  });
}

export type Ask<A extends Answers> = <Name extends keyof A & string>(
  ask: Name,
  input: Parameters<A[Name]>[0],
  deadlineMs?: number,
) => Promise<Awaited<ReturnType<A[Name]>>>;

/** Asks a child. Fails when the child ends first or is silent past the deadline. */
export function asking<A extends Answers>(child: ChildProcess, name: string): Ask<A> {
  let last = 0;
  const waiting = new Map<number, (reply: Reply) => void>();
  child.on('message', (reply: Reply) => waiting.get(reply.id)?.(reply));
  child.on('exit', (code, signal) => {
    for (const [id, settle] of waiting) settle({ id, error: `${name} ended (${signal ?? code})` });
  });
  return (ask, input, deadlineMs = 60_000) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      const timer = setTimeout(
        () => waiting.get(id)?.({ id, error: `${name} did not answer ${ask}` }),
        deadlineMs,
      );
      waiting.set(id, ({ value, error }) => {
        clearTimeout(timer);
        waiting.delete(id);
        if (error === undefined) resolve(value as never);
        else reject(new Error(error));
      });
      child.send({ id, ask, input } satisfies Question);
    });
}
