/** Owns what hands do to a page, and counts it: one click, one drag, one key, one touch is one action. */
import type { CDPSession, Locator, Page } from 'playwright';
import * as assert from 'uvu/assert';

type Point = { readonly x: number; readonly y: number };

/** The middle of what is seen of it. */
export const middleOf = async (where: Locator): Promise<Point> => {
  await where.waitFor();
  const box = await where.boundingBox();
  assert.ok(box, `${where} has no place on the page.`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};

export type Hands = {
  /** How much they have done. */
  readonly actions: number;
  click(where: Locator): Promise<void>;
  /** Presses there, moves, and lets go, unless `holds`. */
  drag(from: Locator, to: Locator | Point, options?: { holds?: boolean }): Promise<void>;
  press(...keys: readonly string[]): Promise<void>;
  tap(where: Locator): Promise<void>;
  /** One finger, down and across at once, as when reading on. */
  pan(from: Point, by: Point): Promise<void>;
  /** One finger, resting until `started` is there. The caller lifts it. */
  rest(where: Locator, started: Locator): Promise<Finger>;
};

export type Finger = {
  moveTo(to: Locator | Point): Promise<void>;
  lift(): Promise<void>;
  /** The system takes the touch away, as for a call. */
  lose(): Promise<void>;
};

const pointOf = async (to: Locator | Point): Promise<Point> => ('x' in to ? to : middleOf(to));

/** Moves are many small ones, as hands make them. */
const steps = 8;

export const handsOn = async (page: Page): Promise<Hands> => {
  const protocol = await page.context().newCDPSession(page);
  let actions = 0;
  return {
    get actions() {
      return actions;
    },
    async click(where) {
      actions += 1;
      await where.click();
    },
    async drag(from, to, { holds = false } = {}) {
      actions += 1;
      const [start, end] = [await middleOf(from), await pointOf(to)];
      await page.mouse.move(start.x, start.y);
      await page.mouse.down();
      await page.mouse.move(end.x, end.y, { steps });
      if (!holds) await page.mouse.up();
    },
    async press(...keys) {
      for (const key of keys) {
        actions += 1;
        await page.keyboard.press(key);
      }
    },
    async tap(where) {
      actions += 1;
      const finger = await touch(protocol, await middleOf(where));
      await finger.lift();
    },
    async pan(from, { x, y }) {
      actions += 1;
      const finger = await touch(protocol, from);
      await finger.moveTo({ x: from.x + x, y: from.y + y });
      await finger.lift();
    },
    async rest(where, started) {
      actions += 1;
      const finger = await touch(protocol, await middleOf(where));
      await started.first().waitFor();
      return finger;
    },
  };
};

const touch = async (protocol: CDPSession, start: Point): Promise<Finger> => {
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel', at?: Point) =>
    protocol.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] });
  let at = start;
  await send('touchStart', at);
  return {
    async moveTo(to) {
      const end = await pointOf(to);
      for (let step = 1; step <= steps; step += 1) {
        await send('touchMove', {
          x: at.x + ((end.x - at.x) * step) / steps,
          y: at.y + ((end.y - at.y) * step) / steps,
        });
      }
      at = end;
    },
    async lift() {
      await send('touchEnd');
    },
    async lose() {
      await send('touchCancel');
    },
  };
};
