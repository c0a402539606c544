// Sets the theme somebody chose before the page is drawn. Blocking and plain: no flash, no module.
try {
  const chosen = localStorage.getItem('muster-theme');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
} catch {
  // Storage may be forbidden; then the system's theme is right.
}
