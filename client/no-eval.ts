/**
 * Owns one switch: zod must not try to compile its parsers, because the content security policy
 * forbids `eval` and the browser reports even a caught attempt. Has to be the first import of all.
 */
import { config } from 'zod';

config({ jitless: true });
