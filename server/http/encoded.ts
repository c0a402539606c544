/** Owns answers as bytes: one object is encoded, compressed and hashed once, however many ask. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

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

/** Whether `If-None-Match` names the answer; as weak tags too, which proxies that compress make of ours. */
const isKnown = (tags: string | undefined, etag: string): boolean =>
  tags === etag ||
  (tags?.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, ''))) ?? false);

/** Whether `Accept-Encoding` allows gzip: by name, or by `*`, and not with the weight 0. */
const takesGzip = (header = ''): boolean => {
  const weights = new Map<string, number>();
  for (const part of header.toLowerCase().split(',')) {
    const [coding = '', weight] = part.split(';').map((piece) => piece.trim());
    weights.set(coding, weight?.startsWith('q=') ? Number(weight.slice(2)) : 1);
  }
  return (weights.get('gzip') ?? weights.get('*') ?? 0) > 0;
};

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
      if (status === 200 && isKnown(request.headers['if-none-match'], etag)) {
        response.writeHead(304, head).end();
        return;
      }
      const isWorthIt = body.length >= smallestToCompress;
      if (!isWorthIt || !takesGzip(request.headers['accept-encoding']?.toString())) {
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
