/** Owns that what has the keyboard stays in sight when content that comes late pushes it away. */

const focused = (): Element | null => {
  let stop = document.activeElement;
  while (stop?.shadowRoot?.activeElement) stop = stop.shadowRoot.activeElement;
  return stop === document.body ? null : stop;
};

const isSeen = (element: Element): boolean => {
  const { top, bottom } = element.getBoundingClientRect();
  return top < innerHeight && bottom > 0;
};

/** Call once. Whoever scrolled away from it by themselves is left where they are. */
export const keepInSight = (content: Element): void => {
  let seen: Element | null = null;
  const look = (): void => {
    const stop = focused();
    seen = stop && isSeen(stop) ? stop : null;
  };
  document.addEventListener('focusin', look);
  document.addEventListener('scroll', look, { passive: true });
  new ResizeObserver(() => {
    const stop = focused();
    if (stop && stop === seen && stop.matches(':focus-visible')) {
      stop.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    }
    look();
  }).observe(content);
};
