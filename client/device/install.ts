/** Owns that the app can be installed and opened without a server: registers its worker, once. */

declare global {
  interface ImportMeta {
    /** Vite's: false while developing, when files change under the page. */
    readonly env: { readonly PROD: boolean };
  }
}

/** Waits until the page is loaded: what a later visit needs must not slow down this one. */
export const installWorker = (): void => {
  if (!import.meta.env.PROD || !isSecureContext || !('serviceWorker' in navigator)) return;
  const register = (): void => {
    // Private windows may refuse; then everything works, but not without a server.
    navigator.serviceWorker.register('/sw.js').catch(() => undefined);
  };
  if (document.readyState === 'complete') register();
  else addEventListener('load', register, { once: true });
};
