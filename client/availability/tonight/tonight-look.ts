/** Owns how the first page is laid out. */
import { css } from 'lit';

export const tonightLook = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-6);
  }
  .top {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
  }
  .tonight {
    position: relative;
  }
  .tonight share-button {
    position: absolute;
    inset: var(--space-4) var(--space-4) auto auto;
  }
  .coming,
  .calendar {
    display: grid;
    gap: var(--space-4);
  }
  .coming ul {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr));
    gap: var(--space-4);
  }
  .calendar > .button {
    justify-self: start;
  }
  .arrow {
    transition: rotate var(--quick) var(--ease);
  }
  [aria-expanded='true'] .arrow {
    rotate: 180deg;
  }
  .months {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-items: start;
    gap: var(--space-4);
  }
  .months .card {
    padding: var(--space-4);
  }
  .blank {
    min-height: 22rem;
    border-radius: var(--round-l);
    background: var(--sunken);
  }
  .hero {
    min-height: 42rem;
  }
  @media (max-width: 40rem) {
    .months > .card {
      padding: 0;
      border: 0;
      background: none;
      box-shadow: none;
    }
  }
  @media (min-width: 60rem) {
    .top {
      grid-template-columns: minmax(0, 1.85fr) minmax(0, 1fr);
    }
    .hero {
      min-height: 34rem;
    }
    .months {
      grid-template-columns: minmax(0, 1.6fr) minmax(0, 1fr);
    }
  }
`;
