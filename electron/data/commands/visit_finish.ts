// The end of a visit: money, gifts and the points that it takes, in one transaction.
import type { Caller, Handlers } from '#electron/port/handlers.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { CommandParsed } from '#shared/contract/commands.ts';
import type { ApprovalFailure, CommonFailure } from '#shared/contract/failure.ts';
import type { Proposal } from '#shared/model/decision.ts';
import type { EventPayload } from '#shared/model/event.ts';
import { readCustomer } from '../store/customers.ts';
import { appendEvent, type RecordedEvent } from '../store/events.ts';
import { spentPoints } from '../store/points.ts';
import { arePointsKnown } from '../store/put_back.ts';
import { drawStock } from '../store/stock.ts';
import { takenProposals } from '../store/visits_taken.ts';
import { approveByManager } from './approval.ts';
import { badInput, type Ready } from './context.ts';
import { checkAmount, usualOf } from './visit_amount.ts';
import {
  openVisit,
  type Outcome,
  recorded,
  type Refusal,
  stepAt,
  textOf,
  type VisitDesk,
} from './visit_desk.ts';
import { matterOf } from './visit_matter.ts';
import { giftChoices, giftRefusal, givenGifts } from './visit_gifts.ts';

type Finish = CommandParsed<'visit.finish'>;

export function createFinishHandlers(
  desk: VisitDesk,
): Pick<Handlers, 'visit.finish' | 'gift.list'> {
  return {
    'visit.finish'(input, caller) {
      return input.exception === null
        ? finish(desk, input, caller, null)
        : finishWithException(desk, input, input.exception, caller);
    },

    'gift.list'({ customer }, caller) {
      if (!desk.context.sessions.hasShown(caller.port, customer)) {
        return err({ type: 'unknown-customer' });
      }
      const found = stepAt(desk, caller);
      return found.ok ? ok(giftChoices(found.value, customer)) : found;
    },
  };
}

/** A manager lets a gift go that no offer brought: the PIN first, the visit as it stands afterwards. */
async function finishWithException(
  desk: VisitDesk,
  input: Finish,
  exception: NonNullable<Finish['exception']>,
  caller: Caller,
): Promise<Outcome | Result<never, ApprovalFailure | CommonFailure>> {
  const { gift, reason, words, approval } = exception;
  if (reason === 'other' && words === '') return badInput('words', 'own words');
  const approved = await approveByManager(desk.context, approval, 'gift-exception');
  if (!approved.ok) return approved;
  const { manager } = approved.value;
  return finish(desk, input, caller, {
    gift,
    manager,
    reason,
    words: words === '' ? null : words,
  });
}

function finish(
  desk: VisitDesk,
  { visit: id, prepaid, gifts, isConfirmed, matter: said }: Finish,
  caller: Caller,
  exception: EventPayload<'visit.finished'>['exception'] | null,
): Outcome {
  const found = openVisit(desk, id, caller);
  if (!found.ok) return found;
  const { device, cache, stamp, visit, events } = found.value;
  const { ledger, clock } = device;
  if (visit.finished !== null) return err({ type: 'visit-finished' });
  const checked = checkAmount(
    { field: 'prepaid', amount: prepaid, isConfirmed },
    cache.contents.policy.amounts,
    usualOf(visit),
    visit.confirmed,
  );
  if (!checked.ok) return checked;
  const askedBack = checked.value;
  const matter = matterOf(said, visit.purpose);
  if (!matter.ok) return matter;
  const taken = takenProposals(textOf(desk, device), visit.answers, prepaid);
  const given = givenGifts(cache.contents.gifts, gifts, taken, exception?.gift ?? null);
  if (!given.ok) return given;
  const spends = toSpends(taken);
  const finished = clock.nextId();
  const added: RecordedEvent[] = [];
  const refusal = ledger.transaction((): Refusal | null => {
    const unfit = giftRefusal(found.value, visit.customer, given.value, taken);
    if (unfit !== null) return unfit;
    const short = pointsRefusal(found.value, visit.customer, spends);
    if (short !== null) return short;
    const { customer, purpose } = visit;
    const intended = prepaid === null ? null : visit.intended;
    const payload = {
      visit: id,
      customer,
      purpose,
      intended,
      prepaid,
      askedBack,
      gifts: [...given.value],
      exception: exception ?? undefined,
      matter: matter.value,
    };
    added.push(appendEvent(ledger, { id: finished, kind: 'visit.finished', payload }, stamp));
    for (const spend of spends) {
      const spent = { visit: id, customer, finish: finished, ...spend };
      const event = clock.nextId();
      added.push(appendEvent(ledger, { id: event, kind: 'points.spent', payload: spent }, stamp));
    }
    drawStock(ledger, given.value);
    return null;
  });
  return refusal ?? recorded(desk, found.value, [...events, ...added]);
}

type Spend = { readonly offer: string; readonly tier: string; readonly points: number };

/** @param taken what the customer accepted and paid for */
const toSpends = (taken: readonly Proposal[]): readonly Spend[] =>
  taken
    .filter(({ points }) => points > 0)
    .map(({ offer, tier, points }) => ({ offer, tier, points }));

/**
 * Null when they may be spent. One device of the branch lets points be spent, so that without a line nobody spends
 * twice. Call it in the transaction that spends.
 */
function pointsRefusal(
  { device, cache }: Ready,
  customer: number,
  spends: readonly Spend[],
): Refusal | null {
  const points = spends.reduce((sum, spend) => sum + spend.points, 0);
  if (points === 0) return null;
  const lease = cache.contents.pointsLease;
  if (lease?.device !== device.secrets.device || !arePointsKnown(device.ledger, lease)) {
    return err({ type: 'points-elsewhere', deviceName: lease?.deviceName ?? '' });
  }
  const published = readCustomer(cache.reader, customer)?.points ?? 0;
  const left = Math.max(0, published - spentPoints(device.ledger, customer, lease.counted));
  return left < points ? err({ type: 'points-short', left }) : null;
}
