/** Owns the OpenAPI document: derived from the contract, never written by hand. */
import type { z } from 'zod';
import type { Command } from '../../shared/command.ts';
import { commands } from '../../shared/protocol.ts';
import { refusalStatus } from '../../shared/refusal.ts';
import { type JsonSchema, nameIn, schemaOf } from '../scripts/documents/shape.ts';

/** Without references: every operation reads on its own. */
const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema => {
  const { $defs = {}, ...rest } = schemaOf(schema, io);
  return inlined(rest, $defs) as JsonSchema;
};

const inlined = (schema: unknown, definitions: Readonly<Record<string, JsonSchema>>): unknown => {
  if (Array.isArray(schema)) return schema.map((part) => inlined(part, definitions));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $ref, ...beside } = schema as JsonSchema;
  const whole = $ref ? { ...definitions[nameIn($ref)], ...beside } : schema;
  return Object.fromEntries(
    Object.entries(whole).map(([key, value]) => [key, inlined(value, definitions)]),
  );
};

const refusalSchema = {
  type: 'object',
  required: ['refusal'],
  properties: {
    refusal: {
      type: 'object',
      required: ['code', 'message'],
      properties: {
        code: { type: 'string', enum: Object.keys(refusalStatus) },
        message: { type: 'string', description: 'A sentence for a person.' },
        field: { type: 'string', description: 'The field that is wrong, such as marks.0.day.' },
        retryAfterMs: { type: 'integer' },
        id: { type: 'string', description: 'Where to find an internal failure in the log.' },
      },
    },
  },
};

const operation = (command: Command) => {
  const input = jsonSchema(command.input, 'input');
  const isRead = command.http?.method === 'get';
  const { properties = {}, required = [] } = input;
  return {
    operationId: command.name.replace(':', '-'),
    summary: command.summary,
    ...(isRead
      ? {
          parameters: Object.entries(properties).map(([name, schema]) => ({
            name,
            in: command.http?.path.includes(`{${name}}`) ? 'path' : 'query',
            required: required.includes(name),
            schema,
          })),
        }
      : {
          parameters: [
            {
              name: 'X-Requested-With',
              in: 'header',
              required: true,
              schema: { const: 'XMLHttpRequest' },
            },
          ],
          requestBody: { required: true, content: { 'application/json': { schema: input } } },
        }),
    responses: {
      200: {
        description: 'Done.',
        content: {
          [command.http?.media ?? 'application/json']: {
            schema: jsonSchema(command.result, 'output'),
          },
        },
      },
      default: {
        description: 'Refused, with the reason.',
        content: { 'application/json': { schema: refusalSchema } },
      },
    },
  };
};

const pathsOf = (): Record<string, Record<string, unknown>> => {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const command of Object.values(commands) as Command[]) {
    if (!command.http) continue;
    const { method, path } = command.http;
    paths[path] = { ...paths[path], [method]: operation(command) };
  }
  return paths;
};

export const openApi = {
  openapi: '3.1.0',
  info: {
    title: 'Muster',
    version: '1',
    description: 'Routes that run the same commands as the socket. See docs/protocol.md.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  paths: pathsOf(),
};
