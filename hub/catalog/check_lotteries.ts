// Lotteries: a deck that can be leased, prizes at a cost, days in order.
import type { Lottery, Offer } from '#shared/model/catalog.ts';

import { doubt, type Finding, mistake, repeatedIds } from './problem.ts';

/** What a ticket costs on the average, fen: prizes by their tickets, over all tickets of a deck. */
export function meanTicketCost({ prizes, blanks }: Lottery): number {
  const tickets = prizes.reduce((sum, prize) => sum + prize.tickets, blanks);
  const cost = prizes.reduce((sum, prize) => sum + prize.tickets * prize.cost, 0);
  return cost / tickets;
}

export function checkLotteries(
  lotteries: readonly Lottery[],
  offers: readonly Offer[],
  today: string,
): readonly Finding[] {
  const drawn = new Set(
    offers.flatMap(({ tiers }) => tiers.flatMap(({ draws }) => draws?.lottery ?? [])),
  );
  return [
    ...repeatedIds(lotteries, []),
    ...lotteries.flatMap((lottery, index) => [
      ...checkDays(lottery, index, today),
      ...repeatedIds(lottery.prizes, [index, 'prizes']),
      ...checkPrizes(lottery, index),
      ...(drawn.has(lottery.id)
        ? []
        : [
            doubt(
              [index, 'id'],
              `no offer draws in lottery '${lottery.id}'`,
              'Let a tier name it in draws, or take it out.',
            ),
          ]),
    ]),
  ];
}

function checkDays(
  { validFrom, validTo }: Lottery,
  index: number,
  today: string,
): readonly Finding[] {
  if (validFrom > validTo) {
    const message = `valid from ${validFrom} to ${validTo}: it ends before it begins`;
    return [mistake([index, 'validTo'], message, 'Put validTo on or after validFrom.')];
  }
  return validTo >= today
    ? []
    : [doubt([index, 'validTo'], `it ended on ${validTo}`, 'Move its days on, or take it out.')];
}

function checkPrizes({ prizes, blanks }: Lottery, index: number): readonly Finding[] {
  const findings = prizes.flatMap((prize, place): readonly Finding[] => {
    const path = [index, 'prizes', place];
    return [
      ...(prize.total < prize.tickets
        ? [
            mistake(
              [...path, 'total'],
              `prize '${prize.id}': ${prize.total} in all are fewer than the ${prize.tickets} of one lease`,
              'Buy more of it, or put fewer tickets into the deck: not one device could draw.',
            ),
          ]
        : []),
      ...(prize.cost === 0
        ? [
            mistake(
              [...path, 'cost'],
              `prize '${prize.id}' has no cost`,
              'Say what one costs, in fen, or the lottery looks better than it is.',
            ),
          ]
        : []),
    ];
  });
  if (blanks > 0) return findings;
  const message = 'every ticket wins';
  const remedy = 'That is a gift, not a lottery: put in blanks, or make it an offer with a gift.';
  return [...findings, doubt([index, 'blanks'], message, remedy)];
}
