/**
 * Owns what an OpenAPI 3.1 document may look like, as far as Muster uses it: unknown fields are
 * errors. After https://spec.openapis.org/oas/v3.1.0 and JSON Schema 2020-12.
 */
import { z } from 'zod';

const isPattern = (text: string): boolean => {
  try {
    return new RegExp(text, 'u') instanceof RegExp;
  } catch {
    return false;
  }
};

const Count = z.number().int().nonnegative();
const Type = z.enum(['null', 'boolean', 'object', 'array', 'number', 'integer', 'string']);

const Schema: z.ZodType<object> = z.lazy(() =>
  z
    .strictObject({
      type: z.union([Type, z.array(Type).min(1)]),
      const: z.json(),
      enum: z.array(z.json()).min(1),
      anyOf: z.array(Schema).min(1),
      allOf: z.array(Schema).min(1),
      oneOf: z.array(Schema).min(1),
      properties: z.record(z.string(), Schema),
      required: z.array(z.string()),
      propertyNames: Schema,
      additionalProperties: z.union([z.boolean(), Schema]),
      items: Schema,
      pattern: z.string().refine(isPattern, 'This is no regular expression.'),
      format: z.string(),
      minLength: Count,
      maxLength: Count,
      minItems: Count,
      maxItems: Count,
      minimum: z.number(),
      maximum: z.number(),
      default: z.json(),
      example: z.json(),
      description: z.string(),
    })
    .partial()
    .refine(
      ({ type, items }) => type !== 'array' || items !== undefined,
      'An array says what its items are.',
    )
    .refine(
      ({ properties, required = [] }) =>
        required.every((name) => properties?.[name] ?? !properties),
      'What is required is described.',
    ),
);

const Content = z.record(
  z.string().regex(/^[a-z]+\/[a-z.+-]+$/),
  z.strictObject({ schema: Schema }),
);

const Operation = z.strictObject({
  operationId: z.string().regex(/^[a-z-]+$/),
  summary: z.string().min(1),
  description: z.string().optional(),
  parameters: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        in: z.enum(['path', 'query', 'header', 'cookie']),
        required: z.boolean().optional(),
        description: z.string().optional(),
        schema: Schema,
      }),
    )
    .refine(
      (all) => new Set(all.map((one) => `${one.in} ${one.name}`)).size === all.length,
      'Each parameter once.',
    )
    .optional(),
  requestBody: z.strictObject({ required: z.boolean().optional(), content: Content }).optional(),
  responses: z
    .record(
      z.string().regex(/^(?:[1-5]\d\d|default)$/),
      z.strictObject({ description: z.string().min(1), content: Content.optional() }),
    )
    .refine((all) => Object.keys(all).length > 0, 'An operation answers something.'),
});

export const OpenApiDocument = z
  .strictObject({
    openapi: z.string().regex(/^3\.1\.\d+$/),
    info: z.strictObject({
      title: z.string().min(1),
      version: z.string().min(1),
      description: z.string().optional(),
      license: z.strictObject({ name: z.string().min(1), identifier: z.string() }).optional(),
    }),
    paths: z.record(
      z.string().regex(/^(?:\/(?:[a-z-]|\{\w+\}|\.)+)+$/),
      z.strictObject({ get: Operation, post: Operation }).partial(),
    ),
  })
  .refine(({ paths }) => {
    const ids = Object.values(paths).flatMap(({ get, post }) =>
      [get, post].flatMap((operation) => operation?.operationId ?? []),
    );
    return new Set(ids).size === ids.length;
  }, 'Each operationId once.');
