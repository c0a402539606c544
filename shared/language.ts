/** Owns which languages Muster speaks. Their sentences stand where they are said. */
import { z } from 'zod';

export const languages = ['en', 'de'] as const;

export const Language = z.enum(languages).meta({ id: 'Language' });
export type Language = z.infer<typeof Language>;
