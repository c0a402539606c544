/** Owns how the cards look that invite somebody one step further. */
import { css } from 'lit';

export const invitation = css`
  .invitation {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-4);
    padding: var(--space-4) var(--space-5);
    border-radius: var(--round-m);
    background: var(--accent-soft);
  }
  .invitation > div {
    flex: 1 1 16rem;
    min-width: 0;
  }
  h2 {
    font-size: var(--text-l);
  }
  p {
    margin-top: var(--space-1);
    color: var(--ink-soft);
    font-size: var(--text-s);
    text-wrap: pretty;
  }
`;
