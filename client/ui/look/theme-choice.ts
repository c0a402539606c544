/** Owns the chosen theme: the system's, or light or dark against it. `public/theme.js` reads it first. */
import { Store } from '../../live/store.ts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const place = 'muster-theme';

const remembered = (): Theme => {
  const { theme } = document.documentElement.dataset;
  return theme === 'light' || theme === 'dark' ? theme : 'system';
};

export const theme = new Store<Theme>(remembered());

theme.watch((chosen) => {
  if (chosen === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
  try {
    if (chosen === 'system') localStorage.removeItem(place);
    else localStorage.setItem(place, chosen);
  } catch {
    // Storage may be forbidden: the choice then lasts as long as the page.
  }
});
