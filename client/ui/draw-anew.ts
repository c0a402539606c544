/** Owns that every element on the page is drawn again at once. For what rarely changes: the language. */
import { ReactiveElement } from 'lit';

/** What an element said already, such as a message, stays as it was said. */
export const drawAnew = (root: ParentNode): void => {
  for (const element of root.querySelectorAll('*')) {
    if (element instanceof ReactiveElement) element.requestUpdate();
    if (element.shadowRoot) drawAnew(element.shadowRoot);
  }
};
