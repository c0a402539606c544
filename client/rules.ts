/** Owns that the rules both sides share are read in a turn of their own, before all that draws. */
import '../shared/availability.ts';
import { breath } from './breath.ts';

await breath();
