// One line a customer and variant, for a spreadsheet. No names or numbers of customers: HQ's row number only.
import type { Customer } from '#shared/model/customer.ts';
import type { Decision, Proposal } from '#shared/model/decision.ts';
import { furthestStage } from './tally.ts';

const SENTENCES = [1, 2, 3] as const;

export const CSV_HEADER = `${[
  'branch',
  'customer',
  'catalog',
  'value_group',
  'consumption',
  'behaviour',
  'stage',
  'silence',
  'furthest',
  ...SENTENCES.flatMap((each) => [
    `offer_${each}`,
    `tier_${each}`,
    `treatment_${each}`,
    `chance_${each}`,
    `gain_${each}`,
    `prepay_${each}`,
  ]),
].join(',')}\r\n`;

/** Cells are codes and plain numbers, but for the name of the catalog. Money in yuan (or rupees). */
export function csvLine(
  branch: string,
  customer: Customer,
  catalog: string,
  decision: Decision,
): string {
  const { score } = customer;
  const cells = [
    branch,
    customer.id,
    quoted(catalog),
    score?.valueGroup ?? '',
    score?.consumption ?? '',
    score?.behaviour ?? '',
    score?.stage ?? '',
    decision.silence?.code ?? '',
    furthestStage(decision.verdicts),
    ...SENTENCES.flatMap((each) => sentenceCells(decision.proposals[each - 1])),
  ];
  return `${cells.join(',')}\r\n`;
}

const sentenceCells = (proposal: Proposal | undefined): readonly (string | number)[] =>
  proposal === undefined
    ? ['', '', '', '', '', '']
    : [
        proposal.offer,
        proposal.tier,
        proposal.treatment,
        proposal.parts.chance.toFixed(4),
        (proposal.score / 100).toFixed(2),
        (proposal.prepay / 100).toFixed(2),
      ];

const quoted = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
