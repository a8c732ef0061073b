// What the hub knows of a customer beyond HQ's own files, as one line of a CSV with HQ's account in it.
import { type Currency, type Fen, plainAmount } from '#shared/base/money.ts';
import type { Day } from '#shared/base/month.ts';
import { isHeldOut } from '#shared/engine/funnel/holdout.ts';
import type { Branch } from '#shared/model/branch.ts';
import { type Churn, type Customer, OUTSIDE_MODEL } from '#shared/model/customer.ts';

const COLUMNS: readonly string[] = [
  'branch',
  'account',
  'customer',
  'as_of',
  'value_group',
  'consumption',
  'behaviour',
  'stage',
  'risks',
  'labels',
  'churn_chance',
  'churn_told',
  'churn_low',
  'churn_high',
  'churn_model',
  'value_historic',
  'value_current',
  'value_potential',
  'months_to_stay',
  'value_model',
  'held_out',
];

/** @param more columns behind the usual ones */
export const exportHeader = (more: readonly string[] = []): string =>
  `${[...COLUMNS, ...more].join(',')}\r\n`;

/**
 * Money in whole units of the branch's currency; lists are separated by blanks; what is not known is blank.
 * @param more cells of the header's further columns
 */
export function exportLine(
  branch: Pick<Branch, 'code' | 'currency'>,
  customer: Customer,
  today: Day,
  holdoutPercent: number,
  more: readonly (string | number)[] = [],
): string {
  const { score } = customer;
  const { churn, lifetime } = score ?? {};
  // HQ's own value is one figure: of the others nothing is known.
  const ours = lifetime?.model === OUTSIDE_MODEL ? null : lifetime;
  const cells = [
    branch.code,
    customer.account,
    customer.id,
    score?.asOf ?? '',
    score?.valueGroup ?? '',
    score?.consumption ?? '',
    score?.behaviour ?? '',
    score?.stage ?? '',
    score?.risks.join(' ') ?? '',
    score?.labels.join(' ') ?? '',
    ...chanceCells(churn),
    churn?.model ?? '',
    money(ours?.historic, branch.currency),
    money(lifetime?.current, branch.currency),
    money(ours?.potential, branch.currency),
    ours?.months.toFixed(1) ?? '',
    lifetime?.model ?? '',
    isHeldOut(customer.id, today, holdoutPercent) ? 1 : 0,
    ...more,
  ];
  return `${cells.map((cell) => quoted(String(cell))).join(',')}\r\n`;
}

/**
 * The chance, what the counter says of it (`percent`, or `of-ten` where the chance itself is not sure enough), and then
 * the share of such customers that left, nine times in ten.
 */
function chanceCells(churn: Churn | null | undefined): readonly string[] {
  if (!churn) return ['', '', '', ''];
  const { chance, band } = churn;
  const [low, high] = band?.map((share) => share.toFixed(4)) ?? [];
  return [chance.toFixed(4), band ? 'of-ten' : 'percent', low ?? '', high ?? ''];
}

const money = (amount: Fen | undefined, currency: Currency): string =>
  amount === undefined ? '' : plainAmount(amount, currency);

const quoted = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
