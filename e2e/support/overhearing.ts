/** Owns everything that reaches or leaves a visitor's pages: bodies over HTTP, frames of WebSockets. */
import type { BrowserContext, Page } from 'playwright';

export type Frame = { readonly way: 'sent' | 'received'; readonly text: string };

/** Every frame of every WebSocket that this page opens from now on, oldest first. */
export const framesOf = (page: Page): readonly Frame[] => {
  const frames: Frame[] = [];
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => frames.push({ way: 'sent', text: `${payload}` }));
    socket.on('framereceived', ({ payload }) =>
      frames.push({ way: 'received', text: `${payload}` }),
    );
  });
  return frames;
};

export type Heard = {
  /** Addresses, headers and bodies of every answer, and every frame, until now. */
  words(): Promise<string>;
};

/** Call before the first page is opened. */
export const overhear = (context: BrowserContext, page: Page): Heard => {
  const answers: Promise<string>[] = [];
  const frames = framesOf(page);
  context.on('response', (response) => {
    // A redirect has no body, and Chromium forgets bodies with the page they belonged to.
    const body = response.text().catch(() => '');
    const headers = response.allHeaders().catch(() => ({}));
    answers.push(
      Promise.all([body, headers]).then(
        ([text, all]) => `${response.url()}\n${JSON.stringify(all)}\n${text}`,
      ),
    );
  });
  return {
    async words() {
      return [...(await Promise.all(answers)), ...frames.map(({ text }) => text)].join('\n');
    },
  };
};
