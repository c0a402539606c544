/** Owns answers as bytes: one object is encoded, compressed and hashed once, however many ask. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import fresh from 'fresh';
import Negotiator from 'negotiator';

export type Encoded = {
  /** 304 to whoever has the same already, when it would be a 200. */
  send(request: IncomingMessage, response: ServerResponse, status?: 200 | 404): void;
};

const readingHeaders = {
  'Content-Type': 'application/json; charset=utf-8',
  'Cache-Control': 'private, no-cache',
  Vary: 'Cookie, Accept-Encoding',
};

const known = new WeakMap<object, Encoded>();
/** Below this, compressing costs more than it saves. */
const smallestToCompress = 1_024;

/** The value must not change afterwards; its bytes live exactly as long as it does. */
export const encodeOnce = (value: object): Encoded => {
  const before = known.get(value);
  if (before) return before;
  const encoded = encode(Buffer.from(JSON.stringify(value)), readingHeaders);
  known.set(value, encoded);
  return encoded;
};

/**
 * Whether the asker has it already. A browser that reloads asks anew by `Cache-Control`, which would
 * cost the whole body: what it names is still the same, so that header is left out.
 */
const isKnown = ({ headers }: IncomingMessage, etag: string): boolean => {
  const tags = headers['if-none-match'];
  return tags === etag || (tags !== undefined && fresh({ 'if-none-match': tags }, { etag }));
};

const takesGzip = (request: IncomingMessage): boolean =>
  new Negotiator(request).encodings(['gzip']).length > 0;

/** Hashed now, compressed when somebody first takes it compressed. */
export const encode = (body: Buffer, headers: Readonly<Record<string, string>>): Encoded => {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  /** Names and values in turn, as Node writes them without looking at each. */
  const head = [
    'ETag',
    etag,
    ...Object.entries(headers).flat(),
    'X-Content-Type-Options',
    'nosniff',
  ];
  let compressed: Buffer | undefined;
  return {
    send(request, response, status = 200) {
      if (status === 200 && isKnown(request, etag)) {
        response.writeHead(304, head).end();
        return;
      }
      const isWorthIt = body.length >= smallestToCompress;
      if (!isWorthIt || !takesGzip(request)) {
        response.writeHead(status, [...head, 'Content-Length', String(body.length)]).end(body);
        return;
      }
      compressed ??= gzipSync(body, { level: 6 });
      const size = String(compressed.length);
      response
        .writeHead(status, [...head, 'Content-Encoding', 'gzip', 'Content-Length', size])
        .end(compressed);
    },
  };
};
