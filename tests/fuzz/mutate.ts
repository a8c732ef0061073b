// Makes a wrong input of a right one: bits, cuts, splices, other types, depth, huge numbers, double and prototype keys.
import type { Random } from '#shared/base/random.ts';

export const below = (most: number, chance: Random): number => Math.floor(chance() * most);

export function pick<T>(choices: readonly T[], chance: Random): T {
  if (choices.length === 0) throw new Error('nothing to pick from');
  return choices[below(choices.length, chance)] as T;
}

/** @param others samples of the same kind, to be spliced in */
export function mutateBytes(
  bytes: Uint8Array,
  others: readonly Uint8Array[],
  chance: Random,
): Buffer {
  let made: Buffer = Buffer.from(bytes);
  for (let rounds = 1 + below(3, chance); rounds > 0; rounds -= 1) {
    made = pick(BYTE_WAYS, chance)(made, Buffer.from(pick(others, chance)), chance);
  }
  return made;
}

type ByteWay = (bytes: Buffer, other: Buffer, chance: Random) => Buffer;

const BYTE_WAYS: readonly ByteWay[] = [
  (bytes, _other, chance) => {
    if (bytes.length === 0) return bytes;
    const at = below(bytes.length, chance);
    bytes.writeUInt8((bytes[at] ?? 0) ^ (1 << below(8, chance)), at);
    return bytes;
  },
  (bytes, _other, chance) => bytes.subarray(0, below(bytes.length + 1, chance)),
  (bytes, _other, chance) => {
    const at = below(bytes.length + 1, chance);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + below(64, chance))]);
  },
  (bytes, _other, chance) => {
    const at = below(bytes.length + 1, chance);
    const text = Buffer.from(pick(ODD_TEXTS, chance));
    return Buffer.concat([bytes.subarray(0, at), text, bytes.subarray(at)]);
  },
  (bytes, other, chance) =>
    Buffer.concat([
      bytes.subarray(0, below(bytes.length + 1, chance)),
      other.subarray(below(other.length + 1, chance)),
    ]),
  (bytes, _other, chance) => {
    const from = below(bytes.length + 1, chance);
    const piece = bytes.subarray(from, from + below(200, chance));
    return Buffer.concat([bytes.subarray(0, from), piece, piece, piece, bytes.subarray(from)]);
  },
  (bytes, _other, chance) => {
    const at = below(bytes.length, chance);
    const length = Math.min(8, bytes.length - at);
    return Buffer.concat([
      bytes.subarray(0, at),
      Buffer.alloc(length, pick([0x00, 0x7f, 0x80, 0xff], chance)),
      bytes.subarray(at + length),
    ]);
  },
];

const ODD_TEXTS = [
  '\0',
  '\u{feff}',
  '\r\n\r\n',
  '"',
  '{',
  ']',
  ',',
  ';',
  '=cmd()',
  '9'.repeat(400),
  '../../../../etc/passwd',
  '%00%2e%2e',
  '\u{202e}',
  '😀'.repeat(50),
  '<!ENTITY a "b">',
  '&a [*a, *a]',
  '<<: *a',
  '__proto__: {}',
  '- - - - - -',
  '1e999',
  'A'.repeat(5_000),
];

/** Stand for what `JSON.stringify` does not write. */
const DEEP = '@deep@';
const HUGE = '@huge@';
const DEPTH = 20_000;

export const ODD_VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  0.5,
  1e308,
  2 ** 53 + 2,
  -(2 ** 63),
  '',
  ' ',
  '0',
  '\0',
  '\ud800',
  '__proto__',
  'constructor',
  "'; drop table customer --",
  '../../secret',
  'x'.repeat(70_000),
  '2026-02-30',
  [],
  {},
  [[]],
  { __proto__: null },
];
const ODD_JSON = [...ODD_VALUES, DEEP, HUGE];

const PROTOTYPE_KEYS = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];

type Place = { readonly parent: object; readonly key: string };

/** Changes a copy in one to three places. @param odd what may stand in the place of a value */
export function mutateValue(value: unknown, odd: readonly unknown[], chance: Random): unknown {
  const root = { value: structuredClone(value) };
  for (let rounds = 1 + below(3, chance); rounds > 0; rounds -= 1) {
    const places = placesIn(root);
    change(pick(places, chance), places, odd, chance);
  }
  return root.value;
}

function placesIn(root: object): readonly Place[] {
  const places: Place[] = [];
  const seen = new Set<unknown>();
  const queue: object[] = [root];
  for (let at = 0; at < queue.length && places.length < 5_000; at += 1) {
    const parent = queue[at];
    if (parent === undefined || seen.has(parent)) continue;
    seen.add(parent);
    for (const key of Object.keys(parent)) {
      places.push({ parent, key });
      const child: unknown = Reflect.get(parent, key);
      if (isChangeable(child)) queue.push(child);
    }
  }
  return places;
}

/** Not the inside of bytes, dates and maps, which take no value of every kind. */
const isChangeable = (value: unknown): value is object =>
  Array.isArray(value) ||
  (typeof value === 'object' &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype);

function change(
  { parent, key }: Place,
  places: readonly Place[],
  odd: readonly unknown[],
  chance: Random,
): void {
  const old: unknown = Reflect.get(parent, key);
  const other = pick(places, chance);
  switch (below(8, chance)) {
    case 0:
      if (parent !== places[0]?.parent) Reflect.deleteProperty(parent, key);
      break;
    case 1:
      put(parent, pick(PROTOTYPE_KEYS, chance), structuredClone(pick(odd, chance)));
      break;
    case 2:
      put(parent, key, structuredClone(Reflect.get(other.parent, other.key)));
      break;
    case 3:
      put(parent, `${key}${pick(['', ' ', 's', '\0'], chance)}`, old);
      break;
    case 4:
      put(
        parent,
        key,
        Array.from({ length: 1 + below(isLarge(old) ? 3 : 400, chance) }, () => old),
      );
      break;
    default:
      put(parent, key, structuredClone(pick(odd, chance)));
  }
}

/** Many of these would be more than any reader takes, and more than this one can make. */
const isLarge = (value: unknown): boolean =>
  typeof value === 'object' || (typeof value === 'string' && value.length > 1_000);

/** As a member of its own, also where the name is the prototype's. */
const put = (parent: object, key: string, value: unknown): void => {
  Object.defineProperty(parent, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
};

/** JSON text that says something else than the sample, or is none. */
export function mutateJson(sample: unknown, chance: Random): Buffer {
  const value = mutateValue(sample, ODD_JSON, chance);
  let text = (JSON.stringify(value) ?? '')
    .replace(`"${DEEP}"`, () => '['.repeat(DEPTH) + ']'.repeat(DEPTH))
    .replaceAll(`"${HUGE}"`, '1e999');
  if (chance() < 0.15) text = withDoubleKey(text, chance);
  const bytes = Buffer.from(text);
  return chance() < 0.2 ? mutateBytes(bytes, [bytes], chance) : bytes;
}

/** One of its members twice, with two values. */
function withDoubleKey(text: string, chance: Random): string {
  const keys = [...text.matchAll(/"([\w-]{1,40})":/g)].slice(0, 1_000);
  if (keys.length === 0) return text;
  const { 0: member, index } = pick(keys, chance);
  const odd = JSON.stringify(pick(ODD_VALUES, chance));
  return `${text.slice(0, index)}${member}${odd},${text.slice(index)}`;
}
