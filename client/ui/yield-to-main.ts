/**
 * Owns pauses while the app starts. All at once it keeps a phone's only thread for a quarter of a
 * second; in between, the browser answers whoever scrolls or taps.
 */
export const yieldToMain = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve);
  });
