/** Owns the few rules that every element with its own shadow root needs again. Only tokens, no colours. */
import { css } from 'lit';

export const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host {
    display: block;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  :focus-visible {
    outline: 3px solid var(--focus);
    outline-offset: 2px;
  }
  .spoken {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;

export const card = css`
  .card {
    padding: var(--space-5);
    border: 1px solid var(--line);
    border-radius: var(--round-l);
    background: var(--surface);
    box-shadow: 0 1px 2px var(--shadow);
  }
  @media (max-width: 40rem) {
    .card {
      padding: var(--space-4);
    }
  }
`;

export const headings = css`
  h1,
  h2,
  h3 {
    font-weight: var(--heavy);
    line-height: 1.1;
    letter-spacing: -0.025em;
    text-wrap: balance;
  }
  h1 {
    font-size: var(--text-hero);
  }
  h2 {
    font-size: var(--text-xl);
  }
  h3 {
    font-size: var(--text-l);
  }
`;

export const button = css`
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--space-2);
    min-width: var(--target);
    min-height: var(--target);
    padding: var(--space-2) var(--space-5);
    border: 1.5px solid var(--line-strong);
    border-radius: 99rem;
    background: transparent;
    color: var(--ink);
    font: 650 var(--text-m) / 1.2 var(--font);
    text-decoration: none;
    cursor: pointer;
    transition:
      background var(--quick) var(--ease),
      transform var(--quick) var(--ease);
  }
  .button:hover {
    background: var(--sunken);
  }
  .button:active {
    transform: scale(0.97);
  }
  .button.primary {
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent);
  }
  .button.primary:hover {
    background: var(--accent-hover);
  }
  .button.quiet {
    border-color: transparent;
  }
  .button.round {
    padding: 0;
  }
  .button:disabled,
  .button[aria-disabled='true'] {
    border-color: var(--line);
    background: var(--sunken);
    color: var(--ink-soft);
    cursor: default;
    transform: none;
  }
  @media (forced-colors: active) {
    .button:disabled,
    .button[aria-disabled='true'] {
      border-color: GrayText;
      color: GrayText;
    }
  }
`;

/** A few buttons of which one is pressed, in a row that reads as one thing. */
export const choices = css`
  .choices {
    display: inline-flex;
    padding: 3px;
    border: 1px solid var(--line);
    border-radius: 99rem;
    background: var(--sunken);
  }
  .choices button {
    display: inline-flex;
    align-items: center;
    gap: var(--space-2);
    min-width: var(--target);
    min-height: var(--target);
    padding-inline: var(--space-4);
    border: 0;
    border-radius: 99rem;
    background: none;
    color: var(--ink-soft);
    font: 600 var(--text-s) / 1 var(--font);
    cursor: pointer;
  }
  @media (max-width: 40rem) {
    .choices button {
      padding-inline: var(--space-3);
    }
  }
  .choices button[aria-pressed='true'] {
    background: var(--raised);
    color: var(--ink);
    box-shadow: 0 1px 3px var(--shadow);
  }
  @media (forced-colors: active) {
    .choices button[aria-pressed='true'] {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
`;

/** A sheet over the page, as small as what it holds. */
export const dialog = css`
  dialog {
    width: min(26rem, calc(100vw - 2 * var(--space-4)));
    max-height: calc(100dvh - 2 * var(--space-5));
    padding: 0;
    border: 1px solid var(--line);
    border-radius: var(--round-l);
    background: var(--raised);
    color: var(--ink);
    box-shadow: 0 1.5rem 4rem var(--shadow);
  }
  dialog::backdrop {
    background: color-mix(in oklab, var(--sunken) 65%, transparent);
    backdrop-filter: blur(3px);
  }
`;
