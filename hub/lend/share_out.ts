// How the pieces of one gift that a branch has left are shared out among its devices: pure, one gift at a time.
import { compareBy, compareNumber, compareText } from '#shared/base/compare.ts';

/** What one device may give of a gift. Counted in pieces ever given, so that a lost answer does no harm. */
export type Share = {
  /** What it was told last that it may give in all. */
  readonly granted: number;
  /** The most that it can be holding: what it said, or was told since. */
  readonly held: number;
  /** Pieces of ledgers before the present one: given, or resting for good. They come on top. */
  readonly lost: number;
  /** Those of them of which nobody knows whether they were given. */
  readonly rests: number;
};

export const NO_SHARE: Share = { granted: 0, held: 0, lost: 0, rests: 0 };

export type Holder = Share & {
  readonly device: string;
  /** Pieces that it gave, as HQ knows. */
  readonly drawn: number;
  /** Of late. */
  readonly recent: number;
  /** HQ hears of it; the others keep what they hold, and get no more. */
  readonly isAtWork: boolean;
  /** It gives nothing any more: a person at HQ said so. What it did not give is free. */
  readonly isReleased: boolean;
};

/** Of what can be shared HQ keeps one in so many, for whoever runs out first. */
const KEPT_AT_HQ = 5;

/** Pieces that nobody else may give: never fewer than it can give and has given, as far as anybody knows. */
export const reserveOf = ({ held, lost, drawn, isReleased }: Holder): number =>
  isReleased ? drawn : Math.max(drawn, lost + held);

/** Pieces that HQ has not lent. Negative when HQ took back what was lent, until devices have given it back. */
export const freePieces = (allocated: number, holders: readonly Holder[]): number =>
  allocated - holders.reduce((sum, holder) => sum + reserveOf(holder), 0);

/**
 * What the asking device may give in all from now on, in pieces of its present ledger. It gets more while HQ has any,
 * and is asked for less only when another at work is short of its part. A device alone gets all.
 */
function grantTo(allocated: number, holders: readonly Holder[], device: string): number {
  const asking = holders.find((holder) => holder.device === device);
  if (asking === undefined) throw new Error(`${device} is no holder`);
  const free = freePieces(allocated, holders);
  const wanted = wantedReserves(allocated, holders);
  const own = reserveOf(asking);
  const want = wanted.get(device) ?? own;
  if (want >= own) return own + Math.max(0, Math.min(want - own, free)) - asking.lost;
  const short = holders.reduce(
    (sum, holder) =>
      holder.device === device
        ? sum
        : sum + Math.max(0, (wanted.get(holder.device) ?? 0) - reserveOf(holder)),
    -free,
  );
  return Math.max(0, own - Math.max(0, Math.min(own - want, short)) - asking.lost);
}

/** By use: who gave more of late gets more; one piece each while there are enough. */
function wantedReserves(
  allocated: number,
  holders: readonly Holder[],
): ReadonlyMap<string, number> {
  const atWork = holders.filter(({ isAtWork, isReleased }) => isAtWork && !isReleased);
  const spoken = (holder: Holder): number => holder.drawn + holder.rests;
  const pool = Math.max(
    0,
    freePieces(allocated, holders) +
      atWork.reduce((sum, holder) => sum + reserveOf(holder) - spoken(holder), 0),
  );
  const kept = atWork.length > 1 ? Math.floor(pool / KEPT_AT_HQ) : 0;
  const parts = partsOf(pool - kept, atWork);
  return new Map(
    atWork.map((holder) => [holder.device, spoken(holder) + (parts.get(holder.device) ?? 0)]),
  );
}

/** Whole pieces by the largest remainders; of equal ones the device whose name comes first. */
function partsOf(pieces: number, atWork: readonly Holder[]): ReadonlyMap<string, number> {
  const each = pieces >= atWork.length ? 1 : 0;
  const rest = pieces - each * atWork.length;
  const weights = atWork.reduce((sum, { recent }) => sum + recent + 1, 0);
  const exact = atWork.map(({ device, recent }) => {
    const part = (rest * (recent + 1)) / weights;
    return { device, whole: Math.floor(part), over: part - Math.floor(part) };
  });
  let left = rest - exact.reduce((sum, { whole }) => sum + whole, 0);
  const parts = new Map(exact.map(({ device, whole }) => [device, each + whole]));
  for (const { device } of exact.toSorted(byRemainder)) {
    if (left === 0) break;
    parts.set(device, (parts.get(device) ?? 0) + 1);
    left -= 1;
  }
  return parts;
}

type Remainder = { readonly device: string; readonly over: number };
const byRemainder = compareBy<Remainder>(
  (a, b) => compareNumber(b.over, a.over),
  (a, b) => compareText(a.device, b.device),
);

/** What a device says with its question: which shares it has, and how many pieces it may give by them in all. */
export type Question = {
  /** Grows when its ledger is put back to an older copy. */
  readonly series: number;
  readonly edition: number;
  /** By gift; one that is left out: none. */
  readonly holds: ReadonlyMap<string, number>;
};

export type Lending = { readonly series: number; readonly edition: number };

/** What becomes of one gift of the device that asks. */
export function lendTo(
  device: string,
  gift: { readonly id: string; readonly allocated: number },
  holders: readonly Holder[],
  lending: Lending,
  question: Question,
): { readonly share: Share; /** It is to be told. */ readonly isNew: boolean } {
  const own = holders.find((holder) => holder.device === device);
  if (own === undefined) throw new Error(`${device} is no holder`);
  const heard = heardShare(own, lending, question, gift.id, own.drawn);
  const known = holders.map((holder) =>
    holder.device === device ? { ...holder, ...heard, isAtWork: true, isReleased: false } : holder,
  );
  const granted = grantTo(gift.allocated, known, device);
  const { lost, rests } = heard;
  return {
    // Until the device says so itself it may hold what it had.
    share: { granted, held: Math.max(heard.held, granted), lost, rests },
    isNew: granted !== heard.granted,
  };
}

/**
 * What HQ knows of a share after a question. The edition that was told last makes the device's word final; an older one
 * says that something is still on its way. Of a new series all that the old ledger could give is taken as gone.
 * @param drawn pieces that the device gave, as HQ knows
 */
function heardShare(
  share: Share,
  lending: Lending,
  question: Question,
  gift: string,
  drawn: number,
): Share {
  const held = question.holds.get(gift) ?? 0;
  if (question.series > lending.series) {
    const lost = Math.max(0, share.lost + share.held - held);
    return { granted: held, held, lost, rests: Math.max(0, lost + held - drawn) };
  }
  // A newer one: HQ itself was put back, and what the device says that it was told is so.
  if (question.edition >= lending.edition) return { ...share, granted: held, held };
  return share;
}
