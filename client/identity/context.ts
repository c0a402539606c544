/** Owns by what name elements ask for who I am, and for what stands on the page about me. */
import { createContext } from '@lit/context';
import type { Section } from '../feature.ts';
import type { Identity } from './store.ts';

export const identityContext = createContext<Identity>(Symbol('identity'));
export const aboutMeContext = createContext<readonly Section[]>(Symbol('about me'));
