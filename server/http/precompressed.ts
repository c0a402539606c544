/**
 * Owns which form of a built file is sent: the build has packed each one as small as it gets, and
 * nobody packs it again for every visitor.
 */
import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Smallest first. */
const codings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/** Nothing that could leave the directory: a dot always stands before a letter or a digit. */
const plainPath = /^\/(?:assets\/)?[\w-]+(?:\.[\w-]+)+$/;

type Asked = IncomingMessage & { path: string; acceptsEncodings(coding: string): string | false };

/** Leads a request to the packed form of its file, where there is one that the browser unpacks. */
export const preferPacked =
  (directory: string) =>
  (request: Asked, response: ServerResponse, next: () => void): void => {
    const { path } = request;
    const type = plainPath.test(path) ? types[extname(path)] : undefined;
    const packed =
      type &&
      codings.find(
        ([coding, ending]) =>
          request.acceptsEncodings(coding) && existsSync(join(directory, path + ending)),
      );
    if (packed) {
      response.setHeader('Content-Encoding', packed[0]);
      response.setHeader('Content-Type', type);
      request.url = path + packed[1];
    }
    next();
  };
