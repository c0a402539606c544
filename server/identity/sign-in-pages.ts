/** Owns what somebody reads when a sign-in did not work: why, in words, and the next step. */
import type { Response } from 'express';
import { html } from '../http/html.ts';
import { document, pageHeaders } from './pages.ts';
import { languageOf, type Sentences, sentences } from './sentences.ts';

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
  const language = languageOf(res.req);
  const say = sentences[language];
  const { title, text, note } = wordsFor(problem, say);
  const again = `/auth/sign-in?return=${encodeURIComponent(problem.returnTo ?? '/')}`;
  const actions =
    problem.kind === 'already'
      ? html`<a class="primary" href="/">${say.goOn}</a>
        <a class="other" href="${again}">${say.asSomebodyElse}</a>`
      : html`<a class="primary" href="${again}">${say.tryAgain}</a>
        <a class="other" href="/">${say.back}</a>`;
  const content = html`<p>${text}</p>
      <p class="actions">
        ${actions}
      </p>
      ${note ? html`<p class="note">${note}</p>` : ''}`;
  res.status(statusOf[problem.kind]).set(pageHeaders());
  if (problem.kind === 'too-many') res.set('Retry-After', String(problem.seconds));
  if (problem.kind === 'unavailable') res.set('Retry-After', '10');
  res.send(document({ language, title, content, style: '/auth/pages.css', theme: '/theme.js' }));
};

const wordsFor = (
  problem: SignInProblem,
  say: Sentences,
): { title: string; text: string; note?: string } => {
  switch (problem.kind) {
    case 'cancelled':
    case 'stale':
    case 'already':
      return say[problem.kind];
    case 'too-many':
      return { title: say.tooMany.title, text: say.tooMany.text(problem.seconds) };
    case 'unavailable':
      return { ...say.unavailable, note: say.unavailable.note(problem.id) };
    default:
      return problem satisfies never;
  }
};
