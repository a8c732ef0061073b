// The wire as it is, hashed: whoever changes a message, a travelling document or the pack's tables sees this fail.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { givenName } from '#shared/base/find/name_readings.ts';
import { phoneKey } from '#shared/base/find/phone_key.ts';
import { accountKey, nameKey } from '#shared/base/find/plain_text.ts';
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import { beliefsSchema } from '#shared/model/beliefs.ts';
import { branchSchema, giftSchema, staffMemberSchema } from '#shared/model/branch.ts';
import { catalogSchema } from '#shared/model/catalog.ts';
import { groupSchema } from '#shared/model/group.ts';
import { effectFigureSchema } from '#shared/model/effect_figure.ts';
import { heardSchema } from '#shared/model/heard.ts';
import { lotteryLeaseSchema, pointsLeaseSchema } from '#shared/model/lease.ts';
import { settledDaySchema } from '#shared/model/settled.ts';
import { policySchema } from '#shared/model/policy.ts';
import { careSchema } from '#shared/model/care.ts';
import { eventEnvelopeSchema, eventPayloads } from '#shared/model/event.ts';
import { META_KEYS, PACK_INDEXES, PACK_TABLES } from './pack_schema.ts';
import { PACK_CIPHER, PACK_SCHEMA_VERSION, PROTOCOL_VERSION } from './protocol.ts';

/**
 * What each version of the protocol looked like. A new wire gets a new version and a new line; the
 * line of a version that was released is never edited.
 */
const WIRE_OF_VERSION: Readonly<Record<number, string>> = {
  1: 'f18f5a3ac8e71943',
  2: 'cd2841c1fd6f6b74',
};

/** The tables by version of the pack's schema, in the same way. */
const TABLES_OF_VERSION: Readonly<Record<number, string>> = {
  1: 'b8935d765b1ec33c',
  2: '0e71feae773df53d',
  3: '22fc4c0b429ed49f',
  4: '22fc4c0b429ed49f',
  5: '22fc4c0b429ed49f',
};

/** What is looked up of these people by version of the pack's schema: keys that a cache has are no longer typed otherwise. */
const KEYS_OF_VERSION: Readonly<Record<number, string>> = {
  4: '6701b216396fbba1',
  5: '6701b216396fbba1',
};
const PEOPLE = [
  { name: '張　國偉', phone: '+86 138-0013-8006', account: 'b06-p' },
  { name: '阿依古丽•买买提', phone: '(0937)2612346', account: 'Ｂ０６ｏ' },
  { name: '欧阳修文', phone: '8613800138005', account: 'A1' },
  { name: '⻢零𠮷', phone: '919876543210', account: 'A 2' },
  { name: "José O'Neil Đặng", phone: '12593 013800138009', account: 'a.3' },
];

const files = import.meta.glob<Readonly<Record<string, unknown>>>(['./*.ts', '!./*.test.ts'], {
  eager: true,
});

/** Every exported schema of this folder, so that a new message cannot be forgotten here. */
const messages = Object.values(files)
  .flatMap((file) => Object.entries(file))
  .filter((entry): entry is [string, z.ZodType] => entry[1] instanceof z.ZodType);

const documents: readonly (readonly [string, z.ZodType])[] = [
  ...Object.entries({
    branchSchema,
    staffMemberSchema,
    giftSchema,
    catalogSchema,
    policySchema,
    groupSchema,
    beliefsSchema,
    careSchema,
    heardSchema,
    settledDaySchema,
    effectFigureSchema,
    lotteryLeaseSchema,
    pointsLeaseSchema,
    eventEnvelopeSchema,
  }),
  ...Object.entries(eventPayloads),
];

const TABLES = [PACK_TABLES, PACK_INDEXES, ...META_KEYS, PACK_CIPHER].join('\n');

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

function shapeOf(schemas: readonly (readonly [string, z.ZodType])[]): string {
  const shapes = schemas.map(([name, schema]) => [
    name,
    z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
  ]);
  return canonicalJson(Object.fromEntries(shapes) as Json);
}

test('the messages of the hub are all here', () => {
  expect(messages.map(([name]) => name)).toEqual(
    expect.arrayContaining([
      'enrolRequestSchema',
      'enrolResponseSchema',
      'packManifestSchema',
      'signedSchema',
      'changeHeadSchema',
      'changeRowSchema',
      'changesResponseSchema',
      'customerDocSchema',
      'eventsRequestSchema',
      'eventsResponseSchema',
      'hubErrorSchema',
    ]),
  );
});

test('messages, documents and tables are those of PROTOCOL_VERSION', () => {
  const shape = hash(shapeOf(messages) + shapeOf(documents) + TABLES);
  expect(`${PROTOCOL_VERSION}: ${shape}`).toBe(
    `${PROTOCOL_VERSION}: ${WIRE_OF_VERSION[PROTOCOL_VERSION]}`,
  );
});

test('the tables of a pack are those of PACK_SCHEMA_VERSION', () => {
  const tables = hash(TABLES);
  expect(`${PACK_SCHEMA_VERSION}: ${tables}`).toBe(
    `${PACK_SCHEMA_VERSION}: ${TABLES_OF_VERSION[PACK_SCHEMA_VERSION]}`,
  );
});

test('the keys of a pack are those of PACK_SCHEMA_VERSION', () => {
  const keys = PEOPLE.map(({ name, phone, account }) =>
    [nameKey(name), givenName(name), phoneKey(phone), accountKey(account)].join(' '),
  );
  expect(hash(keys.join('\n'))).toBe(KEYS_OF_VERSION[PACK_SCHEMA_VERSION]);
});

test('a change of one member moves the hash', () => {
  const before = shapeOf([['status', z.strictObject({ latest: z.int().min(0) })]]);
  expect(shapeOf([['status', z.strictObject({ latest: z.int().min(1) })]])).not.toBe(before);
});
