/** Owns how the page of a day is laid out. */
import { css } from 'lit';

export const dayPageLook = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
  }
  header {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto auto;
    align-items: center;
    gap: var(--space-2);
  }
  h1 {
    grid-row: 2;
    grid-column: 1 / -1;
  }
  .back {
    justify-self: start;
    margin-inline-start: calc(-1 * var(--space-3));
    padding-inline: var(--space-3);
    color: var(--ink-soft);
    font-size: var(--text-s);
  }
  h1 {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.35em;
    font-size: clamp(1.75rem, 1.1rem + 2.8vw, 3rem);
  }
  .date {
    color: var(--ink-soft);
    font-weight: 550;
    letter-spacing: -0.015em;
  }
  .tag {
    align-self: center;
    padding: 0.2em 0.75em;
    border-radius: 99rem;
    background: var(--accent-soft);
    color: var(--accent-text);
    font-size: var(--text-s);
    font-weight: 700;
    letter-spacing: 0;
  }
  .ways {
    display: flex;
    gap: var(--space-2);
  }
  .top {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
  }
  .hero,
  .mine {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: var(--space-5);
  }
  .hero {
    align-content: space-evenly;
    background:
      radial-gradient(
        36rem 22rem at 12% 0%,
        color-mix(in oklab, var(--accent) 15%, transparent),
        transparent
      ),
      var(--surface);
  }
  .mine {
    gap: var(--space-3);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: var(--space-1) var(--space-4);
    margin-bottom: var(--space-4);
  }
  .note {
    color: var(--ink-soft);
    font-size: var(--text-s);
  }
  .blank {
    min-height: 40rem;
    border-radius: var(--round-l);
    background: var(--sunken);
  }
  @media (min-width: 60rem) {
    h1 {
      grid-row: 1;
      grid-column: 1;
      margin-top: var(--target);
    }
    .back {
      grid-row: 1;
      grid-column: 1;
      align-self: start;
    }
    share-button,
    .ways {
      align-self: end;
    }
    .two {
      grid-template-columns: minmax(0, 1.1fr) minmax(0, 1fr);
    }
  }
`;
