// hub lottery: what is left of the prizes, and whether every draw was as it must be.
import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import type { Result } from '#shared/base/result.ts';
import { lotteryStatus, type LotteryStatus } from '#hub/lend/lottery_status.ts';
import {
  type Verification,
  verifyEvent,
  type VerifyError,
  verifyLottery,
  verifySlip,
} from '#hub/lend/verify_lottery.ts';
import {
  addCommonOptions,
  type CommonOptions,
  type HubContext,
  HubProblem,
  withHub,
} from './context.ts';
import { EXIT } from './exit_code.ts';
import { formatCount } from './format.ts';

type VerifyOptions = CommonOptions & {
  readonly lease?: string;
  readonly event?: string;
  readonly file?: string;
};

export const createLotteryCommand = (): Command =>
  new Command('lottery')
    .description('prizes and draws of the lotteries')
    .addCommand(createStatus())
    .addCommand(createVerify());

const createStatus = (): Command =>
  addCommonOptions(new Command('status'))
    .description('prizes given, lent and left, and the deck of each device')
    .option('--json', 'one JSON line a lottery')
    .action((options: CommonOptions & { readonly json?: boolean }) =>
      withHub(options, async (hub) => {
        const lotteries = await lotteryStatus(hub.database, Date.now());
        if (lotteries.length === 0 && !options.json) process.stdout.write('no lotteries\n');
        for (const lottery of lotteries) {
          process.stdout.write(`${options.json ? JSON.stringify(lottery) : describe(lottery)}\n`);
        }
        return EXIT.done;
      }),
    );

const createVerify = (): Command =>
  addCommonOptions(new Command('verify'))
    .description('check every draw that was reported, those of one lease, one draw, or a slip')
    .option('--lease <id>', 'the draws of one lease')
    .option('--event <id>', 'one draw')
    .option(
      '--file <json>',
      'a slip: lottery, lease, draw, number, seed, tickets, prize, fingerprint',
    )
    .action((options: VerifyOptions) => {
      const { lease, event, file } = options;
      if ([lease, event, file].filter((option) => option !== undefined).length > 1) {
        throw new HubProblem(EXIT.usage, 'one of --lease, --event and --file');
      }
      return withHub(options, async (hub) => {
        const found = await verify(hub, options);
        if (!found.ok) throw new HubProblem(EXIT.refused, explain(found.error, options));
        const { leases, draws, faults } = found.value;
        for (const fault of faults) {
          const place = fault.draw === 0 ? '' : ` draw ${fault.draw}`;
          process.stdout.write(
            `${fault.lease}${place}: ${fault.detail}${fault.event === null ? '' : ` (event ${fault.event})`}\n`,
          );
        }
        const verdict =
          faults.length === 0 ? 'all as they must be' : counted(faults.length, 'fault');
        process.stdout.write(
          `${counted(draws, 'draw')} of ${counted(leases, 'lease')}: ${verdict}\n`,
        );
        return faults.length === 0 ? EXIT.done : EXIT.refused;
      });
    });

const counted = (count: number, what: string): string =>
  `${formatCount(count)} ${what}${count === 1 ? '' : 's'}`;

async function verify(
  { database }: HubContext,
  { lease, event, file }: VerifyOptions,
): Promise<Result<Verification, VerifyError>> {
  if (event !== undefined) return verifyEvent(database, event);
  if (file === undefined) return verifyLottery(database, lease);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new HubProblem(EXIT.refused, `cannot read ${file}: ${(error as Error).message}`);
  }
  return verifySlip(database, text);
}

function explain(error: VerifyError, { lease, event, file }: VerifyOptions): string {
  switch (error.type) {
    case 'unknown-event':
      return `no draw with the event id ${event ?? ''} was reported`;
    case 'unknown-lease':
      return file === undefined
        ? `no lease ${lease ?? 'of this draw'}; \`hub lottery status\` lists them`
        : `${file} names no lease of ours: add the "fingerprint" that was on show`;
    case 'bad-slip':
      return `${file ?? ''} is no slip: ${error.detail}`;
  }
}

function describe({ id, name, prizes, leases }: LotteryStatus): string {
  return [
    `${id} ${name.zh} (${name.en})`,
    ...prizes.map(
      (prize) =>
        `  ${prize.id} ${prize.name.zh}: ${prize.given} given, ${prize.lent} lent, ` +
        `${prize.left} left of ${prize.total}`,
    ),
    ...leases.map(
      (lease) =>
        `  lease ${lease.id} ${lease.branch} ${lease.deviceName}: ${lease.drawn} of ${lease.tickets} drawn, ` +
        `${lease.validFrom} to ${lease.validTo}, ${lease.state}`,
    ),
  ].join('\n');
}
