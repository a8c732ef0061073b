// Visits worth a second look, by kind: most have an ordinary reason, and nobody is accused. HQ's are in hub/db/look.ts.
import type { Day, Instant } from '#shared/base/month.ts';
import type { Fen } from '#shared/base/money.ts';
import type { Look } from '#shared/contract/view_visits.ts';
import type { SettledState } from '#shared/model/settled.ts';
import type { LineAnswer } from '#shared/engine/visit_line.ts';
import type { VisitRow } from '../store/visit_rows.ts';
import { groupBy } from '#shared/base/group_by.ts';

/** So many visits that one clerk finished within so many ms. */
const BURST = { visits: 6, ms: 300_000 };
/** A customer who was opened so long ago, and for whom nothing was done, was looked up. */
const LOOKED_UP_MS = 3_600_000;

export type LookHelp = {
  /** Usual top-ups of these customers; null, or left out: not known. */
  readonly usualOf: (customers: readonly number[]) => ReadonlyMap<number, Fen | null>;
  /** Of these customers those with an errand on the day, as far as this device knows. */
  readonly withErrand: (day: Day, customers: readonly number[]) => ReadonlySet<number>;
  /** Of the day's claims, by visit, as HQ last told. */
  readonly settled: ReadonlyMap<string, { readonly state: SettledState }>;
  /** Visits with money that the log does not have, and without a claim, as HQ last told. */
  readonly unpaid: ReadonlySet<string>;
  readonly now: Instant;
};

/** Ids of visits, by kind. */
export type Looks = ReadonlyMap<Look, ReadonlySet<string>>;

/** Void ones count as corrected, and in no other kind: a manager has looked at them. @param visits of a day, by `at` */
export function looksOf(visits: readonly VisitRow[], help: LookHelp): Looks {
  const standing: VisitRow[] = [];
  const empty: VisitRow[] = [];
  const ids = {
    unusual: new Set<string>(),
    notSettled: new Set<string>(),
    notPaid: new Set<string>(),
    giftUnpaid: new Set<string>(),
    exception: new Set<string>(),
    lookedUp: new Set<string>(),
    corrected: new Set<string>(),
  };
  // Once over them: to fetch a busy day's visits from memory costs more than to look at them.
  for (const visit of visits) {
    const { visit: id } = visit;
    if (visit.corrections.length > 0) ids.corrected.add(id);
    if (visit.state === 'void') continue;
    standing.push(visit);
    if (visit.asked !== null) ids.unusual.add(id);
    if (isNotSettled(visit, help)) ids.notSettled.add(id);
    if ((visit.prepaid ?? 0) > 0 && help.unpaid.has(id)) ids.notPaid.add(id);
    if (isGiftUnpaid(visit)) ids.giftUnpaid.add(id);
    if (visit.exception !== null) ids.exception.add(id);
    if (isLookedUp(visit, help.now)) ids.lookedUp.add(id);
    else if (isEmpty(visit)) empty.push(visit);
  }
  for (const id of withoutErrand(empty, help)) ids.lookedUp.add(id);
  return new Map<Look, ReadonlySet<string>>([
    ['unusual', ids.unusual],
    ['meant-little', meantLittle(standing, help)],
    ['not-settled', ids.notSettled],
    ['not-paid', ids.notPaid],
    ['gift-unpaid', ids.giftUnpaid],
    ['exception', ids.exception],
    ['many-at-once', manyAtOnce(standing)],
    ['looked-up', ids.lookedUp],
    ['corrected', ids.corrected],
  ]);
}

/** Less than half of the usual top-up, and a claim rests on it. */
function meantLittle(visits: readonly VisitRow[], { usualOf }: LookHelp): ReadonlySet<string> {
  const claiming = visits.flatMap(({ visit, claim, intended, customer }) =>
    (claim?.amount ?? 0) > 0 && intended !== null && customer !== null
      ? [{ visit, intended, customer }]
      : [],
  );
  const usual = usualOf(claiming.map(({ customer }) => customer));
  const little = claiming.filter(
    ({ intended, customer }) => intended * 2 < (usual.get(customer) ?? 0),
  );
  return new Set(little.map(({ visit }) => visit));
}

/** Money is claimed, and the log that reaches past the visit does not have it. */
function isNotSettled({ visit, claim }: VisitRow, { settled }: LookHelp): boolean {
  const state = settled.get(visit)?.state;
  return (claim?.amount ?? 0) > 0 && (state === 'not-found' || state === 'reversed');
}

/** No accepted sentence that was paid for, also after a correction, and no manager who let it go. */
const isGiftUnpaid = ({ state, gifts, exception, prepaid, answers }: VisitRow): boolean =>
  state === 'finished' &&
  gifts.length > 0 &&
  exception === null &&
  !answers.some(({ answer, asks }) => answer === 'accepted' && isPaid(prepaid, asks));

/** @param asks left out: any money may have paid for it */
const isPaid = (prepaid: Fen | null, asks: LineAnswer['asks']): boolean =>
  asks === undefined ? prepaid !== null : (prepaid ?? 0) >= (asks ?? 0);

const isLookedUp = ({ state, answers, at }: VisitRow, now: Instant): boolean =>
  state === 'left' ||
  (state === 'unfinished' && answers.every(isNotSaid) && at + LOOKED_UP_MS < now);

const isNotSaid = ({ answer }: LineAnswer): boolean => answer === 'not-said';

/** Ended as it began: it can be made of anybody who was only looked at (`store/errands.ts`). */
const isEmpty = ({ state, customer, purpose, prepaid, gifts, answers }: VisitRow): boolean =>
  state === 'finished' &&
  customer !== null &&
  purpose === 'top-up' &&
  (prepaid ?? 0) === 0 &&
  gifts.length === 0 &&
  answers.every(isNotSaid);

/** An opt-out or care is an errand too, and stands in no visit. */
const withoutErrand = (
  visits: readonly VisitRow[],
  { withErrand }: LookHelp,
): readonly VisitRow['visit'][] =>
  [...groupBy(visits, ({ day }) => day)].flatMap(([day, ofDay]) => {
    const served = withErrand(
      day,
      ofDay.flatMap(({ customer }) => customer ?? []),
    );
    return ofDay
      .filter(({ customer }) => customer !== null && !served.has(customer))
      .map(({ visit }) => visit);
  });

/** All visits of each run. */
function manyAtOnce(visits: readonly VisitRow[]): ReadonlySet<string> {
  const found = new Set<string>();
  const byClerk = groupBy(
    visits.filter(({ ended }) => ended !== null),
    ({ staff }) => staff,
  );
  for (const own of byClerk.values()) {
    const ends = own.toSorted((a, b) => (a.ended ?? 0) - (b.ended ?? 0));
    for (const [index, first] of ends.entries()) {
      const last = ends[index + BURST.visits - 1];
      if (last === undefined) break;
      if ((last.ended ?? 0) - (first.ended ?? 0) > BURST.ms) continue;
      for (const one of ends.slice(index, index + BURST.visits)) found.add(one.visit);
    }
  }
  return found;
}
