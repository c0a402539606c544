/** Owns the soft mark on what has just changed by somebody else's hand. None under reduced motion. */

const stillness = matchMedia('(prefers-reduced-motion: reduce)');

export const glow = (element: Element | null | undefined): void => {
  if (!element || stillness.matches) return;
  const colour = getComputedStyle(element).getPropertyValue('--accent');
  element.animate(
    [{ boxShadow: `inset 0 0 0 3px ${colour}` }, { boxShadow: 'inset 0 0 0 3px transparent' }],
    { duration: 1_400, easing: 'ease-out' },
  );
};
