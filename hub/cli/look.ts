// hub look: visits that are worth a second look. It lists, and accuses nobody.
import { fen, plainAmount } from '#shared/base/money.ts';
import { type Currencies, readCurrencies } from '#hub/db/branch.ts';
import { Command } from 'commander';
import type { Day } from '#shared/base/month.ts';
import { type Look, lookAt, type LookedAt, LOOKS } from '#hub/db/look.ts';
import { addCommonOptions, type CommonOptions, withHub } from './context.ts';
import { EXIT } from './exit_code.ts';
import { formatCount } from './format.ts';
import { chosenBranches, parseDay } from './options.ts';

type LookOptions = CommonOptions & {
  readonly branch?: string;
  readonly from?: Day;
  readonly to?: Day;
  readonly json?: boolean;
  readonly all?: boolean;
};

export const createLookCommand = (): Command =>
  addCommonOptions(new Command('look'))
    .description('visits worth a second look, by kind and clerk; most have an ordinary reason')
    .option('--branch <code>', 'of one branch; of all when left out')
    .option('--from <day>', 'on this day or later, YYYY-MM-DD', parseDay)
    .option('--to <day>', 'on this day or before, YYYY-MM-DD', parseDay)
    .option('--all', 'every visit; else the first few of a clerk')
    .option('--json', 'all of it, one JSON line a kind; money in fen')
    .action((options: LookOptions) =>
      withHub(options, async ({ database }) => {
        if (options.branch !== undefined) await chosenBranches(database, options.branch);
        const { branch, from, to } = options;
        const currencies = await readCurrencies(database);
        const all = await lookAt(database, { branch, from, to });
        for (const look of LOOKS) {
          const found = all.filter((one) => one.look === look).map(asListed);
          const lines = options.json
            ? [JSON.stringify({ look, visits: found })]
            : lookLines(look, found, options.all ? Infinity : FEW, currencies);
          process.stdout.write(`${lines.join('\n')}\n`);
        }
        return EXIT.done;
      }),
    );

/** The kind is told once. */
const asListed = ({ branch, staff, day, visit, figures }: LookedAt): LookedAt => ({
  branch,
  staff,
  day,
  visit,
  figures,
});

const FEW = 3;

/** An amount, without its unit. */
type Show = (amount?: number) => string;

/** What it is, what is usual about it, and how one visit is told. */
const WORDS: Readonly<
  Record<
    Look,
    { readonly title: string; readonly tell: (figures: readonly number[], yuan: Show) => string }
  >
> = {
  unusual: {
    title: 'an amount far above the usual or above the limit, confirmed (a large top-up)',
    tell: ([prepaid, usual], yuan) =>
      usual === undefined || usual === null
        ? `put down ${yuan(prepaid)}, usual not known`
        : `put down ${yuan(prepaid)}, usually ${yuan(usual)}`,
  },
  'meant-little': {
    title:
      'meant to put down less than half of the usual top-up (people do; the claim is larger by it)',
    tell: ([meant, usual, claimed], yuan) =>
      `meant ${yuan(meant)}, usually ${yuan(usual)}, claimed ${yuan(claimed)}`,
  },
  'not-settled': {
    title:
      'claimed, and not in the top-up log, or taken back there (another number topped up; a row that is missing)',
    tell: ([claimed], yuan) => `claimed ${yuan(claimed)}`,
  },
  'not-paid': {
    title:
      'put down without a claim, and not in the top-up log (another number topped up; a row that is missing)',
    tell: ([prepaid], yuan) => `put down ${yuan(prepaid)}`,
  },
  'gift-unpaid': {
    title:
      'a gift without an accepted sentence that was paid for (given by kindness, or an answer not recorded)',
    tell: ([pieces, prepaid], yuan) => `pieces ${pieces}, put down ${yuan(prepaid)}`,
  },
  exception: {
    title: 'a gift that a manager let go (each has its reason)',
    tell: ([pieces, prepaid], yuan) => `pieces ${pieces}, put down ${yuan(prepaid)}`,
  },
  'many-at-once': {
    title: 'many visits finished within five minutes (entered together after a rush)',
    tell: ([visits]) => `visits ${visits}, beginning with this one`,
  },
  corrected: {
    title: 'corrected by a manager (a slip found later)',
    tell: ([times]) => `corrected ${times} times`,
  },
  'taken-back': {
    title: 'the end of the visit was taken back (a slip)',
    tell: ([times, claimed], yuan) =>
      `taken back ${times} times, claimed in the end ${yuan(claimed)}`,
  },
  'looked-up': {
    title: 'a customer opened, and nothing done (who left, or was looked up)',
    tell: () => 'opened',
  },
  'not-finished': {
    title: 'an errand with an answer that was never ended (who left, or an end not recorded)',
    tell: () => 'begun, not ended',
  },
};

export function lookLines(
  look: Look,
  found: readonly LookedAt[],
  few: number,
  currencies: Currencies,
): readonly string[] {
  const { title, tell } = WORDS[look];
  const lines = [`${formatCount(found.length)}: ${title}`];
  let [name, shown] = ['', 0];
  for (const { branch, staff, day, visit, figures } of found) {
    if (`${branch} ${staff}` !== name) {
      [name, shown] = [`${branch} ${staff}`, 0];
      const own = found.filter((each) => each.branch === branch && each.staff === staff).length;
      lines.push(`  ${name}: ${formatCount(own)}`);
    }
    shown += 1;
    if (shown <= few)
      lines.push(
        `    ${day} ${visit}: ${tell(figures, (amount = 0) => plainAmount(fen(amount), currencies.get(branch) ?? 'CNY'))}`,
      );
  }
  return lines;
}
