import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadCatalogFolder } from './load_catalog_folder.ts';
import { type CatalogFileProblem, problemLine } from './problem.ts';
import { shippedCatalogFolder } from './shipped_catalog.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'catalog-'));
  await cp(shippedCatalogFolder(), folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

const TODAY = '2026-11-18';

async function problemsOf(path: string): Promise<readonly CatalogFileProblem[]> {
  const loaded = await loadCatalogFolder(path, TODAY);
  return loaded.ok ? loaded.value.warnings : loaded.error.problems;
}

const firstLine = (problem: CatalogFileProblem): string =>
  problemLine(problem).split('\n')[0] ?? '';

/** Replaces text in one file of the folder, and gives the problems as `file:line: field: message`. */
async function problemsAfter(
  file: string,
  from: string | RegExp,
  to: string,
): Promise<readonly string[]> {
  const path = join(folder, file);
  const before = await readFile(path, 'utf8');
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  await writeFile(path, after);
  const problems = await problemsOf(folder);
  expect(problems.every((problem) => problem.remedy !== '')).toBe(true);
  return problems.map(firstLine);
}

const gift = 'offers/prepay-gift.yaml';
const vip = 'offers/vip-health-check.yaml';

test('the shipped folder has no problem, and no warning', async () => {
  expect(await problemsOf(folder)).toEqual([]);
});

type Case = readonly [
  kind: string,
  file: string,
  from: string | RegExp,
  to: string,
  expected: string | RegExp,
];

/** How often the problem was told, with all that was. */
async function told([, file, from, to, expected]: Case) {
  const problems = await problemsAfter(file, from, to);
  const found = problems.filter((problem) =>
    typeof expected === 'string' ? problem === expected : expected.test(problem),
  );
  return { times: found.length, problems };
}
const once = { times: 1 };

describe('files and fields', () => {
  const cases: readonly Case[] = [
    ['broken YAML', gift, 'tiers:', 'tiers: [', /^offers\/prepay-gift\.yaml:\d+: /],
    [
      'an unknown field',
      gift,
      'maxAgeDays: 92',
      'maxAgeDays: 92\nmaxAge: 3',
      `${gift}:84: maxAge: unknown field`,
    ],
    ['a missing field', gift, /prior: .*\n/, '', `${gift}:3: prior: it is missing`],
    [
      'a wrong type',
      gift,
      'prepay: 10000',
      'prepay: 100元',
      `${gift}:21: tiers.0.prepay: it is not right: Invalid input: expected number, received string`,
    ],
    [
      'a comma in a short text',
      gift,
      'en: Top up for a gift }',
      'en: Prepay, for a gift }',
      `${gift}:5: name.for a gift: unknown field`,
    ],
    [
      'a wrong policy',
      'policy.yaml',
      'holdoutPercent: 5',
      'holdoutPercent: 80',
      /^policy\.yaml:\d+: holdoutPercent: it is not right/,
    ],
    [
      'two offers of one id',
      gift,
      'id: prepay-gift',
      'id: bundle',
      /^offers\/prepay-gift\.yaml:3: id: two offers have the id 'bundle'/,
    ],
    [
      'two tiers of one id',
      gift,
      'id: p300',
      'id: p200',
      `${gift}:32: tiers.2.id: the id 'p200' stands twice`,
    ],
    [
      'two gifts of one id',
      'gifts.yaml',
      'id: oil',
      'id: rice',
      "gifts.yaml:14: 4.id: the id 'rice' stands twice",
    ],
    [
      'dates the wrong way round',
      gift,
      "validTo: '2029-12-31'",
      "validTo: '2024-12-31'",
      `${gift}:14: validTo: valid from 2025-01-01 to 2024-12-31: it ends before it begins`,
    ],
    [
      'validity that is over',
      gift,
      "validTo: '2029-12-31'",
      "validTo: '2026-11-17'",
      `${gift}:14: warning: validTo: it ended on 2026-11-17`,
    ],
    [
      'malformed hours',
      gift,
      'promotional: true',
      "promotional: true\nhours: { from: '9:00', to: '18:00' }",
      `${gift}:13: hours: hours are written HH:MM`,
    ],
    [
      'an objection too few',
      gift,
      /  - says: \{ zh: 东西我不缺[\s\S]*?(?=#)/,
      '',
      `${gift}:69: warning: objections: only one objection is answered`,
    ],
    [
      'a row that no offer serves',
      gift,
      'serves: [S1a]',
      'serves: [S7]',
      `${gift}:11: warning: serves.0: no offer serves S7`,
    ],
    ['no measure', gift, /measure: .*\n/, '', `${gift}:3: warning: it has no measure`],
  ];
  test.each(cases)('%s', async (...each) => expect(await told(each)).toMatchObject(once));
});

describe('ladders, gifts and costs', () => {
  const cases: readonly Case[] = [
    [
      'a descending ladder',
      gift,
      'prepay: 30000',
      'prepay: 15000',
      `${gift}:33: tiers.2.prepay: the ladder descends: tier 'p300' asks for less than 'p200'`,
    ],
    [
      'an overlapping ladder',
      gift,
      'prepay: 30000',
      'prepay: 20000',
      `${gift}:33: tiers.2.prepay: the ladder overlaps: tiers 'p200' and 'p300' ask for the same`,
    ],
    [
      'an unknown gift',
      gift,
      'gift: oil',
      'gift: olive',
      `${gift}:29: tiers.1.gift: gift 'olive' is not in gifts.yaml`,
    ],
    [
      'a gift without a cost',
      'gifts.yaml',
      'cost: 2800',
      'cost: 0',
      "gifts.yaml:13: 3.cost: gift 'oil' has no cost",
    ],
    [
      'a gift that nobody gives',
      gift,
      'gift: umbrella',
      'gift: oil',
      "gifts.yaml:2: warning: 0.id: no offer gives gift 'umbrella'",
    ],
    [
      'a cost below the gift',
      gift,
      'cost: 2800',
      'cost: 2799',
      `${gift}:30: tiers.1.cost: cost 2799 is less than gift and credit together (2800)`,
    ],
    [
      'a tier that is never said',
      gift,
      'margin: 3600',
      'margin: 1200',
      `${gift}:25: tiers.0.margin: margin 1200 does not exceed cost 1200: this tier would never be said`,
    ],
  ];
  test.each(cases)('%s', async (...each) => expect(await told(each)).toMatchObject(once));
});

describe('lotteries', () => {
  const lottery = 'offers/prepay-lottery.yaml';
  const cases: readonly Case[] = [
    [
      'an unknown lottery',
      lottery,
      'lottery: lucky-draw, count: 1',
      'lottery: happy-draw, count: 1',
      /^offers\/prepay-lottery\.yaml:\d+: tiers\.0\.draws\.lottery: lottery 'happy-draw' is not in lotteries\.yaml/,
    ],
    [
      'an offer that outlives its lottery',
      lottery,
      "validTo: '2027-12-31'",
      "validTo: '2028-12-31'",
      /warning: tiers\.0\.draws\.lottery: lottery 'lucky-draw' runs from 2026-11-01 to 2027-12-31, the offer from 2026-11-01 to 2028-12-31/,
    ],
    [
      'draws at less than they cost',
      lottery,
      'cost: 610',
      'cost: 600',
      /tiers\.0\.cost: cost 600 is less than gift, credit and draws together \(610\)/,
    ],
    [
      'fewer prizes than one lease',
      'lotteries.yaml',
      'total: 1200',
      'total: 3',
      "lotteries.yaml:20: 0.prizes.1.total: prize 'credit50': 3 in all are fewer than the 4 of one lease",
    ],
    [
      'a prize without a cost',
      'lotteries.yaml',
      'cost: 5000',
      'cost: 0',
      "lotteries.yaml:18: 0.prizes.1.cost: prize 'credit50' has no cost",
    ],
    [
      'no blanks',
      'lotteries.yaml',
      'blanks: 70',
      'blanks: 0',
      'lotteries.yaml:26: warning: 0.blanks: every ticket wins',
    ],
    [
      'a lottery that is over',
      'lotteries.yaml',
      "validTo: '2027-12-31'",
      "validTo: '2026-11-02'",
      'lotteries.yaml:9: warning: 0.validTo: it ended on 2026-11-02',
    ],
  ];
  test.each(cases)('%s', async (...each) => expect(await told(each)).toMatchObject(once));
});

describe('words', () => {
  const cases: readonly Case[] = [
    [
      'a missing translation',
      gift,
      'name: { zh: 存费送礼, en: Top up for a gift }',
      'name: { zh: 存费送礼 }',
      `${gift}:5: name.en: the English text is missing`,
    ],
    [
      'English in the Chinese text',
      gift,
      'zh: 送您一把晴雨伞',
      'zh: an umbrella',
      `${gift}:22: tiers.0.benefit.zh: the Chinese text has no Chinese character`,
    ],
    [
      'Chinese in the English text',
      'labels.yaml',
      'en: heavy data user',
      'en: 流量 user',
      'labels.yaml:16: 2.name.en: the English text has Chinese characters',
    ],
    [
      'an unknown slot',
      gift,
      'zh: 现在存{prepay}话费',
      'zh: 现在存{prepaid}话费',
      `${gift}:63: treatments.2.sentence: unknown slot {prepaid}: did you mean {prepay}?`,
    ],
    [
      'a slot that no tier fills',
      gift,
      'zh: 现在存{prepay}话费',
      'zh: 现在存{credit}话费',
      `${gift}:63: treatments.2.sentence: no tier of this offer can fill the slot for credit given`,
    ],
    [
      'an unknown slot in an answer',
      gift,
      /zh: 话费都是您自己的.*/,
      "zh: '{prepaid}话费都是您自己的'",
      /objections\.0\.answer: unknown slot \{prepaid\}/,
    ],
    [
      'a slot that the rules leave empty',
      'offers/care-contract-expiry.yaml',
      'daysToContractEnd >= 0 && daysToContractEnd <= 30',
      'daysToContractEnd <= 0',
      /treatments\.1\.sentence: slot \{daysToContractEnd\} is always empty here: the rules exclude daysToContractEnd > 0/,
    ],
    [
      'an over-long sentence',
      gift,
      "，话费照样慢慢用。\n      en: 'We",
      "，话费照样慢慢用，用不完还可以接着用，家里人也可以一起用，什么时候用都行。\n      en: 'We",
      /prepay-gift\.yaml:48: treatments\.0\.sentence\.zh: the sentence takes 1\d(\.\d)? s to say, at most 12 s/,
    ],
    [
      'a slot in a benefit',
      gift,
      'zh: 送您一把晴雨伞',
      'zh: "送您{gift}"',
      `${gift}:22: tiers.0.benefit: a benefit has no slots`,
    ],
    [
      'a total without its difference',
      gift,
      'when: intended != null\n',
      'when: intended > 20000\n',
      // The first treatment asks for a usual top-up: without one, the plain one would name the total.
      `${gift}:63: warning: treatments.2.sentence: it names {prepay} without {difference} to customers who have said what they mean to prepay`,
    ],
  ];
  test.each(cases)('%s', async (...each) => expect(await told(each)).toMatchObject(once));
});

describe('rules', () => {
  const cases: readonly Case[] = [
    [
      'an unknown fact',
      vip,
      'arpu3 >= 15000',
      'arpu33 >= 15000',
      `${vip}:14: eligible: unknown word 'arpu33': did you mean 'arpu3'?`,
    ],
    [
      'a syntax error',
      gift,
      "currency == 'CNY' &&",
      "currency == 'CNY' &&&",
      `${gift}:16: eligible: Unexpected character: &`,
    ],
    [
      'an unknown value',
      gift,
      "stage != 'silent'",
      "stage != 'silence'",
      `${gift}:18: suitable: 'silence' is none of new, mature, declining, silent`,
    ],
    [
      'an unknown word in a treatment',
      gift,
      'when: intended != null\n',
      'when: intendet != null\n',
      `${gift}:54: treatments.1.when: unknown word 'intendet': did you mean 'intended'?`,
    ],
    [
      'an unknown label',
      gift,
      "'bargain-hunter' in labels",
      "'bargain-hunters' in labels",
      `${gift}:16: eligible: 'bargain-hunters' is not in labels.yaml: did you mean 'bargain-hunter'?`,
    ],
    [
      'an unknown holding',
      'offers/reading.yaml',
      "'reading' in holdings",
      "'readings' in holdings",
      /eligible: 'readings' is not in holdings\.yaml: did you mean 'reading'\?/,
    ],
    [
      'an unknown level',
      'offers/member-privilege.yaml',
      "level == 'gold'",
      "level == 'golden'",
      /treatments\.2\.when: 'golden' is not in policy\.yaml: did you mean 'gold'\?/,
    ],
    [
      'a rule that can never hold',
      vip,
      'applicable: tenureMonths >= 12',
      'applicable: tenureMonths >= 12 && tenureMonths < 6',
      `${vip}:15: applicable: the rule can never hold: nothing is left of tenureMonths`,
    ],
    [
      'a rule that always holds',
      vip,
      'applicable: tenureMonths >= 12',
      'applicable: monthsOfData >= 0',
      `${vip}:15: applicable: the rule always holds`,
    ],
    [
      'a piece that always holds',
      vip,
      'applicable: tenureMonths >= 12',
      'applicable: tenureMonths >= 12 && dataAge >= 0',
      `${vip}:15: warning: applicable: 'dataAge >= 0' always holds`,
    ],
    [
      'a quotient of which CEL drops the rest',
      vip,
      'applicable: tenureMonths >= 12',
      'applicable: (tenureMonths - 6) / (2 + size(holdings)) >= 12',
      `${vip}:15: warning: applicable: '(tenureMonths - 6) / (2 + size(holdings))' is the exact quotient here (7 / 2 is 3.5), in CEL the whole part of it (7 / 2 is 3)`,
    ],
    [
      'a remainder that CEL does not know',
      vip,
      'applicable: tenureMonths >= 12',
      'applicable: tenureMonths * 0.5 % 2 >= 1',
      `${vip}:15: warning: applicable: 'tenureMonths * 0.5 % 2': CEL has % for whole numbers only, here any number can be divided`,
    ],
    [
      'a piece that can never hold',
      vip,
      'arpu3 >= 15000 ||',
      'arpu3 >= 15000 || churnChance > 100 ||',
      `${vip}:14: warning: eligible: 'churnChance > 100' can never hold: nothing is left of churnChance`,
    ],
    [
      'rules that exclude one another',
      vip,
      'suitable: arrears == null || arrears == 0',
      "suitable: valueGroup == 'basic' && arpu3 < 15000 && level == 'gold'",
      `${vip}:16: suitable: together with the rules before it this can never hold: nothing is left of valueGroup, arpu3, level`,
    ],
    [
      'a rule that the engine forbids',
      vip,
      'suitable: arrears == null || arrears == 0',
      'suitable: arrears > 5000',
      `${vip}:16: suitable: together with the rules before it this can never hold: nothing is left of arrears`,
    ],
    [
      'a treatment that the rules exclude',
      vip,
      'when: age >= 55',
      'when: tenureMonths < 12',
      /vip-health-check\.yaml:\d+: treatments\.0\.when: it can never be said: the offer's own rules leave nothing of tenureMonths/,
    ],
    [
      'a treatment that is never reached',
      gift,
      'when: intended != null && usualTopUp != null',
      'when: intended == null || intended != null',
      /prepay-gift\.yaml:46: treatments\.0\.when: the rule always holds/,
    ],
    [
      'a treatment behind one that is always said',
      'offers/care-greeting.yaml',
      'when: daysToKeyDate == 0',
      'when: daysToKeyDate <= 3 || daysToKeyDate > 40',
      /care-greeting\.yaml:\d+: treatments\.1\.when: it can never be reached: 'today' always comes first/,
    ],
    [
      'a label within a label',
      'labels.yaml',
      'rule: mou3 >= 600',
      "rule: mou3 >= 600 && 'loyal' in labels",
      /^labels\.yaml:\d+: 3\.rule: .*labels/,
    ],
    [
      'a label of the moment',
      'labels.yaml',
      'rule: mou3 >= 600',
      'rule: mou3 >= 600 && weekday == 3',
      /^labels\.yaml:\d+: 3\.rule: .*weekday/,
    ],
    [
      'a label that nobody has',
      'labels.yaml',
      'rule: mou3 >= 600',
      'rule: mou3 >= 600 && mou3 < 300',
      'labels.yaml:21: 3.rule: the rule can never hold: nothing is left of mou3',
    ],
    [
      'a label that nobody asks for',
      'offers/voice-pack.yaml',
      "'heavy-voice' in labels",
      "'loyal' in labels",
      "labels.yaml:19: warning: 3.id: no offer asks for label 'heavy-voice'",
    ],
  ];
  test.each(cases)('%s', async (...each) => expect(await told(each)).toMatchObject(once));
});

describe('policy', () => {
  const cases: readonly Case[] = [
    [
      'levels that do not climb',
      'policy.yaml',
      'fromSpend: 15000',
      'fromSpend: 9000',
      /levels\.2: level 'platinum' does not ask for more than 'gold'/,
    ],
    [
      'two levels of one id',
      'policy.yaml',
      'id: platinum',
      'id: gold',
      /levels\.2\.id: the id 'gold' stands twice/,
    ],
    [
      'a festival that ends before it begins',
      'policy.yaml',
      "to: '2026-05-05'",
      "to: '2026-04-05'",
      /points\.festivals\.1\.to: from 2026-04-28 to 2026-04-05/,
    ],
    [
      'a rung that could never be put on',
      'policy.yaml',
      '  limit: 200000\n',
      '  limit: 1000\n',
      /amounts\.limit: a rung of '[a-z-]+' asks for more: each yes to it is asked back about/,
    ],
    [
      'a limit above the bound',
      'policy.yaml',
      'most: 2000000',
      'most: 100000',
      /amounts\.limit: it is not right: limit is at most `most`/,
    ],
    [
      'a habit that a sentence may go beyond',
      'policy.yaml',
      '  multiple: 5\n',
      '  multiple: 2\n',
      /amounts\.multiple: a sentence may ask for 3 times the usual top-up/,
    ],
  ];
  test.each(cases)('%s', async (...each) => expect(await told(each)).toMatchObject(once));
});

test('what comes out as in CEL is no problem', async () => {
  const applicable =
    'applicable: tenureMonths % 12 >= 3 && 2048 / 1024 < tenureMonths && double(arpu3) / double(3) > 20.5 && churnChance / 2 > 1';
  expect(await problemsAfter(vip, 'applicable: tenureMonths >= 12', applicable)).toEqual([]);
});

test('a warning does not refuse the catalog', async () => {
  await problemsAfter(gift, 'serves: [S1a]', 'serves: [S7]');
  const loaded = await loadCatalogFolder(folder, TODAY);
  expect(loaded).toMatchObject({ ok: true, value: { coverage: { unserved: [] } } });
});

const ofFestivals = async (today: string): Promise<readonly string[]> => {
  const loaded = await loadCatalogFolder(folder, today);
  const warnings = loaded.ok ? loaded.value.warnings : [];
  return warnings.filter(({ field }) => field.startsWith('points.festivals')).map(firstLine);
};

test('festivals that are over are told of from the day after the last', async () => {
  expect(await ofFestivals('2027-10-07')).toEqual([]);
  expect(await ofFestivals('2027-10-08')).toEqual([
    expect.stringMatching(
      /^policy\.yaml:\d+: warning: points\.festivals: the last one ended on 2027-10-07$/,
    ),
  ]);
});

test('rows that no offer serves are told', async () => {
  await problemsAfter('offers/prepay-lottery.yaml', 'serves: [S1b, S12]', 'serves: [S12]');
  const loaded = await loadCatalogFolder(folder, TODAY);
  expect(loaded).toMatchObject({ ok: true, value: { coverage: { unserved: ['S1b'] } } });
});

test('all problems are told at once, in the order of files and lines', async () => {
  await problemsAfter('policy.yaml', 'perWeek: 3', 'perWeek: often');
  await problemsAfter(gift, 'gift: oil', 'gift: olive');
  await problemsAfter(gift, 'prepay: 30000', 'prepay: 15000');
  const errors = (await problemsOf(folder)).filter(({ severity }) => severity === 'error');
  expect(errors.map(({ file, line, field }) => `${file}:${line}: ${field}`)).toEqual([
    `${gift}:29: tiers.1.gift`,
    `${gift}:33: tiers.2.prepay`,
    'policy.yaml:7: perWeek',
  ]);
});

test('a word that is none of a list is answered with the list', async () => {
  await problemsAfter(gift, 'metric: uplift', 'metric: uplifts');
  const errors = (await problemsOf(folder)).filter(({ severity }) => severity === 'error');
  expect(errors).toMatchObject([{ field: 'measure.metric', remedy: 'Take one of those listed.' }]);
});

test('a missing file, a folder without offers and a folder that is none', async () => {
  await rm(join(folder, 'policy.yaml'));
  await rm(join(folder, 'offers'), { recursive: true });
  const problems = await problemsOf(folder);
  expect(problems.filter(({ severity }) => severity === 'error').map(firstLine)).toEqual([
    'offers:1: there is no offer',
    'policy.yaml:1: the file is missing',
  ]);
  expect(await problemsOf(join(folder, 'nowhere'))).toHaveLength(5);
});
