// What the customer's screen shows of the counter: offers with their terms, thanks, the draw. Pure.
// Built field by field: nothing of the customer, their groups or chances, and nobody else.
import type { DisplayShow } from '#shared/contract/display.ts';
import type { LotteryView } from '#shared/contract/view_lottery.ts';
import type { ProposalView } from '#shared/contract/view_visit.ts';
import type { Counter } from './counter.ts';
import type { DrawDesk } from './draw.ts';
import { type Errand, isAnswered, shownProposal } from './errand.ts';

const GREETING: DisplayShow = { kind: 'greeting' };

/** @param thanks the visit just done is still thanked for */
export function displayShow(
  { served, done, draw }: Counter,
  on: {
    readonly isDrawing: boolean;
    readonly thanks: boolean;
    /** Of what is on show, once it is known. */
    readonly lottery: LotteryView | null;
  },
): DisplayShow {
  if (on.isDrawing && draw !== null) return drawShow(draw, on.lottery);
  if (served !== null)
    return served.errand === null ? GREETING : offerShow(served.errand, on.lottery);
  const finished = on.thanks ? (done?.view.finished ?? null) : null;
  if (finished === null) return GREETING;
  return {
    kind: 'thanks',
    prepaid: finished.prepaid,
    gifts: finished.gifts.map(({ name, count }) => ({ name, count })),
    pointsEarned: finished.pointsEarned ?? 0,
    draws: done?.view.draws?.left ?? 0,
  };
}

/** The sentence that the customer is being told; null: none, or one that sells nothing. */
export function offerOnShow(errand: Errand): ProposalView | null {
  const proposal = shownProposal(errand);
  if (proposal?.promotional !== true) return null;
  if (errand.step === 'amount' && !isAnswered(errand.view)) return null;
  const answer = proposal.answered?.answer ?? null;
  return answer === null || answer === 'accepted' || answer === 'declined' ? proposal : null;
}

function offerShow(errand: Errand, lottery: LotteryView | null): DisplayShow {
  const proposal = offerOnShow(errand);
  if (proposal === null) return GREETING;
  const { answered, giftLeft: gift, terms, draws } = proposal;
  const more = proposal.difference;
  return {
    kind: 'offer',
    key: `${errand.view.decision} ${errand.shown}`,
    name: proposal.offerName,
    benefit: proposal.benefit,
    prepay: proposal.prepay,
    more: more !== null && more > 0 ? more : null,
    monthly: terms?.monthly ?? (0 as ProposalView['prepay']),
    points: proposal.points,
    gift: gift === null ? null : { id: gift.id, name: gift.name },
    draws: draws?.count ?? 0,
    lottery: draws?.lottery === lottery?.lottery ? prizesOf(lottery) : null,
    until: terms?.until ?? null,
    said:
      answered?.answer === 'accepted'
        ? 'yes'
        : answered !== null || errand.hasTouchedNo
          ? 'no'
          : null,
  };
}

function drawShow({ left, result }: DrawDesk, lottery: LotteryView | null): DisplayShow {
  const prizes = prizesOf(result?.draw.lottery ?? lottery);
  if (prizes === null) return GREETING;
  return {
    kind: 'draw',
    lottery: prizes,
    left,
    result:
      result === null
        ? null
        : { number: result.draw.number, prize: result.draw.prize?.name ?? null },
  };
}

const prizesOf = (lottery: LotteryView | null) =>
  lottery === null
    ? null
    : {
        name: lottery.name,
        prizes: lottery.prizes.map(({ name, left }) => ({ name, left })),
        blanks: lottery.blanks,
      };
