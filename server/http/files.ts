/**
 * Owns the client's built files as they are sent: precompressed by the build, each one as small as it gets,
 * and kept by browsers for as long as its name allows.
 */
import type { RequestHandler, Response } from 'express';
import Negotiator from 'negotiator';
import sirv from 'sirv';

const yearSeconds = 365 * 24 * 60 * 60;

/**
 * Knows the files there are when it is made, and looks for no other: what is asked for leads to one
 * of them or to `next`.
 */
export const sendFiles = (directory: string): RequestHandler => {
  const send = sirv(directory, {
    brotli: true,
    gzip: true,
    etag: true,
    // A name without its ending is a page, which is no file.
    extensions: [],
    setHeaders(response, path) {
      response.setHeader('Cache-Control', keepAsLong(path));
      response.setHeader('X-Content-Type-Options', 'nosniff');
    },
  });
  return (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    // Sirv looks for names of codings and reads no weights: it is told what may be sent.
    const codings = new Negotiator(request).encodings(['br', 'gzip']);
    request.headers['accept-encoding'] = codings.join();
    endWithFile(response);
    send(request, response, next);
  };
};

/** A file that a new build has taken away since we looked breaks one answer, and not the process. */
const endWithFile = (response: Response): void => {
  response.once('pipe', (file) => file.once('error', () => response.destroy()));
};

/**
 * What bears its version in its name never changes. Of the rest, pictures may be a day old: a worker
 * or a document that is kept would keep its whole version.
 */
const keepAsLong = (path: string): string => {
  if (path.startsWith('/assets/')) return `public, max-age=${yearSeconds}, immutable`;
  const mayBeKept = /(\.(svg|png|webmanifest)|theme\.js)(\.(br|gz))?$/.test(path);
  return mayBeKept ? 'public, max-age=86400' : 'no-cache';
};
