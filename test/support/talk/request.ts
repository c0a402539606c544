/** Owns one HTTP request as it goes over the wire: nothing is normalised, followed or decompressed. */
import { type IncomingHttpHeaders, request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { RunningNode } from '../../../server/node.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import { within } from '../deadline.ts';
import type { Person } from '../house.ts';

export type Reply = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As it came, perhaps compressed. */
  readonly bytes: Buffer;
  readonly text: string;
  json(): unknown;
  /** The refusal it carries, if it does. */
  readonly refusal: Refusal | undefined;
};

export type Asking = {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  person?: Pick<Person, 'cookie'>;
};

/** Where a GET with this input leads: fields that the path names stand in it, the others in the query. */
export const addressOf = (path: string, input: object): string => {
  const { ...rest } = input as Record<string, string>;
  const filled = path.replace(/\{(\w+)\}/g, (_, field: string) => {
    const value = rest[field] ?? '';
    delete rest[field];
    return value;
  });
  const query = new URLSearchParams(rest).toString();
  return query ? `${filled}?${query}` : filled;
};

/** The path is sent as it is written, `..` and all. */
export const ask = (
  { url }: Pick<RunningNode, 'url'>,
  path: string,
  { method = 'GET', headers = {}, body, person }: Asking = {},
): Promise<Reply> => {
  const { hostname, port } = new URL(url);
  const asked = new Promise<Reply>((resolve, reject) => {
    const sent = request(
      {
        hostname,
        port,
        path,
        method,
        agent: false,
        headers: {
          ...(person && { cookie: person.cookie }),
          ...(body !== undefined &&
            !headers['transfer-encoding'] && { 'content-length': Buffer.byteLength(body) }),
          ...headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          sent.destroy();
          resolve(replyOf(response.statusCode ?? 0, response.headers, Buffer.concat(chunks)));
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
  return within(`an answer to ${method} ${path.slice(0, 200)}`, asked, 10_000);
};

/** Writes as our own page does. */
export const post = (
  node: Pick<RunningNode, 'url'>,
  path: string,
  body: unknown,
  { headers, ...rest }: Omit<Asking, 'method'> = {},
): Promise<Reply> =>
  ask(node, path, {
    method: 'POST',
    body: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
    headers: {
      origin: node.url,
      'x-requested-with': 'XMLHttpRequest',
      'content-type': 'application/json',
      ...headers,
    },
    ...rest,
  });

const replyOf = (status: number, headers: IncomingHttpHeaders, bytes: Buffer): Reply => {
  const isCompressed = headers['content-encoding'] === 'gzip' && bytes.length > 0;
  const text = (isCompressed ? gunzipSync(bytes) : bytes).toString('utf8');
  const json = () => JSON.parse(text) as unknown;
  const isJson = headers['content-type']?.startsWith('application/json') && text !== '';
  const refusal = isJson ? (json() as { refusal?: Refusal }).refusal : undefined;
  return { status, headers, bytes, text, json, refusal };
};
