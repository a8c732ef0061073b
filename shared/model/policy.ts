// HQ's policy: how often and to whom a branch may sell, what a yes is worth, and the limits that sort customers.
import { z } from 'zod';
import { currencySchema } from './branch.ts';
import { familySchema, touchPointSchema } from './catalog.ts';
import { codeSchema, daySchema, positiveFenSchema } from './fields.ts';
import { localTextSchema } from './text.ts';

const windows = { perWeek: z.int().min(0), perMonth: z.int().min(0) };

/** Two limits make three bands: below the first, from the first, from the second. */
const limitsSchema = z.tuple([z.number(), z.number()]).refine(([low, high]) => low < high, {
  error: 'two limits, the lower first',
});
export type Limits = readonly [number, number];

/** Money in fen, data in MB, a month each; recency in months, frequency in top-ups a month. */
const bandsSchema = z.strictObject({
  age: limitsSchema,
  arpu: limitsSchema,
  dou: limitsSchema,
  recency: limitsSchema,
  frequency: limitsSchema,
  value: limitsSchema,
});
export type Bands = Readonly<z.infer<typeof bandsSchema>>;

/** Who has a level is told by spend (fen a month over a year) or by months on the network; the highest counts. */
const levelSchema = z.strictObject({
  id: codeSchema,
  name: localTextSchema,
  fromSpend: positiveFenSchema,
  fromMonths: z.int().min(0),
  privileges: z.array(localTextSchema),
});
export type Level = Readonly<z.infer<typeof levelSchema>>;

const pointsSchema = z.strictObject({
  /** Points that a prepaid yuan (100 fen) earns. */
  perYuan: z.number().min(0),
  /** Day of each month on which points count more, and how many times. */
  memberDay: z.int().min(1).max(28),
  memberDayTimes: z.number().min(1),
  /** Festivals with an exchange of their own. */
  festivals: z.array(z.strictObject({ name: localTextSchema, from: daySchema, to: daySchema })),
  /** What one point costs the operator, in fen. */
  cost: z.number().min(0),
});
export type PointsPolicy = Readonly<z.infer<typeof pointsSchema>>;

/** What holding on to one customer costs and brings, beside what is known of the customer. */
const retentionSchema = z.strictObject({
  /** Months of revenue that are counted. */
  horizonMonths: z.number().positive(),
  /** Margin on revenue, percent. */
  marginPercent: z.number().min(0).max(100),
  /** Advertising, staff, channel, handset and discount for one case, fen. */
  directCost: positiveFenSchema,
  /** Share (percent) of the direct revenue lost to those who learn to threaten. */
  leaningPercent: z.number().min(0).max(100),
  /** Share of the system for one case, fen. */
  systemCost: positiveFenSchema,
  /** Chance to leave (percent) from which the risk is real. */
  fromChance: z.number().min(0).max(100),
});
export type RetentionPolicy = Readonly<z.infer<typeof retentionSchema>>;

const careSchema = z.strictObject({
  /** Days before a key date or an end of contract on which the branch is reminded. */
  keyDateDays: z.int().min(0),
  expiryDays: z.array(z.int().min(0)),
  /** Days between two home visits to full-service customers. */
  visitEveryDays: z.int().min(1),
  touchPoints: z.array(touchPointSchema).prefault(['phone', 'counter']),
});
export type CarePolicy = Readonly<z.infer<typeof careSchema>>;

const amountsSchema = z
  .strictObject({
    /** A single amount (fen) above which the counter asks back, whoever the customer is. */
    limit: positiveFenSchema,
    /** It also asks back above this multiple of the usual top-up, where that is known. */
    multiple: z.number().min(1),
    /** No single amount (fen) is above this: the counter takes none. */
    most: positiveFenSchema,
  })
  .refine(({ limit, most }) => limit <= most, {
    error: 'limit is at most `most`',
    path: ['limit'],
  });
export type AmountsPolicy = Readonly<z.infer<typeof amountsSchema>>;

/** Visits that may begin at one device: what is beyond is put aside at HQ, and looked at. */
const busiestSchema = z.strictObject({
  inMinute: z.int().min(1),
  onDay: z.int().min(1),
});
export type Busiest = Readonly<z.infer<typeof busiestSchema>>;
/** By the forms of private addresses alone; the counter checks once more where it listens. */
const networkSchema = z
  .string()
  .regex(
    /^(?:(?:10|127)\.[\d.]+|192\.168\.[\d.]+|172\.(?:1[6-9]|2\d|3[01])\.[\d.]+|f[cd][\da-f]{2}:[\da-f:]*|::1)\/\d{1,3}$/,
    'a private network such as 192.168.0.0/16',
  );
export const PRIVATE_NETWORKS = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  'fc00::/7',
  '127.0.0.0/8',
] as const;

/** A name, or a number with or without a port. */
export const hostSchema = z.string().regex(/^[A-Za-z0-9.:[\]_-]{1,80}$/, 'a name or an address');

const neighboursSchema = z.strictObject({
  /** TCP port on which a window listens to the others of its branch; where it is taken, one of the nine after it. */
  port: z.int().min(1_024).max(65_526),
  /** In which networks: private ones only. */
  networks: z
    .array(networkSchema)
    .min(1)
    .max(20)
    .prefault([...PRIVATE_NETWORKS]),
  /** By branch, names or addresses of its computers, where HQ cannot learn them from the computers themselves. */
  hosts: z.record(codeSchema, z.array(hostSchema).max(32)).prefault({}),
});
export type NeighboursPolicy = Readonly<z.infer<typeof neighboursSchema>>;

/** What HQ hopes for in a month, of a branch or (null) of each that is not named. */
const targetSchema = z.strictObject({
  branch: codeSchema.nullable(),
  /** Claimed for sentences, fen. */
  claimed: positiveFenSchema.nullable(),
  /** Finished visits. */
  visits: z.int().min(1).nullable(),
});

/** Who is at the window. */
const peopleSchema = z.strictObject({
  /** Digits that a PIN which somebody chooses has at least. */
  pinDigits: z.int().min(4).max(12).prefault(4),
  /** Wrong PINs in a row after which none of this person is looked at until a manager or HQ lets them. */
  lockAfter: z.int().min(3).max(100).prefault(10),
  /** Minutes without a key after which the window locks. */
  idleMinutes: z.int().min(1).max(60).prefault(10),
});

const keptFor = (least: number) => z.int().min(least).max(36_500).nullable().prefault(null);

/** Days after which what is personal goes; null: it is kept. Figures stay (`let_go.ts`). */
const keepDaysSchema = z.strictObject({
  /** Notes, words of reasons and phones in events. Not below what branches are told of each other. */
  contents: keptFor(92),
  /** What a decision was made from. */
  inputs: keptFor(31),
  /** Events that were put aside, from the day they came. */
  aside: keptFor(31),
  /** Who looked at whom. */
  lookUps: keptFor(92),
  /** At a counter: ledgers and keys of before, once HQ holds all that is in them. */
  ledgers: keptFor(1),
});
export type KeepDays = Readonly<z.infer<typeof keepDaysSchema>>;

/** Look-ups of one member of staff at one computer within an hour; for each one beyond, the counter asks why. */
const lookUpsSchema = z.strictObject({
  /** Different customers who were opened and with whom nothing was recorded. */
  opens: z.int().min(1).max(1_000_000).prefault(60),
  /** Phones and customer files that were shown in full. */
  reveals: z.int().min(1).max(1_000_000).prefault(20),
});
export type LookUpsPolicy = Readonly<z.infer<typeof lookUpsSchema>>;

/** Of a customer's record, what no rule and no figure rests on: HQ can keep it to itself even from a screen that shows it. */
export const WITHHELD_FIELDS = [
  'occupation',
  'hobbies',
  'householdIncome',
  'children',
  'health',
  'idTail',
] as const;

/** Of a customer's file (档案), in the order in which a screen shows it. */
export const FILE_FIELDS = [
  'occupation',
  'hobbies',
  'householdIncome',
  'children',
  'health',
  'manager',
  'keyDates',
] as const;

/** Of policies that say nothing of amounts, in fen. */
export const USUAL_AMOUNTS = { limit: 200_000, multiple: 5, most: 2_000_000 } as const;

/** A busy window serves one customer a minute; nobody serves twenty. */
export const USUAL_BUSIEST = { inMinute: 20, onDay: 600 } as const;

export const policySchema = z.strictObject({
  version: z.string().min(1),
  /** Promotional sentences that one customer may hear within 7 and 30 days, over all offers. */
  perWeek: z.int().min(0),
  perMonth: z.int().min(0).prefault(8),
  /** The same by family of offers, where it is named. */
  families: z.partialRecord(familySchema, z.strictObject(windows)).prefault({}),
  /** Days without selling after a complaint. */
  complaintRestDays: z.int().min(0),
  /** Of whom nobody says whether they opted out: sold to as others, or nothing is recommended to them. */
  optOutUnknown: z.enum(['sell', 'silent']).prefault('sell'),
  /** Arrears (fen) above which nothing is sold. */
  arrearsLimit: positiveFenSchema,
  /** A prepayment above this multiple of the usual top-up is not affordable. */
  affordableMultiple: z.number().positive(),
  /** Which amounts are believed as they are typed. */
  amounts: amountsSchema.prefault(USUAL_AMOUNTS),
  /** How busy a device can be; HQ goes by the most that any of its policies ever allowed. */
  busiest: busiestSchema.prefault(USUAL_BUSIEST),
  /** Figures older than this many days support no sentence of an offer that names no age of its own. */
  maxAgeDays: z.int().min(1).prefault(92),
  /** Days without a word of HQ, by line or by stick, after which a counter locks the customers' data; null: never. */
  maxOfflineDays: z.int().min(1).nullable().prefault(null),
  /** Customers open on no computer whose key store only hides the key: whoever has its files could read them. */
  requireProtectedKeyStore: z.boolean().prefault(false),
  /** The windows of a branch tell each other what they record, without HQ; null: they do not. */
  neighbours: neighboursSchema.nullable().prefault(null),
  people: peopleSchema.prefault({}),
  keepDays: keepDaysSchema.prefault({}),
  lookUps: lookUpsSchema.prefault({}),
  /** What the counter's screen of the customer file shows; of the rest branches get what care or a rule asks for. */
  fileShown: z.array(z.enum(FILE_FIELDS)).prefault([]),
  /** Blank in what the branches are given, whatever HQ knows, and whatever a rule or a screen needs. */
  withheld: z.array(z.enum(WITHHELD_FIELDS)).prefault([]),
  /** Customers (percent) who by lot hear no promotional sentence. */
  holdoutPercent: z.number().min(0).max(50),
  /** What one more sentence costs in patience, in fen: for each one heard in 30 days. */
  fatigue: positiveFenSchema.prefault(50),
  /** Answers of a treatment in a group from which its chance is taken as known and no longer tried by lot. */
  ripeAnswers: z.int().min(1).prefault(200),
  /** By the currency of the branch; the engine's defaults where it is not named. */
  bands: z.partialRecord(currencySchema, bandsSchema).prefault({}),
  levels: z.array(levelSchema).prefault([]),
  points: pointsSchema.nullable().prefault(null),
  retention: retentionSchema.nullable().prefault(null),
  care: careSchema.nullable().prefault(null),
  targets: z.array(targetSchema).prefault([]),
});
export type Policy = Readonly<z.infer<typeof policySchema>>;
