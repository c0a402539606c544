/** Owns the soft mark on what has just changed by somebody else's hand. None under reduced motion. */

/** Where so much changes, one more mark tells nothing, and every one is drawn anew in each frame. */
const mostAtOnce = 12;
let glowing = 0;

const stillness = matchMedia('(prefers-reduced-motion: reduce)');

export const glow = (element: Element | null | undefined): void => {
  if (!element || stillness.matches || glowing >= mostAtOnce) return;
  glowing += 1;
  element
    .animate(
      [
        { boxShadow: 'inset 0 0 0 3px var(--accent)' },
        { boxShadow: 'inset 0 0 0 3px transparent' },
      ],
      { duration: 1_400, easing: 'ease-out' },
    )
    .addEventListener('finish', () => {
      glowing -= 1;
    });
};
