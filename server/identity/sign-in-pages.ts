/** Owns what somebody reads when a sign-in did not work: why, in words, and the next step. */
import type { Response } from 'express';
import { html } from '../html.ts';
import { document, pageHeaders } from './pages.ts';

export type SignInProblem =
  | { readonly kind: 'cancelled'; readonly returnTo?: string }
  | { readonly kind: 'stale'; readonly returnTo?: string }
  | { readonly kind: 'already'; readonly returnTo?: string }
  | { readonly kind: 'too-many'; readonly seconds: number; readonly returnTo?: string }
  /** `id` is where to find the reason in the server's log. */
  | { readonly kind: 'unavailable'; readonly id: string; readonly returnTo?: string };

const statusOf = {
  cancelled: 403,
  stale: 400,
  already: 400,
  'too-many': 429,
  unavailable: 503,
} as const satisfies Record<SignInProblem['kind'], number>;

/** Answers with a page; never with JSON, never with a stack. */
export const sendSignInPage = (res: Response, problem: SignInProblem): void => {
  const { title, text, note } = wordsFor(problem);
  const again = `/auth/sign-in?return=${encodeURIComponent(problem.returnTo ?? '/')}`;
  const actions =
    problem.kind === 'already'
      ? html`<a class="primary" href="/">Continue to Muster</a>
        <a class="other" href="${again}">Sign in as somebody else</a>`
      : html`<a class="primary" href="${again}">Try again</a>
        <a class="other" href="/">Back to Muster</a>`;
  const content = html`<p>${text}</p>
      <p class="actions">
        ${actions}
      </p>
      ${note ? html`<p class="note">${note}</p>` : ''}`;
  res.status(statusOf[problem.kind]).set(pageHeaders());
  if (problem.kind === 'too-many') res.set('Retry-After', String(problem.seconds));
  if (problem.kind === 'unavailable') res.set('Retry-After', '10');
  res.send(document({ title, content, style: '/auth/pages.css', theme: '/theme.js' }));
};

const wordsFor = (problem: SignInProblem): { title: string; text: string; note?: string } => {
  switch (problem.kind) {
    case 'cancelled':
      return {
        title: 'Sign-in cancelled',
        text: 'Nothing has changed. You can sign in whenever you like, or look around without.',
      };
    case 'stale':
      return {
        title: 'This sign-in is over',
        text: 'It was used before, took longer than 10 minutes, or began in another browser. Begin again: it takes a moment.',
      };
    case 'already':
      return {
        title: 'You are signed in',
        text: 'This sign-in was used before. You need not do anything else.',
      };
    case 'too-many':
      return {
        title: 'One moment, please',
        text: `Too many sign-ins from here at once. Try again in ${problem.seconds} s.`,
      };
    case 'unavailable':
      return {
        title: 'Signing in does not work right now',
        text: 'Something it needs does not answer. It may be back in a moment.',
        note: `If it stays like this, give this to an admin: ${problem.id}`,
      };
    default:
      return problem satisfies never;
  }
};
