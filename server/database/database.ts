/** Owns the connection pool: row parsing on, ids and dates as strings. Holds no query of a feature. */
import {
  BackendTerminatedError,
  ConnectionError,
  createPool,
  type DatabasePool,
  type DatabaseTransactionConnection,
  type Interceptor,
  SchemaValidationError,
  sql,
  UniqueIntegrityConstraintViolationError,
} from 'slonik';
import { z } from 'zod';

export type Database = DatabasePool;
export type Tx = DatabaseTransactionConnection;
/** Where a reading query may run: in a transaction or on the pool. */
export type Reader = Database | Tx;

/** Every row passes the schema its query was written with, so that a drifted column fails at once. */
const rowParser: Interceptor = {
  name: 'row-parser',
  transformRow: ({ resultParser }, query, row) => {
    if (!resultParser) return row;
    const parsed = resultParser['~standard'].validate(row);
    if (parsed instanceof Promise) throw new TypeError('Row schemas must be synchronous.');
    if (parsed.issues) throw new SchemaValidationError(query, row, parsed.issues);
    return parsed.value as typeof row;
  },
};

/** `bigint` stays a string (19 digits), `date` stays `YYYY-MM-DD` (no zone may shift it). */
const typeParsers = [
  { name: 'int8', parse: (text: string) => text },
  { name: 'date', parse: (text: string) => text },
  { name: 'timestamptz', parse: (text: string) => Date.parse(text) },
];

export const connect = (url: string, { maxPoolSize = 10 } = {}): Promise<Database> =>
  createPool(url, {
    interceptors: [rowParser],
    typeParsers,
    maxPoolSize,
    // A connection that goes back is clean: nothing here uses session state. Saves a round trip.
    resetConnection: async () => {},
    idleTimeout: 60_000,
    connectionTimeout: 5_000,
    statementTimeout: 15_000,
    idleInTransactionSessionTimeout: 15_000,
    // The caller knows whether repeating is safe; a library does not.
    queryRetryLimit: 0,
    transactionRetryLimit: 0,
  });

/** A `bigint` that counts something and is far below 2^53: revisions, orders, totals. */
export const count = z.coerce.number().int();

/** Whether the database went away, as opposed to refusing what it was asked. */
export const isOutage = (error: unknown): boolean =>
  error instanceof ConnectionError || error instanceof BackendTerminatedError;

/** The name of the unique constraint that a write ran into, or nothing for any other error. */
export const takenConstraint = (error: unknown): string | undefined =>
  error instanceof UniqueIntegrityConstraintViolationError
    ? (error.constraint ?? undefined)
    : undefined;

/** Whether the database answers at all; used by health checks. */
export const ping = async (database: Database): Promise<void> => {
  await database.query(sql.unsafe`select 1`);
};
