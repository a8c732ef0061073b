// The manager's figures: pure sums over the visits of a day.
import { type Fen, fen } from '#shared/base/money.ts';
import { compareBy, compareNumber, compareText, descending } from '#shared/base/compare.ts';
import { groupBy } from '#shared/base/group_by.ts';
import type {
  ClerkFigures,
  Figures,
  HourFigures,
  LinePoint,
  OfferFigures,
} from '#shared/model/figures.ts';
import type { Answer } from '#shared/model/visit.ts';
import type { Claim, VisitLine } from './visit_line.ts';

/** What a day's sums are made of: each answer, and each end of a visit, with who it was and when. */
export type Entry = {
  readonly at: number;
  readonly staff: string;
} & (
  | {
      readonly kind: 'answer';
      readonly offer: string;
      readonly answer: Answer;
      /** It sells nothing: a greeting, a reminder, thanks. */
      readonly isCare: boolean;
    }
  | { readonly kind: 'finish'; readonly prepaid: Fen | null; readonly claim: Claim | null }
);

type Finish = Extract<Entry, { kind: 'finish' }>;

type EntryLine = Pick<VisitLine, 'state' | 'ended' | 'staff' | 'prepaid' | 'claim'> & {
  readonly answers: readonly Pick<
    VisitLine['answers'][number],
    'at' | 'staff' | 'offer' | 'answer' | 'isCare'
  >[];
};

/** A void visit counts nowhere. */
export function entriesOf(visits: readonly EntryLine[]): readonly Entry[] {
  const entries: Entry[] = [];
  for (const visit of visits) {
    const known = entriesOfVisit.get(visit) ?? readEntries(visit);
    entriesOfVisit.set(visit, known);
    for (const entry of known) entries.push(entry);
  }
  return entries;
}

/** A page of a busy day asks again after each visit, and all but one are as they were. */
const entriesOfVisit = new WeakMap<EntryLine, readonly Entry[]>();

function readEntries({
  state,
  ended,
  staff,
  prepaid,
  claim,
  answers,
}: EntryLine): readonly Entry[] {
  if (state === 'void') return [];
  const given = answers.map((answer): Entry => ({ ...answer, kind: 'answer' }));
  return ended === null ? given : [...given, { kind: 'finish', at: ended, staff, prepaid, claim }];
}

/** The same sums over any part of the day's entries. */
export function figuresOf(entries: readonly Entry[]): Figures {
  const sums = { visits: 0, prepaid: 0, claimed: 0, said: 0, accepted: 0, care: 0 };
  for (const entry of entries) {
    if (entry.kind === 'finish') {
      sums.visits += 1;
      sums.prepaid += entry.prepaid ?? 0;
      sums.claimed += entry.claim?.amount ?? 0;
    } else if (entry.answer !== 'not-said') {
      if (entry.isCare) sums.care += 1;
      else sums.said += 1;
      if (!entry.isCare && entry.answer === 'accepted') sums.accepted += 1;
    }
  }
  const { visits, said, accepted, care } = sums;
  return { visits, prepaid: fen(sums.prepaid), claimed: fen(sums.claimed), said, accepted, care };
}

/** By staff number and never by figure: the differences of a day are chance. */
export function figuresByClerk(
  entries: readonly Entry[],
  nameOf: (staff: string) => string,
): readonly ClerkFigures[] {
  return [...groupBy(entries, (entry) => entry.staff)]
    .map(([staff, own]) => ({ staff, name: nameOf(staff), ...figuresOf(own) }))
    .toSorted((a, b) => compareText(a.staff, b.staff));
}

/** @param minuteOf minutes since midnight of an instant, in branch time */
export const figuresByHour = (
  entries: readonly Entry[],
  minuteOf: (at: number) => number,
): readonly HourFigures[] =>
  [...groupBy(entries, (entry) => Math.floor(minuteOf(entry.at) / 60))]
    .map(([hour, own]) => ({ hour, ...figuresOf(own) }))
    .toSorted((a, b) => compareNumber(a.hour, b.hour));

/** Cumulative, one point for each minute in which a visit was finished with money. */
export function lineOfDay(
  entries: readonly Entry[],
  minuteOf: (at: number) => number,
): readonly LinePoint[] {
  const points = new Map<number, { minute: number; prepaid: Fen; claimed: Fen }>();
  let prepaid = 0;
  let claimed = 0;
  const finishes = entries
    .filter((entry): entry is Finish => entry.kind === 'finish' && entry.prepaid !== null)
    .map((entry) => ({ ...entry, minute: minuteOf(entry.at) }))
    .toSorted((a, b) => compareNumber(a.minute, b.minute));
  for (const entry of finishes) {
    prepaid += entry.prepaid ?? 0;
    claimed += entry.claim?.amount ?? 0;
    const { minute } = entry;
    points.set(minute, { minute, prepaid: prepaid as Fen, claimed: claimed as Fen });
  }
  return [...points.values()];
}

/** Answers by offer. A visit's claim is credited to one offer, so that the offers' claims add up to the day's. */
export function figuresByOffer(
  entries: readonly Entry[],
  nameOf: (offer: string) => OfferFigures['name'],
): readonly OfferFigures[] {
  const answers = entries.flatMap((entry) => (entry.kind === 'answer' ? [entry] : []));
  const claimed = new Map<string, number>();
  for (const entry of entries) {
    const claim = entry.kind === 'finish' ? entry.claim : null;
    if (claim !== null) claimed.set(claim.offer, (claimed.get(claim.offer) ?? 0) + claim.amount);
  }
  return [...groupBy(answers, (answer) => answer.offer)]
    .map(([offer, own]) => {
      const count = (answer: Answer): number => own.filter((row) => row.answer === answer).length;
      return {
        offer,
        name: nameOf(offer),
        isCare: own.some(({ isCare }) => isCare),
        said: own.length - count('not-said'),
        accepted: count('accepted'),
        later: count('later'),
        declined: count('declined'),
        hasIt: count('has-it'),
        notSaid: count('not-said'),
        claimed: (claimed.get(offer) ?? 0) as Fen,
      };
    })
    .toSorted(
      compareBy(
        descending((a, b) => compareNumber(a.said, b.said)),
        (a, b) => compareText(a.offer, b.offer),
      ),
    );
}
