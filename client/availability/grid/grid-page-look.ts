/** Owns how the page of the grid is laid out around it: on a phone the brushes lie under the thumb. */
import { css } from 'lit';

export const gridPageLook = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-2) var(--space-5);
  }
  @media (min-width: 40rem) {
    share-button {
      order: 1;
    }
  }
  .presence {
    flex: 1 0 min(100%, 14rem);
    min-height: var(--target);
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2) var(--space-5);
    color: var(--ink-soft);
    font-size: var(--text-s);
    --glyph: 1.375rem;
  }
  .legend li {
    display: flex;
    align-items: center;
    gap: var(--space-2);
  }
  .bar {
    z-index: 5;
  }
  /* Where a thumb reaches it, above the navigation at the foot of a phone. */
  @media (max-width: 40rem) {
    :host {
      gap: var(--space-3);
    }
    .presence {
      flex: 1 0 0;
      order: 1;
    }
    share-button {
      order: 2;
    }
    .bar {
      position: sticky;
      order: 1;
      bottom: calc(3.75rem + 1px + env(safe-area-inset-bottom));
      margin-inline: calc(-1 * var(--space-4));
      padding: 2px var(--space-2);
      border-top: 1px solid var(--line);
      background: var(--surface);
    }
    .empty {
      order: 1;
    }
    .more {
      order: 2;
    }
  }
  .empty {
    display: grid;
    justify-items: center;
    gap: var(--space-3);
    padding: var(--space-5) var(--space-4);
    text-align: center;
    color: var(--ink-soft);
  }
  .more {
    display: grid;
    justify-items: center;
    gap: var(--space-3);
    color: var(--ink-soft);
  }
  .blank {
    min-height: 24rem;
    border-radius: var(--round-l);
    background: var(--sunken);
  }
`;
