/** Owns what can be wrong with an input: every field of a right one, broken in every way we know. */

export type Malformed = {
  /** Such as `marks.0.day null`. */
  readonly what: string;
  /** Path of the field that a refusal must name. */
  readonly field: string;
  readonly input: unknown;
};

const halfACharacter = '\ud800';
const ofTwoMegabytes = 'a'.repeat(2_000_000);

/** Of no type that a field has; where one is right after all, the test says so. */
const wrongTypes: Record<string, unknown> = {
  null: null,
  '12.5': 12.5,
  true: true,
  'an empty list': [],
  'an empty object': {},
  'a list of itself': [[['x']]],
  'half a character': halfACharacter,
  'two megabytes': ofTwoMegabytes,
};

const noDay = [
  '2026-02-30',
  '2027-02-29',
  '2026-13-01',
  '2026-00-10',
  '20261122',
  '+002026-11-22',
  '-000001-11-22',
  '0000-01-01',
  '2026-1-1',
  '2026-11-22T00:00:00Z',
  '2026-W47-7',
  ' 2026-11-22',
  '2026-11-22\n',
  '2026-11-22\0',
  '２０２６-11-22',
  'today',
  '',
];
const noCommunity = ['', 'Default', '-a', 'a_b', '../default', 'čebele', 'a'.repeat(41), 'a\n'];
const noName = [
  '',
  '   ',
  '\u202e\u200b\u2069',
  'a'.repeat(33),
  '🎯'.repeat(33),
  `Ana${halfACharacter}`,
];

/** Values of the right type that are wrong all the same, by the field's own name. */
const wrongValues: Record<string, readonly unknown[]> = {
  day: noDay,
  from: noDay,
  to: noDay,
  community: noCommunity,
  name: noName,
  token: ['', 'x', 'a'.repeat(31), 'a'.repeat(33), `${'a'.repeat(31)}=`, `${'a'.repeat(32)}\n`],
  key: ['', 'x', '{0198c0de-7e57-7a3b-8c4d-1f2e3d4c5b6a}', '0198c0de7e577a3b8c4d1f2e3d4c5b6a'],
  since: [-1, '0', 1e300, 2 ** 53, Number.MIN_VALUE],
  status: ['', 'looking', 'LOOKING ', '__proto__', 'constructor', 0],
  stream: [
    '',
    'grid',
    'grid:',
    ':default',
    'grid:default/members',
    'GRID:default',
    'grid:a:',
    'grid:a:b c',
  ],
  issuer: ['', 'x'.repeat(256)],
  subject: ['', 'x'.repeat(256)],
};

const unknownFields = ['extra', '__proto__', 'constructor', 'prototype', 'toString', '', 'a.b'];

/** Never an object with fields, whatever the command. */
const noInputs: Record<string, unknown> = {
  null: null,
  'a list': [],
  'a list of inputs': [{}],
  'a string': 'text',
  'an empty string': '',
  'a number': 12,
  zero: 0,
  true: true,
};

/** All that follow from a right input with every field. */
export const malformedFrom = (example: object): Malformed[] => [
  ...Object.entries(noInputs).map(([what, input]) => ({ what, field: 'input', input })),
  ...pathsOf(example).flatMap((path) => brokenAt(example, path)),
  ...[[], ...pathsOf(example)]
    .filter((path) => isFields(valueAt(example, path)))
    .flatMap((path) => withUnknownFields(example, path)),
];

const brokenAt = (example: object, path: readonly string[]): Malformed[] => {
  const field = path.join('.');
  const name = path.at(-1) ?? '';
  const without = { what: `${field} left out`, field, input: replaced(example, path, undefined) };
  const values = [
    ...Object.entries(wrongTypes),
    ...(wrongValues[name] ?? []).map((value) => [JSON.stringify(value), value] as const),
  ];
  return [
    // A place in a list cannot be left out: the list only gets shorter.
    ...(/^\d+$/.test(name) ? [] : [without]),
    ...values.map(([what, value]) => ({
      what: `${field} ${what}`,
      field,
      input: replaced(example, path, value),
    })),
  ];
};

const withUnknownFields = (example: object, path: readonly string[]): Malformed[] =>
  unknownFields.map((name) => ({
    what: `${[...path, name].join('.')} added`,
    field: [...path, name].join('.') || 'input',
    // Computed, so that `__proto__` becomes a field and not the prototype.
    input: replaced(example, path, { ...Object(valueAt(example, path)), [name]: { x: 1 } }),
  }));

/** Every field and every place in a list, outer ones first. */
const pathsOf = (value: unknown, path: readonly string[] = []): (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => [
        [...path, key],
        ...pathsOf(inner, [...path, key]),
      ])
    : [];

const isFields = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const valueAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce((inner, key) => (inner as Record<string, unknown>)[key], value);

/** A copy with another value there; `undefined` is what JSON leaves out. */
const replaced = (value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown => {
  if (key === undefined) return by;
  const copy = Array.isArray(value) ? [...value] : { ...Object(value) };
  copy[key] = replaced(copy[key], rest, by);
  return copy;
};
