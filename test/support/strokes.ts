/** Owns strokes in tests: painting one, and taking it back. */
import { randomUUID } from 'node:crypto';
import type { Mark } from '../../shared/availability/commands.ts';
import type { Person } from './house.ts';

/** Marks, and returns the stroke by which it can be taken back. */
export const paint = async (person: Person, marks: Mark[]): Promise<string> => {
  const stroke = randomUUID();
  await person.run('availability:set', { key: stroke, marks });
  return stroke;
};

export const takeBack = (person: Person, stroke: string) =>
  person.run('availability:undo', { key: randomUUID(), stroke });
