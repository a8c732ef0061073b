import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadCatalogFolder } from './load_catalog_folder.ts';
import { problemLine } from './problem.ts';
import { shippedCatalogFolder } from './shipped_catalog.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'catalog-'));
  await cp(shippedCatalogFolder(), folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

/** Replaces text in one file of the folder, and gives the problems as `file:line message`. */
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
  const loaded = await loadCatalogFolder(folder);
  if (loaded.ok) return [];
  expect(loaded.error.problems.every((problem) => problem.remedy !== '')).toBe(true);
  return loaded.error.problems.map((problem) => problemLine(problem).split('\n')[0] ?? '');
}

const gift = 'offers/prepay-gift.yaml';

test('the shipped folder has no problem', async () => {
  expect(await loadCatalogFolder(folder)).toMatchObject({ ok: true });
});

describe('each problem is told with file, line and what is wrong', () => {
  const cases: readonly (readonly [string, string, string | RegExp, string, string | RegExp])[] = [
    [
      'an unknown fact',
      'offers/vip-health-check.yaml',
      'arpu3 >= 15000',
      'arpu33 >= 15000',
      "offers/vip-health-check.yaml:8: eligible: unknown word 'arpu33': did you mean 'arpu3'?",
    ],
    [
      'a syntax error in a rule',
      gift,
      "currency == 'CNY' &&",
      "currency == 'CNY' &&&",
      `${gift}:10: eligible: Unexpected character: &`,
    ],
    [
      'an unknown value',
      gift,
      "stage != 'silent'",
      "stage != 'silence'",
      `${gift}:12: suitable: 'silence' is none of new, mature, declining, silent`,
    ],
    [
      'a rule in a treatment',
      gift,
      'when: intended != null\n',
      'when: intendet != null\n',
      `${gift}:48: treatments.1.when: unknown word 'intendet': did you mean 'intended'?`,
    ],
    ['broken YAML', gift, 'tiers:', 'tiers: [', /^offers\/prepay-gift\.yaml:\d+: /],
    [
      'an unknown field',
      gift,
      'maxAgeDays: 92',
      'maxAgeDays: 92\nmaxAge: 3',
      `${gift}:66: unknown field 'maxAge'`,
    ],
    ['a missing field', gift, /prior: .*\n/, '', `${gift}:3: 'prior' is missing`],
    [
      'a wrong type',
      gift,
      'prepay: 10000',
      'prepay: 100元',
      `${gift}:15: 'tiers.0.prepay' is not right: Invalid input: expected number, received string`,
    ],
    [
      'a missing translation',
      gift,
      'name: { zh: 存费送礼, en: Prepay for a gift }',
      'name: { zh: 存费送礼 }',
      `${gift}:5: the English text of 'name' is missing`,
    ],
    [
      'a descending ladder',
      gift,
      'prepay: 30000',
      'prepay: 15000',
      `${gift}:27: the ladder descends: tier 'p300' asks for less than 'p200'`,
    ],
    [
      'an overlapping ladder',
      gift,
      'prepay: 30000',
      'prepay: 20000',
      `${gift}:27: the ladder overlaps: tiers 'p200' and 'p300' ask for the same`,
    ],
    [
      'an unknown gift',
      gift,
      'gift: oil',
      'gift: olive',
      `${gift}:23: gift 'olive' is not in gifts.yaml`,
    ],
    [
      'a gift without a cost',
      'gifts.yaml',
      'cost: 2800',
      'cost: 0',
      "gifts.yaml:13: gift 'oil' has no cost",
    ],
    [
      'a cost below the gift',
      gift,
      'cost: 2800',
      'cost: 2799',
      `${gift}:24: cost 2799 is less than gift and credit together (2800)`,
    ],
    [
      'a tier that is never said',
      gift,
      'margin: 3600',
      'margin: 1200',
      `${gift}:19: margin 1200 does not exceed cost 1200: this tier would never be said`,
    ],
    [
      'an unknown slot',
      gift,
      'zh: 现在存{prepay}话费',
      'zh: 现在存{prepaid}话费',
      `${gift}:57: treatments.2.sentence: unknown slot {prepaid}: did you mean {prepay}?`,
    ],
    [
      'a slot that no tier fills',
      gift,
      'zh: 现在存{prepay}话费',
      'zh: 现在存{credit}话费',
      `${gift}:57: no tier of this offer can fill the slot for credit given`,
    ],
    [
      'an over-long sentence',
      gift,
      '，话费照样慢慢用。\n      en: We',
      '，话费照样慢慢用，用不完还可以接着用，家里人也可以一起用，什么时候用都行。\n      en: We',
      /prepay-gift\.yaml:42: the sentence takes 1\d(\.\d)? s to say, at most 12 s/,
    ],
    [
      'a slot in a benefit',
      gift,
      'zh: 送您一把晴雨伞',
      'zh: "送您{gift}"',
      /prepay-gift\.yaml:16: /,
    ],
    [
      'two tiers of one id',
      gift,
      'id: p300',
      'id: p200',
      `${gift}:26: two tiers have the id 'p200'`,
    ],
    [
      'two offers of one id',
      gift,
      'id: prepay-gift',
      'id: bundle',
      /:\d+: id: two offers have the id 'bundle'/,
    ],
    [
      'dates the wrong way round',
      gift,
      "validTo: '2029-12-31'",
      "validTo: '2024-12-31'",
      `${gift}:8: valid from 2025-01-01 to 2024-12-31: it ends before it begins`,
    ],
    [
      'malformed hours',
      gift,
      'promotional: true',
      "promotional: true\nhours: { from: '9:00', to: '18:00' }",
      `${gift}:7: hours: hours are written HH:MM`,
    ],
    [
      'a wrong policy',
      'policy.yaml',
      'holdoutPercent: 5',
      'holdoutPercent: 80',
      /^policy\.yaml:\d+: 'holdoutPercent' is not right/,
    ],
  ];
  test.each(cases)('%s', async (_, file, from, to, expected) => {
    const problems = await problemsAfter(file, from, to);
    const isExpected = (problem: string): boolean =>
      typeof expected === 'string' ? problem === expected : expected.test(problem);
    expect(problems.filter(isExpected)).toHaveLength(1);
  });
});

test('all problems are told at once, in the order of files and lines', async () => {
  await problemsAfter('policy.yaml', 'perWeek: 3', 'perWeek: often');
  await problemsAfter(gift, 'gift: oil', 'gift: olive');
  const problems = await problemsAfter(gift, 'prepay: 30000', 'prepay: 15000');
  expect(problems.map((problem) => problem.split(': ')[0])).toEqual([
    `${gift}:23`,
    `${gift}:27`,
    'policy.yaml:7',
  ]);
});

const messages = async (path: string) => {
  const loaded = await loadCatalogFolder(path);
  return loaded.ok ? [] : loaded.error.problems.map(({ file, message }) => `${file}: ${message}`);
};

test('a missing file, a folder without offers and a folder that is none', async () => {
  await rm(join(folder, 'policy.yaml'));
  await rm(join(folder, 'offers'), { recursive: true });
  expect(await messages(folder)).toEqual([
    'offers: there is no offer',
    'policy.yaml: the file is missing',
  ]);
  expect(await messages(join(folder, 'nowhere'))).toHaveLength(5);
});
