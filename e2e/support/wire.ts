/** Owns the wire between a page and the server, for journeys that hold it back or cut it. */
import type { Page, WebSocketRoute } from 'playwright';

export type Wire = {
  /** From now on nothing that the page says arrives. */
  hold(): void;
  /** The connection ends, and no other comes to be. */
  cut(): Promise<void>;
  /** As if nothing had been: the page finds its way back by itself. */
  mend(): void;
};

/** Call before the page is opened. */
export const wireOf = async (page: Page): Promise<Wire> => {
  const open = new Set<WebSocketRoute>();
  let isHeld = false;
  let cut: PromiseWithResolvers<void> | undefined;
  await page.routeWebSocket(/socket\.io/, async (socket) => {
    // Until this function has ended, the page's socket is connecting.
    await cut?.promise;
    open.add(socket);
    const server = socket.connectToServer();
    socket.onMessage((words) => {
      if (!isHeld) server.send(words);
    });
  });
  return {
    hold() {
      isHeld = true;
    },
    async cut() {
      cut = Promise.withResolvers();
      await Promise.all([...open].map((socket) => socket.close()));
      open.clear();
    },
    mend() {
      isHeld = false;
      cut?.resolve();
      cut = undefined;
    },
  };
};
