/** Owns what identity gives to the app: the page about me, to which others give sections. */
import { ContextProvider } from '@lit/context';
import { html } from 'lit';
import type { Feature, Section } from '../feature.ts';
import * as say from '../words/strings.ts';
import { aboutMeContext, identityContext } from './context.ts';
import type { Identity } from './store.ts';

export const identityFeature = (identity: Identity, aboutMe: readonly Section[]): Feature => ({
  pages: [
    {
      id: 'me',
      title: say.me,
      isShownTo: () => true,
      load: () => Promise.all([import('./me-page.ts'), ...aboutMe.map(({ load }) => load())]),
      draw: () => html`<me-page></me-page>`,
    },
  ],
  watched: [identity.me],
  join(app) {
    new ContextProvider(app, { context: identityContext, initialValue: identity });
    new ContextProvider(app, { context: aboutMeContext, initialValue: aboutMe });
  },
});
