// Which fields of a customer's record the branches need: what a screen shows, what the engine asks, what rules,
// sentences and care of HQ ask for. Nothing else is published.
import { ZERO_FEN } from '#shared/base/money.ts';
import { wordsOf } from '#shared/engine/rules/compile_condition.ts';
import type { Slot, SlotInput } from '#shared/engine/sentence/slots.ts';
import { compileTemplate } from '#shared/engine/sentence/template.ts';
import type { Catalog } from '#shared/model/catalog.ts';
import type { Customer, CustomerFile, Score, UsageMonth } from '#shared/model/customer.ts';
import type { Facts } from '#shared/model/facts.ts';
import { FILE_FIELDS, type Policy } from '#shared/model/policy.ts';
import { astOf } from '#hub/catalog/check_rules.ts';

export type FileField = (typeof FILE_FIELDS)[number];

type Field =
  | Exclude<keyof Customer, 'months' | 'score' | 'file'>
  | `months.${keyof UsageMonth}`
  | `score.${keyof Score}`
  | `file.${keyof CustomerFile}`;

/**
 * Every field of the record, and what of the counter needs it whatever HQ's catalog says. Null: `askedFor` decides.
 * `tests/trade/needed.test.ts` holds it against the customer page itself.
 */
export const NEEDED_BY = {
  id: 'all that is recorded',
  account: 'search, customer page',
  phone: 'search, customer page',
  name: 'search, customer page',
  pinyin: 'search',
  initials: 'search',
  idTail: 'search, customer page',
  area: 'search, customer page',
  birthYear: 'search: telling two of like names apart, finding by an identity number',
  since: 'search, customer page',
  plan: 'customer page',
  contractEnd: 'customer page',
  hasNoContract: 'customer page',
  balance: 'customer page',
  arrears: 'customer page',
  points: 'customer page',
  household: 'customer page: the family',
  holdings: 'customer page',
  holdingsTold: 'customer page',
  lastComplaint: 'customer page, rest after a complaint',
  optedOut: 'customer page, whether anything is sold',
  consent: 'customer page, whether anything is sold',
  blacklisted: 'customer page, whether anything is sold',
  'months.month': 'customer page: the chart',
  'months.spend': 'customer page: the chart',
  'months.voiceMinutes': 'customer page: the chart',
  'months.dataKb': 'customer page: the chart',
  'months.topUp': 'customer page: the chart',
  'months.topUpCount': 'customer page: the usual top-up, where single top-ups are not told',
  'months.lastTopUp': 'customer page: the usual top-up',
  channels: 'customer page: since when there was no use',
  asOf: 'customer page',
  'score.asOf': 'customer page',
  'score.valueGroup': 'customer page: the groups',
  'score.isGroupOutside': 'customer page: the groups',
  'score.stage': 'customer page',
  'score.risks': 'customer page',
  /** The counter finds labels anew but for who pays for a household. */
  'score.labels': 'customer page: who pays for the household',
  'score.consumption': 'customer page: the groups',
  'score.behaviour': 'customer page: the groups, the best time',
  'score.churn': 'customer page: what else is known',
  'score.lifetime': 'customer page: what else is known',
  'file.occupation': null,
  'file.hobbies': null,
  'file.householdIncome': null,
  'file.children': null,
  'file.health': null,
  'file.manager': null,
  'file.keyDates': null,
} as const satisfies Readonly<Record<Field, string | null>>;

/** The words of rules that come of a field of the file. Others come of fields that a screen shows in any case. */
const FIELD_OF_WORD: Partial<Record<string, FileField>> = {
  daysToKeyDate: 'keyDates',
} satisfies Partial<Record<keyof Facts, FileField>>;

export type Asked = {
  readonly field: FileField;
  /** `offer birthday-pack`, `label parent`, `care`, `the customer file`; at most a few are named. */
  readonly by: readonly string[];
};

/** What is asked for of the customer file, in its order, and by whom. @param catalog null: there is none yet */
export function askedFor(
  catalog: Pick<Catalog, 'offers' | 'labels'> | null,
  policy: Pick<Policy, 'care' | 'fileShown'> | null,
): readonly Asked[] {
  const by = new Map<FileField, string[]>(FILE_FIELDS.map((field) => [field, []]));
  const note = (field: FileField | undefined, who: string): void => {
    const known = field === undefined ? undefined : by.get(field);
    if (known?.includes(who) === false) known.push(who);
  };
  for (const field of policy?.fileShown ?? []) note(field, 'the customer file');
  if (policy !== null && policy.care !== null) {
    note('keyDates', 'care');
    // Who visits is named in the sentence.
    note('manager', 'care');
  }
  for (const { id, rule } of catalog?.labels ?? []) {
    for (const word of wordsIn(rule)) note(FIELD_OF_WORD[word], `label ${id}`);
  }
  for (const offer of catalog?.offers ?? []) {
    for (const word of wordsOfOffer(offer)) note(FIELD_OF_WORD[word], `offer ${offer.id}`);
  }
  return FILE_FIELDS.flatMap((field) => {
    const asking = by.get(field) ?? [];
    return asking.length === 0 ? [] : [{ field, by: asking }];
  });
}

type Offer = Catalog['offers'][number];

function wordsOfOffer(offer: Offer): ReadonlySet<string> {
  const rules = [offer.eligible, offer.applicable, offer.suitable];
  const texts = offer.objections.flatMap(({ says, answer }) => [says, answer]);
  for (const { when, sentence, why } of offer.treatments) {
    rules.push(when);
    texts.push(sentence, why);
  }
  const slots = texts.flatMap((text) => compileTemplate(text).slots);
  return new Set([...rules.flatMap(wordsIn), ...slots.flatMap(wordsOfSlot)]);
}

/** None of a rule that cannot be read: no counter can read it either. */
function wordsIn(rule: string): readonly string[] {
  const ast = astOf(rule);
  return ast === null ? [] : wordsOf(ast).map(({ word }) => word);
}

/** The facts that a slot looks at when it is asked whether it has anything to say. */
function wordsOfSlot(slot: Slot): readonly string[] {
  const read: string[] = [];
  const facts = new Proxy({} as Facts, {
    get: (_facts, word) => {
      read.push(String(word));
      return null;
    },
  });
  slot.isEmpty({ ...NO_MOMENT, facts });
  return read;
}

const NO_MOMENT: Omit<SlotInput, 'facts'> = {
  tier: {
    id: 'none',
    prepay: ZERO_FEN,
    monthly: ZERO_FEN,
    points: 0,
    benefit: { zh: '', en: '' },
    gift: null,
    credit: ZERO_FEN,
    draws: null,
    cost: ZERO_FEN,
    margin: ZERO_FEN,
  },
  intended: null,
  currency: 'CNY',
  isMemberDay: false,
  policy: { points: null, levels: [] },
  gifts: new Map(),
  lotteries: new Map(),
};
