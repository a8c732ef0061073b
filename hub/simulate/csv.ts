// The spreadsheet of a simulation: one line a customer and variant, with HQ's row number and no name or number of theirs.
import { silenceCode } from './silence_code.ts';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { type Currency, minorUnits, plainAmount } from '#shared/base/money.ts';
import type { Branch } from '#shared/model/branch.ts';
import type { Customer } from '#shared/model/customer.ts';
import type { Decision, Proposal } from '#shared/model/decision.ts';
import { furthestStage } from './tally.ts';

const SENTENCES = [1, 2, 3] as const;

/** What a catalog would say to one customer. */
export const SAID_COLUMNS: readonly string[] = [
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
];

/** In the order of `SAID_COLUMNS`. Money in the currency's main unit. */
export const saidCells = (decision: Decision, currency: Currency): readonly (string | number)[] => [
  decision.silence === null ? '' : silenceCode(decision),
  furthestStage(decision.verdicts),
  ...SENTENCES.flatMap((each) => sentenceCells(decision.proposals[each - 1], currency)),
];

export const CSV_HEADER = `${[
  'branch',
  'customer',
  'catalog',
  'value_group',
  'consumption',
  'behaviour',
  'stage',
  ...SAID_COLUMNS,
].join(',')}\r\n`;

/** Cells are codes and plain numbers, but for the name of the catalog. Money in whole units of the branch's currency. */
export function csvLine(
  branch: Pick<Branch, 'code' | 'currency'>,
  customer: Customer,
  catalog: string,
  decision: Decision,
): string {
  const { score } = customer;
  const cells = [
    branch.code,
    customer.id,
    quoted(catalog),
    score?.valueGroup ?? '',
    score?.consumption ?? '',
    score?.behaviour ?? '',
    score?.stage ?? '',
    ...saidCells(decision, branch.currency),
  ];
  return `${cells.join(',')}\r\n`;
}

const sentenceCells = (
  proposal: Proposal | undefined,
  currency: Currency,
): readonly (string | number)[] =>
  proposal === undefined
    ? ['', '', '', '', '', '']
    : [
        proposal.offer,
        proposal.tier,
        proposal.treatment,
        proposal.parts.chance.toFixed(4),
        (proposal.score / minorUnits(currency)).toFixed(2),
        plainAmount(proposal.prepay, currency),
      ];

const quoted = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

export type CsvFile = {
  /** Resolves when there is room for more. @throws FileUnwritable */
  write(lines: string): Promise<void>;
  /** @throws FileUnwritable */
  keep(): Promise<void>;
  drop(): Promise<void>;
};

export class FileUnwritable extends Error {
  override readonly name = 'FileUnwritable';
}

/** Written beside and renamed, so that a file of that name is complete. */
export function openCsvFile(path: string): CsvFile {
  const part = `${path}.part`;
  const stream = createWriteStream(part, { mode: 0o600 });
  const failed = new Promise<never>((_, reject) => {
    stream.once('error', ({ message }) =>
      reject(new FileUnwritable(`cannot write ${path}: ${message}`)),
    );
  });
  // Whoever waits meets it; nobody may be waiting yet.
  failed.catch(() => undefined);
  const written = (lines: string): Promise<void> =>
    new Promise((resolve) => {
      stream.write(lines, () => resolve());
    });
  stream.write(CSV_HEADER);
  return {
    write: (lines) => Promise.race([written(lines), failed]),
    async keep() {
      stream.end();
      await Promise.race([finished(stream), failed]);
      await rename(part, path);
    },
    async drop() {
      stream.destroy();
      await rm(part, { force: true });
    },
  };
}
