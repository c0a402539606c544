/**
 * Owns the client's pages as they are sent: one document, whose head tells what the page shows.
 * Asks for no more than what is in memory, and must never say who is behind a number.
 */
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { LRUCache } from 'lru-cache';
import { tidyPath } from '../../shared/pages.ts';
import { type Encoded, encode } from './encoded.ts';
import { html } from './html.ts';

/** What a page is called and says where its address is shared. */
export type PageMeta = { readonly title: string; readonly description: string };

export type Pages = {
  /** Answers every path, with or without a slash at its end: one that is no page with the same document and 404, so that the client says so. */
  send(path: string, request: IncomingMessage, response: ServerResponse): Promise<void>;
};

const nowhere: PageMeta = {
  title: 'Nobody musters here',
  description: 'This address leads nowhere.',
};

/** Rendered documents kept: a community has a page for each day, and each changes now and then. */
const mostKept = 200;
/** The part of the built document that differs from page to page. */
const varying = /<title>[^<]*<\/title>\s*<meta\s+name="description"[^>]*>/;

export const createPages = ({
  file,
  picture,
  pageMeta,
}: {
  /** The built client's document, read when it is first asked for. */
  file: string;
  /** Absolute, because a link is unfurled elsewhere; none where nobody said what address is ours. */
  picture: string | undefined;
  /** What a path's page says; `undefined` when there is no such page. Must not wait for long. */
  pageMeta: (path: string) => Promise<PageMeta | undefined>;
}): Pages => {
  const kept = new LRUCache<string, Encoded>({ max: mostKept });
  let document: string | undefined;

  const render = ({ title, description }: PageMeta): Encoded => {
    document ??= readFileSync(file, 'utf8');
    const whole = title === 'Muster' ? title : `${title} · Muster`;
    const tags = html`<title>${whole}</title>
    <meta name="description" content="${description}" />
    <meta property="og:title" content="${title}" />
    <meta property="og:description" content="${description}" />${
      picture ? html`\n    <meta property="og:image" content="${picture}" />` : ''
    }`.text;
    if (!varying.test(document)) throw new Error(`${file} has no title to fill in.`);
    // As a function: a name with a dollar sign is no pattern.
    const text = document.replace(varying, () => tags);
    return encode(Buffer.from(text), {
      'Content-Type': 'text/html; charset=utf-8',
      // Some are sent with the session's cookie, which belongs in no cache that many share.
      'Cache-Control': 'private, no-cache',
      Vary: 'Accept-Encoding',
    });
  };

  const rendered = (about: PageMeta): Encoded => {
    const name = `${about.title}\n${about.description}`;
    const page = kept.get(name) ?? render(about);
    kept.set(name, page);
    return page;
  };

  return {
    async send(path, request, response) {
      const about = await pageMeta(tidyPath(path));
      rendered(about ?? nowhere).send(request, response, about ? 200 : 404);
    },
  };
};
