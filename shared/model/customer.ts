// The customer as HQ publishes it to the branch: one record holds all that the counter shows.
import { z } from 'zod';
import { codeSchema, daySchema, fenSchema, monthSchema } from './fields.ts';
import { localTextSchema } from './text.ts';

/** One month of use. Minutes are whole, data in KB, money in fen. */
export const usageMonthSchema = z.strictObject({
  month: monthSchema,
  spend: fenSchema,
  voiceMinutes: z.int().min(0),
  dataKb: z.int().min(0),
  topUp: fenSchema,
  topUpCount: z.int().min(0),
  /** The last single top-up of the month; 0 when there was none or the source does not say. */
  lastTopUp: fenSchema,
});
export type UsageMonth = Readonly<z.infer<typeof usageMonthSchema>>;

const planSchema = z.strictObject({
  code: codeSchema,
  name: localTextSchema,
  monthlyFee: fenSchema,
  voiceMinutes: z.int().min(0),
  dataKb: z.int().min(0),
});
export type Plan = Readonly<z.infer<typeof planSchema>>;

/** A pack, service or contract that the customer has. `code` is what catalog rules ask for. */
const holdingSchema = z.strictObject({
  code: codeSchema,
  name: localTextSchema,
  until: daySchema.nullable(),
});
export type Holding = Readonly<z.infer<typeof holdingSchema>>;

const valueGroupSchema = z.enum(['basic', 'new-video', 'netizen', 'full-service']);
export type ValueGroup = z.infer<typeof valueGroupSchema>;
const stageSchema = z.enum(['new', 'mature', 'declining', 'silent']);
export type Stage = z.infer<typeof stageSchema>;
const riskSchema = z.enum(['expiring', 'silent', 'not-billed', 'leaving', 'arrears']);
export type Risk = z.infer<typeof riskSchema>;
const labelSchema = z.enum(['bargain-hunter', 'loyal', 'family-head', 'heavy-data', 'heavy-voice']);
export type Label = z.infer<typeof labelSchema>;

/** What `hub score` found out; `asOf` is the last day of the data behind it. */
const scoreSchema = z.strictObject({
  asOf: daySchema,
  valueGroup: valueGroupSchema,
  stage: stageSchema,
  risks: z.array(riskSchema),
  labels: z.array(labelSchema),
});
export type Score = Readonly<z.infer<typeof scoreSchema>>;

export const customerSchema = z.strictObject({
  /** Row number of the hub; the order of changes. */
  id: z.int().min(1),
  account: z.string(),
  /** Digits only; may be empty where the source has none. */
  phone: z.string().regex(/^\d*$/),
  name: z.string(),
  /** Search keys computed at HQ: `zhangsanfeng`, `zsf`. Lower-case letters and digits, no spaces. */
  pinyin: z.string(),
  initials: z.string(),
  /** Last four characters of the identity document; empty when unknown. */
  idTail: z.string(),
  /** Where the customer lives, roughly enough to tell two of one name apart. */
  area: z.string(),
  birthYear: z.int().nullable(),
  since: daySchema.nullable(),
  plan: planSchema.nullable(),
  contractEnd: daySchema.nullable(),
  /** Money on the account and money owed. Null: the source does not say. */
  balance: fenSchema.nullable(),
  arrears: fenSchema.nullable(),
  points: z.int().nullable(),
  /** Customers with the same number live in one household. */
  household: z.int().nullable(),
  holdings: z.array(holdingSchema),
  lastComplaint: daySchema.nullable(),
  optedOut: z.boolean(),
  /** Involuntary leaver (S13, verdict 4): never sold to, never retained. */
  blacklisted: z.boolean(),
  /** Oldest first, at most twelve, without gaps where the source has none. */
  months: z.array(usageMonthSchema).max(12),
  /** Last day that the figures above speak of. */
  asOf: daySchema,
  score: scoreSchema.nullable(),
});
export type Customer = Readonly<z.infer<typeof customerSchema>>;
