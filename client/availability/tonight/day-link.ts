/** Owns how a heading looks that leads to its day's own page. */
import { css } from 'lit';

export const dayLink = css`
  .day-link {
    display: inline-block;
    min-width: var(--target);
    /* Room for a finger, without room on the page. */
    margin-block: -0.875rem;
    padding-block: 0.875rem;
    border-radius: var(--round-s);
    color: inherit;
    text-decoration: none;
  }
  .day-link:hover {
    text-decoration: underline;
    text-decoration-thickness: 2px;
    text-underline-offset: 0.2em;
  }
`;
