// From the day's report to what the page lists: rates, and words for stock.
import type { DayReport } from '#shared/contract/view_report.ts';
import type { Figures } from '#shared/model/figures.ts';
import type { Language } from '#shared/model/text.ts';
import { localText } from '#renderer/ui/locale.tsx';

/** Accepted of said, 0 to 1; null when nothing was said. */
export const acceptance = (said: number, accepted: number): number | null =>
  said === 0 ? null : accepted / said;

/** `31%`, or a dash where there is nothing to divide by. */
export const percentText = (rate: number | null): string =>
  rate === null ? '—' : `${Math.round(rate * 100)}%`;

export type ClerkRow = Figures & {
  readonly id: string;
  readonly name: string;
  readonly rate: number | null;
};

export const clerkRows = (report: Pick<DayReport, 'byClerk'>): readonly ClerkRow[] =>
  report.byClerk.map((clerk) => ({
    ...clerk,
    id: clerk.staff,
    rate: acceptance(clerk.said, clerk.accepted),
  }));

export type OfferRow = Omit<DayReport['byOffer'][number], 'name' | 'offer'> & {
  readonly id: string;
  readonly name: string;
  readonly rate: number | null;
};

export const offerRows = (
  report: Pick<DayReport, 'byOffer'>,
  language: Language,
): readonly OfferRow[] =>
  report.byOffer.map(({ offer, name, ...counts }) => ({
    ...counts,
    id: offer,
    name: localText(name, language),
    rate: acceptance(counts.said, counts.accepted),
  }));

export type StockWord = 'out' | 'low' | 'enough';

const FEW = 5;

/** Low: five pieces or fewer, or not enough for another day like this one. */
export function stockWord(left: number, drawnToday: number): StockWord {
  if (left <= 0) return 'out';
  return left <= FEW || left < drawnToday ? 'low' : 'enough';
}

export type GiftsOfDay = {
  readonly gifts: readonly Omit<DayReport['gifts'][number], 'here'>[];
};

export type GiftRow = {
  readonly id: string;
  readonly name: string;
  readonly left: number;
  readonly drawnToday: number;
  readonly lastsDays: number | null;
  readonly word: StockWord;
};

const URGENCY: Readonly<Record<StockWord, number>> = { out: 0, low: 1, enough: 2 };

/** What runs out first stands first. */
export const giftRows = (report: GiftsOfDay, language: Language): readonly GiftRow[] =>
  report.gifts
    .map(({ id, name, left, drawnToday, lastsDays }) => ({
      id,
      name: localText(name, language),
      left,
      drawnToday,
      lastsDays,
      word: stockWord(left, drawnToday),
    }))
    .toSorted(
      (a, b) => URGENCY[a.word] - URGENCY[b.word] || a.left - b.left || (a.id < b.id ? -1 : 1),
    );

/** Nothing was done on the day: no visit, no answer, no gift. */
export const isEmptyDay = (
  report: Pick<DayReport, 'total' | 'byOffer' | 'line' | 'unfinished'>,
): boolean =>
  report.total.visits === 0 &&
  report.byOffer.length === 0 &&
  report.line.length === 0 &&
  report.unfinished === 0;
