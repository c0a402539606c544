/**
 * Owns how a schema is written for readers: as a TypeScript type, what TypeScript cannot say behind
 * `//`. Knows no command, and validates nothing.
 */
import { z } from 'zod';

/** The part of JSON Schema that zod writes. */
export type JsonSchema = {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly propertyNames?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly default?: unknown;
  readonly example?: unknown;
  readonly description?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
};

/**
 * `input` is what a sender writes, `output` what is there after parsing; parts with a name are in
 * `$defs`. What is checked in code alone, such as that a date exists, cannot be said in it.
 */
export const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema => {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest as JsonSchema;
};

/** Which of `$defs` a reference means. */
export const nameIn = (reference: string): string => reference.replace('#/$defs/', '');

const longestLine = 80;
const indent = '  ';

/** `margin` is what stands before each line of a type that needs several. */
export const shapeOf = (schema: JsonSchema, margin = ''): string => {
  if (schema.$ref) return nameIn(schema.$ref);
  if (schema.anyOf) return schema.anyOf.map((part) => shapeOf(part, margin)).join(' | ');
  if (schema.enum) return schema.enum.map((value) => quoted(value)).join(' | ');
  if (schema.const !== undefined) return quoted(schema.const);
  switch (schema.type) {
    case 'object':
      return schema.properties ? objectOf(schema, margin) : recordOf(schema, margin);
    case 'array': {
      const item = shapeOf(schema.items ?? {}, margin);
      return item.includes(' | ') ? `(${item})[]` : `${item}[]`;
    }
    case 'integer':
      return 'number';
    default:
      return [schema.type ?? 'unknown'].flat().join(' | ');
  }
};

const quoted = (value: unknown): string =>
  typeof value === 'string' ? `'${value}'` : JSON.stringify(value);

const recordOf = (schema: JsonSchema, margin: string): string => {
  const value = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {};
  return `Record<${shapeOf(schema.propertyNames ?? { type: 'string' })}, ${shapeOf(value, margin)}>`;
};

const objectOf = (schema: JsonSchema, margin: string): string => {
  const inner = margin + indent;
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const isOptional = !schema.required?.includes(name);
    return {
      text: `${name}${isOptional ? '?' : ''}: ${shapeOf(field, inner)}`,
      note: constraintsOf(field).join(', '),
    };
  });
  if (fields.length === 0) return '{}';
  const short = `{ ${fields.map(({ text }) => text).join('; ')} }`;
  const isPlain = fields.every(({ text, note }) => !note && !text.includes('\n'));
  if (isPlain && margin.length + short.length <= longestLine) return short;
  const lines = fields.map(({ text, note }) => `${inner}${text};${note ? ` // ${note}` : ''}`);
  return `{\n${lines.join('\n')}\n${margin}}`;
};

/** What a value must keep to beyond its type, in words: `1 to 91 items`, `at most 64 characters`. */
export const constraintsOf = (schema: JsonSchema): string[] => [
  ...(schema.type === 'integer' ? wholeNumber(schema) : []),
  ...(schema.format === undefined ? textual(schema) : [`format ${schema.format}`]),
  ...range(schema.minItems, schema.maxItems, 'items'),
  ...(schema.default === undefined ? [] : [`${quoted(schema.default)} when left out`]),
  ...(schema.description === undefined ? [] : [schema.description]),
];

/** A format says more than the length and the pattern that zod writes beside it. */
const textual = ({ minLength, maxLength, pattern }: JsonSchema): string[] => [
  ...range(minLength, maxLength, 'characters'),
  ...(pattern === undefined ? [] : [`\`/${pattern}/\``]),
];

/** Whole numbers end where JavaScript's do: only nearer ends are worth a word. */
const wholeNumber = ({ minimum, maximum }: JsonSchema): string[] => {
  const near = (end: number | undefined) =>
    end !== undefined && Math.abs(end) < Number.MAX_SAFE_INTEGER ? end : undefined;
  const [ends] = range(near(minimum), near(maximum), '');
  return ends ? [`whole, ${ends}`] : [];
};

const range = (least: number | undefined, most: number | undefined, unit: string): string[] => {
  if (least === undefined && most === undefined) return [];
  const words =
    least === undefined
      ? `at most ${most}`
      : most === undefined
        ? `at least ${least}`
        : `${least} to ${most}`;
  return [`${words} ${unit}`.trim()];
};
