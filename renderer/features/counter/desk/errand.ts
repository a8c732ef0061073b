// One errand at the counter as the clerk steps through it: amount, answer, finish. Pure; the data process holds the truth.
import { addDays, type Day, isDay } from '#shared/base/month.ts';
import { type Currency, type Fen, formatAmount, parseAmount } from '#shared/base/money.ts';
import {
  type MatterReason,
  mattersOf,
  MUTING_PURPOSES,
  type ObjectionPlace,
  type Purpose,
} from '#shared/model/visit.ts';
import type { GiftLeft, ProposalView, VisitView } from '#shared/contract/view_visit.ts';
import { type Doubt, isRead } from './haste.ts';

export type Step = 'amount' | 'answer' | 'later' | 'decline' | 'not-said' | 'finish';

type Notice =
  | 'undone'
  /** The visit is open again; what was answered stands. */
  | 'finish-undone'
  /** Gone back to after another customer. */
  | 'resumed'
  | 'bad-amount'
  | 'bad-prepaid'
  /** More than HQ lets anybody put on. */
  | 'absurd-amount'
  | 'absurd-prepaid'
  | 'bad-day'
  /** Typed without a year, it is months ahead: asked once more. */
  | 'far-day'
  | 'answer-first'
  | 'matter-first';

/** Asked once before an amount is taken, or the visit finished. Unusual: beyond what HQ lets pass unasked. */
export type Question = {
  readonly doubt: Doubt | { readonly why: 'unusual' };
  /** On the clock of key presses. */
  readonly askedAt: number;
};

export type Errand = {
  readonly view: VisitView;
  readonly step: Step;
  /** As typed; empty: not asked yet. */
  readonly amountText: string;
  /** Which of the proposals is read out. */
  readonly shown: number;
  readonly hasVerdicts: boolean;
  readonly hasObjections: boolean;
  /** Which one the customer raised about the sentence that is shown; null: none was told. */
  readonly objection: ObjectionPlace | null;
  readonly hasPrizes: boolean;
  readonly laterText: string;
  readonly prepaidText: string;
  readonly gift: string | null;
  /** What a fault, complaint or cancellation is about, and own words for it. */
  readonly matter: MatterReason | null;
  readonly matterText: string;
  /** A manager is asked to let a gift go that no offer brings. */
  readonly isExcepting: boolean;
  /** The customer said no at their own screen; the clerk is asked why. */
  readonly hasTouchedNo: boolean;
  /** A sentence that sells stood on the screen: an amount that is first named now was not meant before it. */
  readonly hasSold: boolean;
  readonly notice: Notice | null;
  readonly question: Question | null;
};

export type ErrandAction =
  /** The data process answered; `stay` leaves the clerk where the typing goes on. */
  | { readonly type: 'view'; readonly view: VisitView; readonly stay: boolean }
  /** An entry was taken back; the visit goes on where it was made. */
  | { readonly type: 'undone'; readonly view: VisitView }
  /** The finish was taken back. */
  | { readonly type: 'finish-undone'; readonly view: VisitView }
  | { readonly type: 'amount'; readonly text: string }
  | { readonly type: 'prepaid'; readonly text: string }
  | { readonly type: 'later'; readonly text: string }
  | { readonly type: 'gift'; readonly gift: string | null }
  | { readonly type: 'matter'; readonly reason: MatterReason | null }
  | { readonly type: 'matter-words'; readonly text: string }
  | { readonly type: 'notes'; readonly notes: VisitView['notes'] }
  | { readonly type: 'except'; readonly isExcepting: boolean }
  | { readonly type: 'step'; readonly step: Step }
  | { readonly type: 'show'; readonly index: number }
  | { readonly type: 'verdicts' | 'objections' | 'prizes' }
  /** The customer raised it; again: not after all. */
  | { readonly type: 'raised'; readonly place: ObjectionPlace }
  /** The customer said no to the sentence that is shown. */
  | { readonly type: 'touched-no' }
  | { readonly type: 'back' }
  /** Null: it was answered, or left. */
  | { readonly type: 'ask'; readonly question: Question | null }
  | { readonly type: 'notice'; readonly notice: Notice | null };

/** Also for a visit that was re-opened by an undo. */
export function beginErrand(view: VisitView): Errand {
  const errand: Errand = {
    view,
    step: 'amount',
    amountText: view.intended === null ? '' : asTyped(view.intended, view.currency),
    shown: answeredIndex(view) ?? 0,
    hasVerdicts: false,
    hasObjections: false,
    objection: null,
    hasPrizes: false,
    laterText: '',
    prepaidText: '',
    gift: null,
    matter: null,
    matterText: '',
    isExcepting: false,
    hasTouchedNo: false,
    hasSold: false,
    notice: null,
    question: null,
  };
  const asksAmount = view.purpose === 'top-up' && view.intended === null && !isAnswered(view);
  return notingSale(asksAmount ? errand : atStep(errand, stepOf(view)));
}

export const errandReducer = (errand: Errand, action: ErrandAction): Errand =>
  notingSale(afterAction(errand, action));

const notingSale = (errand: Errand): Errand =>
  errand.hasSold || shownProposal(errand)?.promotional !== true || isAmountFirst(errand)
    ? errand
    : { ...errand, hasSold: true };

/** A sentence for no amount would change under the eyes when the amount is there. */
export const isAmountFirst = ({ view, step }: Errand): boolean =>
  view.customer !== null && step === 'amount' && !isAnswered(view);

function afterAction(errand: Errand, action: ErrandAction): Errand {
  switch (action.type) {
    case 'view':
      return withView(errand, action.view, action.stay);
    case 'undone':
      return { ...withView(errand, action.view, false), notice: 'undone' };
    case 'finish-undone':
      return {
        ...withView(errand, action.view, false),
        notice: isAnswered(action.view) ? 'finish-undone' : 'undone',
      };
    case 'amount':
      return { ...errand, amountText: action.text, notice: null, question: null };
    case 'prepaid':
      return { ...errand, prepaidText: action.text, notice: null, question: null };
    case 'later':
      return { ...errand, laterText: action.text, notice: null };
    case 'gift':
      return { ...errand, gift: action.gift };
    case 'matter':
      return { ...errand, matter: action.reason, notice: null };
    case 'matter-words':
      return { ...errand, matterText: action.text };
    case 'notes':
      return { ...errand, view: { ...errand.view, notes: action.notes } };
    case 'except':
      return { ...errand, isExcepting: action.isExcepting, notice: null, question: null };
    case 'step':
      return atStep(errand, action.step);
    case 'show':
      return errand.view.proposals[action.index] === undefined
        ? errand
        : {
            ...errand,
            shown: action.index,
            hasObjections: false,
            objection: null,
            hasPrizes: false,
            hasTouchedNo: false,
            notice: null,
          };
    case 'verdicts':
      return { ...errand, hasVerdicts: !errand.hasVerdicts };
    case 'objections':
      return { ...errand, hasObjections: !errand.hasObjections };
    case 'raised':
      return canRaise(errand, action.place)
        ? { ...errand, objection: errand.objection === action.place ? null : action.place }
        : errand;
    case 'prizes':
      return { ...errand, hasPrizes: !errand.hasPrizes };
    case 'touched-no':
      return { ...atStep(errand, 'decline'), hasTouchedNo: true };
    case 'back':
      return { ...atStep(errand, stepBefore(errand)), hasTouchedNo: false };
    case 'ask':
      return { ...errand, question: action.question };
    case 'notice':
      return { ...errand, notice: action.notice, question: null };
  }
}

/** Only what stands on the screen, of a sentence that waits for its answer. */
function canRaise(errand: Errand, place: ObjectionPlace): boolean {
  const proposal = shownProposal(errand);
  return (
    errand.hasObjections &&
    proposal?.answered === null &&
    proposal.objections.some((objection) => objection.place === place)
  );
}

function withView(errand: Errand, view: VisitView, stay: boolean): Errand {
  const isSame = view.decision === errand.view.decision;
  const next: Errand = {
    ...errand,
    view,
    shown: answeredIndex(view) ?? (isSame ? errand.shown : 0),
    objection: isSame ? errand.objection : null,
    matter: view.purpose === errand.view.purpose ? errand.matter : null,
    hasTouchedNo: false,
    notice: null,
    question: null,
  };
  if (stay) return next;
  return atStep(next, stepOf(view));
}

/** Coming to the finish, what was agreed is filled in. */
function atStep(errand: Errand, step: Step): Errand {
  const next = { ...errand, step, isExcepting: false, notice: null, question: null };
  if (step !== 'finish' || errand.step === 'finish') return next;
  const prepaid = suggestedPrepaid(errand.view);
  const gift = acceptedProposal(errand.view)?.giftLeft ?? null;
  return {
    ...next,
    prepaidText: prepaid === 0 ? '' : asTyped(prepaid, errand.view.currency),
    gift: gift !== null && gift.here > 0 ? gift.id : null,
  };
}

/** A complaint, a fault and a cancellation take no money, so none is asked for. */
const takesMoney = (view: VisitView): boolean => !MUTING_PURPOSES.includes(view.purpose);

/** What it is about has to be said before the end. */
export const needsMatter = ({ view, matter }: Errand): boolean =>
  mattersOf(view.purpose) !== null && matter === null;

/** As typed; undefined: no amount, null: nothing. */
export const prepaidOf = ({ view, prepaidText }: Errand): Fen | null | undefined =>
  takesMoney(view) ? typedAmount(prepaidText, view.currency) : null;

/** What was agreed, or else meant; 0: nothing is known. */
const suggestedPrepaid = (view: VisitView): Fen =>
  Math.max(acceptedProposal(view)?.prepay ?? 0, view.intended ?? 0) as Fen;

/** The field of the finish holds something else than what was agreed. */
export const isPrepaidTyped = (errand: Errand): boolean =>
  (typedAmount(errand.prepaidText, errand.view.currency) ?? 0) !== suggestedPrepaid(errand.view);

const stepOf = (view: VisitView): Step =>
  view.proposals.length === 0 || isAnswered(view) ? 'finish' : 'answer';

function stepBefore(errand: Errand): Step {
  switch (errand.step) {
    case 'later':
    case 'decline':
    case 'not-said':
      return 'answer';
    case 'finish':
      if (errand.view.proposals.some((proposal) => proposal.answered === null)) return 'answer';
      return errand.view.purpose === 'top-up' && !isAnswered(errand.view) ? 'amount' : 'finish';
    case 'answer':
      return errand.view.purpose === 'top-up' ? 'amount' : 'answer';
    case 'amount':
      return 'amount';
  }
}

export const shownProposal = (errand: Errand): ProposalView | null =>
  errand.view.proposals[errand.shown] ?? null;

/** Gifts of what was accepted and what the money pays for, the dearest first; each once. */
export function giftsOf(view: VisitView, prepaid: Fen | null): readonly GiftLeft[] {
  const gifts = new Map<string, GiftLeft>();
  let money: number = prepaid ?? 0;
  const accepted = view.proposals.filter(({ answered }) => answered?.answer === 'accepted');
  for (const { prepay, giftLeft } of accepted.toSorted((a, b) => b.prepay - a.prepay)) {
    if (prepay > money) continue;
    money -= prepay;
    if (giftLeft !== null) gifts.set(giftLeft.id, giftLeft);
  }
  return [...gifts.values()];
}

/** The gift that goes with the amount as it is typed: the choice stays, and counts while the amount reaches it. */
export function chosenGift(errand: Errand): string | null {
  const { view, gift } = errand;
  return giftsOf(view, prepaidOf(errand) ?? null).some(({ id }) => id === gift) ? gift : null;
}

/** The next choice, in the order none, first, second ...; gifts out of stock are passed over. */
export function nextGift(errand: Errand): string | null {
  const gift = chosenGift(errand);
  const choices = [
    null,
    ...giftsOf(errand.view, prepaidOf(errand) ?? null)
      .filter(({ here }) => here > 0)
      .map(({ id }) => id),
  ];
  return choices[(choices.indexOf(gift) + 1) % choices.length] ?? null;
}

/** What the visit is about; an amount is asked of top-ups only, and at once, before its sentence is there. */
export const chosenPurpose = (errand: Errand): Purpose =>
  errand.step === 'amount' ? 'top-up' : errand.view.purpose;

export const isAnswered = (view: VisitView): boolean =>
  view.proposals.some((proposal) => proposal.answered !== null);

export const acceptedProposal = (view: VisitView): ProposalView | null =>
  view.proposals.find((proposal) => proposal.answered?.answer === 'accepted') ?? null;

/** The first day on which something is to be said again; null: none. */
export const laterDayOf = (view: VisitView): Day | null =>
  view.proposals
    .flatMap(({ answered }) => answered?.laterOn ?? [])
    .toSorted()
    .at(0) ?? null;

function answeredIndex(view: VisitView): number | null {
  const index = view.proposals.findIndex((proposal) => proposal.answered !== null);
  return index === -1 ? null : index;
}

/** `undefined`: not an amount. `null`: nothing typed. */
export function typedAmount(text: string, currency: Currency): Fen | null | undefined {
  return text.trim() === '' ? null : parseAmount(text, currency);
}

/** The amount that the question is about, when there was time to read it. @param now on the clock of key presses */
export function isAskedAbout(errand: Errand, amount: Fen | null, now: number): boolean {
  const { question, step } = errand;
  const asked =
    step === 'amount' ? typedAmount(errand.amountText, errand.view.currency) : prepaidOf(errand);
  return question !== null && asked === amount && isRead(question.askedAt, now);
}

/** As it would be typed: `50`, `49.90`. */
const asTyped = (amount: Fen, currency: Currency): string =>
  formatAmount(amount, currency).replaceAll(',', '');

export type LaterChoice = 'in3days' | 'inWeek' | 'nextMonth';

/** The day on which to say it again; next month means its first day. */
export function laterDay(choice: LaterChoice, today: Day): Day {
  if (choice === 'in3days') return addDays(today, 3);
  if (choice === 'inWeek') return addDays(today, 7);
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7));
  return (
    month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`
  ) as Day;
}

/** So far ahead that a slip is likelier: somebody wrote yesterday's date, and it became next year's. */
export const isFarDay = (laterOn: Day, today: Day): boolean => laterOn > addDays(today, 180);

/**
 * A date as a clerk types it: `2026-12-05`, `12-5`, `12.5`, `12月5日`, `1205`, `5` (day of this or the next month).
 * Always ahead of `today`; undefined when it is no date or not ahead.
 */
export function parseLaterDay(text: string, today: Day): Day | undefined {
  const plain = text.normalize('NFKC').trim();
  const numbers = /^\d{4}$/.test(plain)
    ? [plain.slice(0, 2), plain.slice(2)]
    : plain
        .replace(/日$/, '')
        .split(/[-/.年月\s]+/)
        .filter((part) => part !== '');
  if (numbers.length === 0 || numbers.length > 3 || numbers.some((part) => !/^\d+$/.test(part))) {
    return undefined;
  }
  const [year, month] = today.split('-').map(Number) as [number, number];
  const values = numbers.map(Number) as [number, number, number];
  const candidates: [number, number, number][] =
    numbers.length === 3
      ? [values]
      : numbers.length === 2
        ? [
            [year, values[0], values[1]],
            [year + 1, values[0], values[1]],
          ]
        : [
            [year, month, values[0]],
            month === 12 ? [year + 1, 1, values[0]] : [year, month + 1, values[0]],
          ];
  return candidates.map(dayOf).find((day) => day !== undefined && day > today);
}

function dayOf([year, month, date]: readonly [number, number, number]): Day | undefined {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
  return isDay(text) ? text : undefined;
}
