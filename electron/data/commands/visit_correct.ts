// A manager corrects a visit of the branch after the time to undo: an event of its own, with reason and PIN.
import type { Handlers } from '#electron/port/handlers.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { CommandParsed } from '#shared/contract/commands.ts';
import type { CommonFailure, CorrectionFailure } from '#shared/contract/failure.ts';
import type { EventPayload } from '#shared/model/event.ts';
import { hasDraw, standingEntry } from '../store/corrections.ts';
import { appendEvent } from '../store/events.ts';
import { readVisitRow, type VisitRow } from '../store/visit_rows.ts';
import { approveByManager } from './approval.ts';
import { followVisits } from './branch_visits.ts';
import { badInput, type Context, type Ready, ready, stampOf } from './context.ts';

type Restated = Pick<EventPayload<'visit.corrected'>, 'corrects' | 'becomes'>;
type Outcome = Result<Restated, CorrectionFailure | CommonFailure>;

export const createCorrectionHandlers = (context: Context): Pick<Handlers, 'visit.correct'> => ({
  async 'visit.correct'({ visit: id, correction, reason, approval }, caller) {
    const before = ready(context);
    if (!before.ok) return before;
    // A hopeless correction asks nobody for a PIN.
    const first = restate(before.value, id, correction);
    if (!first.ok) return first;
    const approved = await approveByManager(context, approval, 'correct-visit');
    if (!approved.ok) return approved;
    const found = ready(context);
    if (!found.ok) return found;
    const { device } = found.value;
    // Others were served while the PIN was checked.
    const restated = restate(found.value, id, correction);
    if (!restated.ok) return restated;
    const { ledger, clock } = device;
    const customer = readVisitRow(ledger, id)?.customer ?? null;
    const { manager: approvedBy } = approved.value;
    const payload = { visit: id, customer, ...restated.value, reason, approvedBy };
    ledger.transaction(() =>
      appendEvent(
        ledger,
        { id: clock.nextId(), kind: 'visit.corrected', payload },
        stampOf(found.value, caller),
      ),
    );
    context.ledgerChanged();
    return ok(null);
  },
});

/** What the entry becomes, from how it stands now. */
function restate(
  found: Ready,
  id: VisitRow['visit'],
  correction: CommandParsed<'visit.correct'>['correction'],
): Outcome {
  const { ledger } = found.device;
  followVisits(found);
  const visit = readVisitRow(ledger, id);
  if (visit === undefined) return err({ type: 'unknown-visit' });
  if (visit.state === 'void') return err({ type: 'visit-void' });
  switch (correction.what) {
    case 'void':
      return hasDraw(ledger, id)
        ? err({ type: 'already-drawn' })
        : ok({ corrects: id, becomes: null });
    case 'finish': {
      const was = visit.finish === null ? undefined : standingEntry(ledger, visit.finish);
      if (visit.finish === null || was === undefined || !('prepaid' in was)) {
        return badInput('visit', 'a finished one');
      }
      const { prepaid, gifts } = correction;
      const given = 'gifts' in was ? was.gifts : [];
      const isMore = gifts.some(
        ({ gift, count }) => count > (given.find((one) => one.gift === gift)?.count ?? 0),
      );
      if (isMore) return badInput('gifts', 'at most those that were given');
      const intended = prepaid === null ? null : (was.intended ?? visit.intended);
      return 'gifts' in was
        ? changed(visit.finish, was, { ...was, prepaid, intended, gifts })
        : changed(visit.finish, was, { ...was, prepaid, intended });
    }
    case 'answer': {
      const { event, answer, declineReason, notSaidReason, laterOn } = correction;
      const was = visit.answers.some((given) => given.event === event)
        ? standingEntry(ledger, event)
        : undefined;
      if (was === undefined || 'prepaid' in was)
        return badInput('event', 'an answer of this visit');
      if ((declineReason !== null) !== (answer === 'declined')) {
        return badInput('declineReason', answer === 'declined' ? 'a reason' : 'no reason');
      }
      if ((notSaidReason !== null) !== (answer === 'not-said')) {
        return badInput('notSaidReason', answer === 'not-said' ? 'a reason' : 'no reason');
      }
      if ((laterOn !== null) !== (answer === 'later')) {
        return badInput('laterOn', answer === 'later' ? 'a day' : 'no day');
      }
      // What the customer touched is what they touched: another answer is the manager's word.
      const by = answer === was.answer ? was.by : undefined;
      return changed(event, was, { ...was, answer, declineReason, notSaidReason, laterOn, by });
    }
  }
}

function changed<T extends NonNullable<Restated['becomes']>>(
  corrects: Restated['corrects'],
  was: T,
  becomes: T,
): Outcome {
  return JSON.stringify(was) === JSON.stringify(becomes)
    ? err({ type: 'nothing-changed' })
    : ok({ corrects, becomes });
}
