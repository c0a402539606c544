/** Owns the log: one JSON line an event, secrets and addresses left out. */
import { pino } from 'pino';

export type Log = Pick<ReturnType<typeof pino>, 'info' | 'warn' | 'error' | 'debug'>;

/** Writes to standard error, so that standard output stays for people. */
export const createLog = (level: string): Log =>
  pino(
    {
      level,
      base: null,
      redact: {
        paths: ['*.password', '*.token', '*.secret', '*.cookie', '*.authorization', '*.address'],
        censor: '[hidden]',
      },
      serializers: {
        // Only what tells a developer where it broke: query values stay out of the log.
        err: (error: unknown) =>
          error instanceof Error
            ? { name: error.name, message: error.message, stack: error.stack }
            : { message: String(error) },
      },
    },
    pino.destination(2),
  );
