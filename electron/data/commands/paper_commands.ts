// Paper for the customer: written from the ledger, shown, and sent to this computer's slip printer.
import type { Caller, Handlers } from '#electron/port/handlers.ts';
import type { Instant } from '#shared/base/month.ts';
import { ZERO_FEN } from '#shared/base/money.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { CommandParsed } from '#shared/contract/commands.ts';
import type { CommonFailure, PaperFailure } from '#shared/contract/failure.ts';
import { layOut } from '#shared/engine/paper/lay_out.ts';
import { pointsEarned } from '#shared/engine/points.ts';
import type { Paper } from '#shared/model/paper.ts';
import type { LocalText } from '#shared/model/text.ts';
import { cardOf } from '../paper/card.ts';
import { receiptOf, type ReceiptFacts } from '../paper/receipt.ts';
import { trialOf } from '../paper/trial.ts';
import { readCustomer } from '../store/customers.ts';
import { type DecisionText, findDecisionText, readDecisionText } from '../store/decision_text.ts';
import { eventsOfVisit, type RecordedEvent } from '../store/events.ts';
import { maskName, maskPhone } from '../store/mask.ts';
import { writeSetting } from '../store/settings.ts';
import { foldVisit } from '../store/visits.ts';
import { drawsLeft } from '../store/visits_taken.ts';
import { foldWalkIn } from '../store/walk_ins.ts';
import { namesOf } from './branch_visits.ts';
import { type Context, type Ready, ready, stampOf } from './context.ts';
import { prizeName } from './lottery_view.ts';
import { isAnswerTo } from './visit_view.ts';

type Choice = CommandParsed<'paper.show'>;
type ReceiptChoice = Extract<Choice, { readonly kind: 'receipt' }>;
type CardChoice = Extract<Choice, { readonly kind: 'card' }>;
type Written = Result<Paper, PaperFailure | CommonFailure>;

export function createPaperHandlers(
  context: Context,
): Pick<Handlers, 'paper.show' | 'paper.print' | 'paper.printer'> {
  /** One slip after the other: most printers take one line at a time. */
  let last: Promise<unknown> = Promise.resolve();
  const write = (choice: Choice, caller: Caller): Written => {
    const found = ready(context);
    if (!found.ok) return found;
    return paperOf(found.value, choice, caller);
  };
  return {
    'paper.show'(choice, caller) {
      const paper = write(choice, caller);
      return paper.ok ? ok({ paper: paper.value, slip: layOut(paper.value) }) : paper;
    },

    async 'paper.print'(choice, caller) {
      const paper = write(choice, caller);
      if (!paper.ok) return paper;
      const { printer } = context.appState(null);
      if (printer === null) return err({ type: 'no-printer' });
      // Only who prints needs the tables of Chinese.
      const [{ escPosOf }, { sendToPrinter }] = await Promise.all([
        import('../paper/esc_pos.ts'),
        import('../paper/printer.ts'),
      ]);
      const bytes = escPosOf(layOut(paper.value));
      const sent = last.then(() => sendToPrinter(printer, bytes));
      last = sent.catch(() => undefined);
      return sent;
    },

    'paper.printer'({ printer }) {
      const device = context.device();
      if (device === null) return err({ type: 'not-ready' });
      writeSetting(device.ledger, 'printer', printer);
      context.stateChanged();
      return ok(null);
    },
  };
}

function paperOf(found: Ready, choice: Choice, caller: Caller): Written {
  const { now } = found.device.clock;
  const staff = namesOf(found).staff(stampOf(found, caller).staff);
  const head = {
    language: choice.language,
    currency: found.cache.contents.branch.currency,
    branch: inWords(found.cache.contents.branch.name, choice),
    staff,
  };
  switch (choice.kind) {
    case 'trial':
      return ok(trialOf({ ...head, time: timeText(found, now()) }));
    case 'card':
      return card(found, choice, { ...head, time: timeText(found, now()) });
    case 'receipt':
      return receipt(found, choice, head);
  }
}

type Head = Pick<ReceiptFacts, 'language' | 'currency' | 'branch' | 'staff'>;

function card(found: Ready, choice: CardChoice, head: Head & { readonly time: string }): Written {
  const { device, cache } = found;
  const isOfVisit = eventsOfVisit(device.ledger, choice.visit).some(
    ({ id }) => id === choice.decision,
  );
  const text = isOfVisit ? findDecisionText(device.ledger, choice.decision) : undefined;
  const proposal = text?.proposals.find((one) => isAnswerTo(choice, one));
  if (proposal === undefined) return err({ type: 'unknown-visit' });
  const offer = cache.contents.catalog.offers.find(({ id }) => id === proposal.offer);
  const rung = offer?.tiers.find(({ id }) => id === proposal.tier);
  return ok(
    cardOf({
      ...head,
      proposal,
      gift: proposal.gift === null ? null : namesOf(found).gift(proposal.gift),
      monthly: rung?.monthly ?? null,
      until: offer?.validTo ?? null,
    }),
  );
}

function receipt(found: Ready, choice: ReceiptChoice, head: Head): Written {
  const { device } = found;
  const events = eventsOfVisit(device.ledger, choice.visit);
  const number = choice.visit.slice(-12).toUpperCase();
  const walkIn = foldWalkIn(events);
  if (walkIn !== undefined) {
    if (walkIn.finished === null) return err({ type: 'unknown-visit' });
    const { finished, purpose, phone } = walkIn;
    const money = moneyFacts(found, finished);
    return ok(
      receiptOf({
        ...head,
        ...NOTHING_MORE,
        ...money,
        number,
        purpose,
        customer: maskPhone(phone),
      }),
    );
  }
  const visit = foldVisit(events);
  if (visit === undefined || visit.finished === null) return err({ type: 'unknown-visit' });
  const { finished, purpose, customer } = visit;
  const names = namesOf(found);
  const owed = drawsLeft((decision) => readDecisionText(device.ledger, decision), visit);
  return ok(
    receiptOf({
      ...head,
      ...moneyFacts(found, finished),
      number,
      purpose,
      customer: customerText(found, customer),
      answers: visit.answers
        .filter((given) => isOfSale(readDecisionText(device.ledger, given.decision), given.offer))
        .map(({ offer, answer, laterOn }) => ({
          offer: inWords(names.offer(offer), choice),
          answer,
          laterOn,
        })),
      gifts: finished.gifts.map(({ gift, count }) => ({
        name: inWords(names.gift(gift), choice),
        count,
      })),
      pointsSpent: finished.pointsSpent,
      draws: drawsOf(found, events, choice),
      drawsLeft: owed?.left ?? 0,
    }),
  );
}

/** A greeting is nothing that was taken or refused. */
const isOfSale = ({ proposals }: DecisionText, offer: string): boolean =>
  proposals.some((proposal) => proposal.offer === offer && proposal.promotional);

/** Of somebody who is not in the list nothing else is known. */
const NOTHING_MORE = { answers: [], gifts: [], pointsSpent: 0, draws: [], drawsLeft: 0 } as const;

function moneyFacts(
  found: Ready,
  {
    at,
    day,
    prepaid,
  }: Pick<
    NonNullable<ReturnType<typeof foldWalkIn>>['finished'] & object,
    'at' | 'day' | 'prepaid'
  >,
): Pick<ReceiptFacts, 'time' | 'prepaid' | 'pointsEarned'> {
  const { points } = found.cache.contents.policy;
  return {
    time: timeText(found, at),
    prepaid,
    pointsEarned: points === null ? 0 : pointsEarned(points, prepaid ?? ZERO_FEN, day),
  };
}

function drawsOf(
  { cache }: Ready,
  events: readonly RecordedEvent[],
  choice: Choice,
): ReceiptFacts['draws'] {
  return events.flatMap((event) => {
    if (event.kind !== 'lottery.drawn') return [];
    const { payload: made } = event;
    const lottery = cache.contents.catalog.lotteries?.find(({ id }) => id === made.lottery);
    return [
      {
        lottery: lottery === undefined ? made.lottery : inWords(lottery.name, choice),
        prize: made.prize === null ? null : inWords(prizeName(lottery, made.prize), choice),
        made,
      },
    ];
  });
}

function customerText({ cache }: Ready, id: number): string {
  const customer = readCustomer(cache.reader, id);
  if (customer === undefined) return '';
  return `${maskName(customer.name)} ${maskPhone(customer.phone)}`.trim();
}

const inWords = ({ zh, en }: LocalText, { language }: Pick<Choice, 'language'>): string =>
  language === 'en' ? en : zh;

const two = (count: number): string => String(count).padStart(2, '0');

/** `2026-11-29 15:04` on the branch's clock. */
function timeText({ cache }: Ready, at: Instant): string {
  const { day, minuteOfDay } = cache.timeOf(at);
  return `${day} ${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`;
}
