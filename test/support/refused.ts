/** Owns expecting an expected no: what a command was refused with. */
import { type Refusal, Refused } from '../../shared/refusal.ts';

/** Throws when it was answered, or went wrong in another way. */
export const refusalOf = async (asked: Promise<unknown>): Promise<Refusal> => {
  const error = await asked.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Refused)) throw new Error(`No refusal: ${error}`);
  return error.refusal;
};
