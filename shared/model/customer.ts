// The customer as HQ publishes it to the branch: one record holds all that the counter shows.
import { z } from 'zod';
import { codeSchema, daySchema, fenSchema, instantSchema, monthSchema } from './fields.ts';
import { localTextSchema } from './text.ts';

/** One month of use. Minutes are whole, data in KB, money in fen. Null: the source does not say, which is not zero. */
export const usageMonthSchema = z.strictObject({
  month: monthSchema,
  spend: fenSchema.nullable(),
  voiceMinutes: z.int().min(0).nullable(),
  dataKb: z.int().min(0).nullable(),
  topUp: fenSchema.nullable(),
  topUpCount: z.int().min(0).nullable(),
  /** The last single top-up of the month; 0 when there was none. */
  lastTopUp: fenSchema.nullable(),
});
export type UsageMonth = Readonly<z.infer<typeof usageMonthSchema>>;

const planSchema = z.strictObject({
  code: codeSchema,
  name: localTextSchema,
  monthlyFee: fenSchema,
  /** What it includes a month; null: the source does not say. */
  voiceMinutes: z.int().min(0).nullable(),
  dataKb: z.int().min(0).nullable(),
});
export type Plan = Readonly<z.infer<typeof planSchema>>;

/** A pack, service or contract that the customer has. `code` is what catalog rules ask for. */
const holdingSchema = z.strictObject({
  code: codeSchema,
  name: localTextSchema,
  until: daySchema.nullable(),
});
export type Holding = Readonly<z.infer<typeof holdingSchema>>;

/** A way of using a line that a source can report by the month. */
export const channelSchema = z.enum(['voice', 'data']);
export type Channel = z.infer<typeof channelSchema>;

export const valueGroupSchema = z.enum(['basic', 'new-video', 'netizen', 'full-service']);
export type ValueGroup = z.infer<typeof valueGroupSchema>;
const stageSchema = z.enum(['new', 'mature', 'declining', 'silent']);
export type Stage = z.infer<typeof stageSchema>;
/** `involuntary`: left for fraud or non-payment; never sold to, never retained. */
const riskSchema = z.enum([
  'expiring',
  'silent',
  'not-billed',
  'leaving',
  'arrears',
  'involuntary',
]);
export type Risk = z.infer<typeof riskSchema>;

/** Why the churn model thinks so: a feature of the model, its figure, and the month since when, where it has one. */
const churnReasonSchema = z.strictObject({
  code: codeSchema,
  value: z.number(),
  since: monthSchema.nullable(),
});
export type ChurnReason = Readonly<z.infer<typeof churnReasonSchema>>;

/**
 * What HQ counts as leaving: no use in a month, a flag of its own system (or missing in a whole file), a contract that
 * ends without a new one, a number taken to another operator.
 */
export const leaverSchema = z.enum(['silence', 'flag', 'contract-end', 'port-out']);
export type Leaver = z.infer<typeof leaverSchema>;

/**
 * Chance (0..1) to leave next month, by which model, and its strongest reasons first. `band`: the share of such
 * customers that leaves lies between the two nine times in ten; only where the model is not sure of the chance itself.
 * `leaver`: left out, it is silence.
 */
const churnSchema = z.strictObject({
  chance: z.number().min(0).max(1),
  band: z.tuple([z.number().min(0).max(1), z.number().min(0).max(1)]).optional(),
  model: codeSchema,
  leaver: leaverSchema.optional(),
  reasons: z.array(churnReasonSchema).max(3),
});
/** In the place of a model's version: the chance, or the value, came with HQ's file. */
export const OUTSIDE_MODEL = 'outside';
export type Churn = Readonly<z.infer<typeof churnSchema>>;

/**
 * Margin in fen: of the months on record, to be expected at present habits, and beyond them. Of HQ's own model
 * (`outside`) `current` is all that it says, and the others are 0.
 */
const lifetimeSchema = z.strictObject({
  historic: fenSchema,
  current: fenSchema,
  potential: fenSchema,
  /** Months that the customer may be expected to stay, within the horizon. */
  months: z.number().min(0),
  model: codeSchema,
});
export type Lifetime = Readonly<z.infer<typeof lifetimeSchema>>;

export const keyDateKindSchema = z.enum([
  'birthday',
  'spouse-birthday',
  'child-birthday',
  'parent-birthday',
  'wedding',
]);
export type KeyDateKind = z.infer<typeof keyDateKindSchema>;

/** The file (档案) of a customer worth knowing well. Texts may be empty. */
const customerFileSchema = z.strictObject({
  occupation: z.string(),
  hobbies: z.string(),
  householdIncome: z.string(),
  children: z.string(),
  health: z.string(),
  /** The person in charge of a full-service customer. */
  manager: z.string(),
  /** Days of every year, `MM-DD`. */
  keyDates: z.array(
    z.strictObject({ kind: keyDateKindSchema, on: z.string().regex(/^(0[1-9]|1[0-2])-\d{2}$/) }),
  ),
});
export type CustomerFile = Readonly<z.infer<typeof customerFileSchema>>;

/** What `hub score` found out; `asOf` is the last day of the data behind it. */
const scoreSchema = z.strictObject({
  asOf: daySchema,
  /** Null: too little is known to say. */
  valueGroup: valueGroupSchema.nullable(),
  /** The value group came with HQ's file. */
  isGroupOutside: z.literal(true).optional(),
  stage: stageSchema.nullable(),
  risks: z.array(riskSchema),
  /** Codes of the catalog's labels that held when it was scored; the counter finds them anew. */
  labels: z.array(codeSchema),
  /**
   * The consumption group, `A2R1D3` (age, ARPU, DOU), and the behaviour group, `R3F1V2` (recency, frequency, value of
   * visits), bands 1 to 3; null: not known.
   */
  consumption: codeSchema.nullable().prefault(null),
  behaviour: codeSchema.nullable().prefault(null),
  /** Null without a model. */
  churn: churnSchema.nullable().prefault(null),
  /** Null without a model, or with too little history to say anything. */
  lifetime: lifetimeSchema.nullable().prefault(null),
});
export type Score = Readonly<z.infer<typeof scoreSchema>>;

/** What the customer said last at a counter about being recommended anything. */
const consentSchema = z.strictObject({ optedOut: z.boolean(), at: instantSchema });
export type Consent = Readonly<z.infer<typeof consentSchema>>;

/** A household's number is above it. */
export const LIVES_ALONE = 0;

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
  /** Null: not known; `NO_END`: there is none. Ask `contractEndsOn`. */
  contractEnd: daySchema.nullable(),
  /** The source says that there is no contract; left out: it says nothing of the kind. */
  hasNoContract: z.literal(true).optional(),
  /** Money on the account and money owed. Null: the source does not say. */
  balance: fenSchema.nullable(),
  arrears: fenSchema.nullable(),
  points: z.int().nullable(),
  /** Customers with the same number live in one household. `LIVES_ALONE`: nobody else; null: the source does not say. */
  household: z.int().nullable(),
  holdings: z.array(holdingSchema),
  /** The codes of holdings that the sources tell of: one that is not among them may be held. Left out: all of them. */
  holdingsTold: z.array(codeSchema).optional(),
  lastComplaint: daySchema.nullable(),
  /** As HQ's own system has it; null: it does not say. Ask `isOptedOut`: what was said at a counter counts too. */
  optedOut: z.boolean().nullable(),
  /** Null: nobody ever said anything. */
  consent: consentSchema.nullable().prefault(null),
  /** Involuntary leaver: never sold to, never retained. Null: HQ does not say. */
  blacklisted: z.boolean().nullable(),
  /** Oldest first, at most twelve, without gaps where the source has none. */
  months: z.array(usageMonthSchema).max(12),
  /** What the sources of the branch report of anybody's use; left out: both channels. */
  channels: z.array(channelSchema).optional(),
  /** Last day that the figures above speak of. */
  asOf: daySchema,
  score: scoreSchema.nullable(),
  file: customerFileSchema.nullable().prefault(null),
});
export type Customer = Readonly<z.infer<typeof customerSchema>>;
