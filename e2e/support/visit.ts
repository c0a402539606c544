/** Owns one visitor's browser: a context of its own, and everything its pages complained about. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright';
import type { RunningNode } from '../../server/node.ts';
import type { Person } from '../../test/support/house.ts';

export type VisitOptions = BrowserContextOptions & {
  /** Signed in without the sign-in pages. */
  as?: Pick<Person, 'cookie'>;
  /** Runs in every page before anything of its own. */
  script?: string;
  /** Complaints that belong to the journey, such as a lost connection. */
  mayComplain?: RegExp;
};

export type Visit = {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Another tab of the same browser. */
  tab(): Promise<Page>;
  /** Errors of pages, of their console, against their policy; requests to other machines. */
  readonly faults: readonly string[];
};

/** Longer than anything takes on a busy machine, shorter than anybody waits for a failing test. */
const deadlineMs = 10_000;

const ownMachine = new Set(['127.0.0.1', 'localhost']);

const isForeign = (address: string): boolean => {
  const { protocol, hostname } = new URL(address);
  return protocol !== 'data:' && protocol !== 'blob:' && !ownMachine.has(hostname);
};

/** British English, so that tests can name days, and a desk wide enough for everything. */
export const openVisit = async (
  browser: Browser,
  node: Pick<RunningNode, 'url'>,
  { as, script, mayComplain, baseURL = node.url, ...options }: VisitOptions = {},
): Promise<Visit> => {
  const context = await browser.newContext({
    baseURL,
    locale: 'en-GB',
    viewport: { width: 1280, height: 800 },
    ...options,
  });
  if (script) await context.addInitScript(script);
  if (as) {
    const [name = '', value = ''] = as.cookie.split('=');
    await context.addCookies([{ name, value, url: baseURL }]);
  }
  const faults: string[] = [];
  const blame = (fault: string): void => {
    if (!mayComplain?.test(fault)) faults.push(fault);
  };
  context.on('weberror', (error) => blame(`${error.error()}`));
  context.on('console', (message) => {
    const { url } = message.location();
    if (['error', 'warning'].includes(message.type())) blame(`${message.text()} (${url})`);
  });
  context.on('request', (request) => {
    if (isForeign(request.url())) blame(`asked for ${request.url()}`);
  });
  const tab = async (): Promise<Page> => {
    const page = await context.newPage();
    page.setDefaultTimeout(deadlineMs);
    page.on('websocket', (socket) => {
      if (isForeign(socket.url())) blame(`opened ${socket.url()}`);
    });
    return page;
  };
  return { context, page: await tab(), tab, faults };
};
