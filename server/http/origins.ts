/** Owns which addresses are ours: for checking who asks and where to send people back. */
import type { IncomingMessage } from 'node:http';

/** Never read from a request: either configured, or this machine's own names for itself. */
export const originsOf = (
  publicUrl: string | undefined,
  port: number,
): readonly [string, ...string[]] =>
  publicUrl
    ? [new URL(publicUrl).origin]
    : [`http://localhost:${port}`, `http://127.0.0.1:${port}`];

export const isAllowedOrigin =
  (origins: readonly string[]) =>
  ({ headers }: IncomingMessage): boolean =>
    headers.origin !== undefined && origins.includes(headers.origin);

/** The peer's address, or what the given number of trusted proxies wrote into X-Forwarded-For. */
export const addressOf =
  (proxies: number) =>
  ({ headers, socket }: IncomingMessage): string => {
    const forwarded = String(headers['x-forwarded-for'] ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean);
    return (proxies > 0 && forwarded.at(-proxies)) || (socket.remoteAddress ?? 'unknown');
  };
