/** Owns which rows and columns of the grid are drawn, and which is under a point. Pure. */

/** Equal slots in a row, of which a part is seen. Lengths are in pixels. */
export type Strip = {
  readonly count: number;
  /** Of one slot. */
  readonly size: number;
  /** How far it is scrolled. */
  readonly from: number;
  /** How much is seen. */
  readonly extent: number;
};

/** The first slot, and the one after the last. */
export type Span = readonly [first: number, end: number];

/** Slots drawn ahead on both sides. */
const ahead = 3;
/** What is drawn changes in steps of as many slots: not with every pixel, nor too much in one frame. */
const step = 2;

/** What is to be drawn of a strip. */
export const spanOf = ({ count, size, from, extent }: Strip): Span => {
  const first = Math.floor(from / size / step) * step - ahead;
  const end = Math.ceil((from + extent) / size / step) * step + ahead;
  return [Math.max(0, Math.min(first, count)), Math.max(0, Math.min(end, count))];
};

/** The slots of a span in order, and a pinned one wherever it is: who has the keyboard stays. */
export const slotsOf = ([first, end]: Span, pinned: number): number[] => {
  const slots = Array.from({ length: end - first }, (_, index) => first + index);
  if (pinned < 0 || (pinned >= first && pinned < end)) return slots;
  return pinned < first ? [pinned, ...slots] : [...slots, pinned];
};

/** The slot at a distance from the beginning; the nearest one outside of the strip. */
export const slotAt = (distance: number, { count, size }: Pick<Strip, 'count' | 'size'>): number =>
  Math.max(0, Math.min(count - 1, Math.floor(distance / size)));

/** From here to the edge, and beyond it, a stroke scrolls. */
const edgePx = 36;
const fastestPx = 22;

/** Pixels to scroll in a frame while a stroke is at `place`, between `start` and `end`. */
export const edgeSpeed = (place: number, start: number, end: number): number => {
  const beyond = place < start + edgePx ? place - start - edgePx : place - end + edgePx;
  if (place >= start + edgePx && place <= end - edgePx) return 0;
  return Math.sign(beyond) * Math.min(fastestPx, Math.ceil(Math.abs(beyond) / 3));
};
