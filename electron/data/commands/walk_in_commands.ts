// Serving somebody who is not in the list: phone, purpose, amount, no sentence. Each step is on disk before its reply.
import type { Caller, Handlers } from '#electron/port/handlers.ts';
import { wholePhone } from '#shared/base/find/phone_key.ts';
import type { Uuid } from '#shared/base/id.ts';
import type { Fen } from '#shared/base/money.ts';
import type { Instant } from '#shared/base/month.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { UNDO_MS } from '#shared/contract/commands.ts';
import type { VisitView } from '#shared/contract/view_visit.ts';
import { amountBounds } from '#shared/model/amounts.ts';
import { customersWithPhone } from '../store/customers.ts';
import {
  appendEvent,
  type EventDraft,
  eventsOfVisit,
  isUndone,
  type RecordedEvent,
  type Stamp,
} from '../store/events.ts';
import { maskPhone } from '../store/mask.ts';
import { foldWalkIn, isWalkIn, type WalkIn } from '../store/walk_ins.ts';
import { badInput, type Context, type NotReady, ready, type Ready, stampOf } from './context.ts';
import { lockOf } from './locked.ts';
import { visitNotes } from './note_commands.ts';
import { checkAmount } from './visit_amount.ts';
import { matterOf } from './visit_matter.ts';
import type { Outcome, Refusal } from './visit_desk.ts';
import { isUndoOpen } from './visit_view.ts';

type Steps = Pick<Handlers, 'visit.change' | 'visit.finish' | 'visit.undo' | 'visit.resume'>;

/** @param visits the steps of every other visit */
export function createWalkInHandlers(
  context: Context,
  visits: Steps,
): Steps & Pick<Handlers, 'walk-in.start'> {
  /** Records one event, and shows what the visit became. @param before all of the visit that will stand with it */
  const record = (at: At, draft: EventDraft, before: readonly RecordedEvent[]): Outcome => {
    const { ledger } = at.device;
    const added = ledger.transaction(() => appendEvent(ledger, draft, at.stamp));
    context.ledgerChanged();
    const walkIn = foldWalkIn([...before, added]);
    if (walkIn === undefined) throw new Error('a walk-in that was just recorded is not there');
    return ok(walkInToView(walkIn, at));
  };

  return {
    'walk-in.start'({ phone: typed, purpose, intended, isConfirmed }, caller) {
      const found = ready(context);
      if (!found.ok) return found;
      const at = { ...found.value, stamp: stampOf(found.value, caller) };
      const phone = wholePhone(typed);
      if (phone === null) return badInput('phone', 'a whole phone number');
      // While the customers' data are locked, everybody is served by the number.
      const isKnown = customersWithPhone(at.cache.reader, phone).length > 0;
      if (isKnown && lockOf(at.device, context) === null) return err({ type: 'known-phone' });
      const checked = check(at, { field: 'intended', amount: intended, isConfirmed }, null);
      if (!checked.ok) return checked;
      const { clock } = at.device;
      const askedBack = checked.value;
      const payload = { visit: clock.nextId(), phone, purpose, intended, askedBack };
      return record(at, { id: clock.nextId(), kind: 'walk-in.started', payload }, []);
    },

    'visit.change'(input, caller) {
      const found = openWalkIn(context, input.visit, caller);
      if (!found.ok) return found;
      if (found.value === null) return visits['visit.change'](input, caller);
      const { walkIn, events } = found.value;
      if (walkIn.finished !== null) return err({ type: 'visit-finished' });
      const { visit, purpose, intended, isConfirmed } = input;
      const said = { field: 'intended', amount: intended, isConfirmed } as const;
      const checked = check(found.value, said, walkIn.confirmed);
      if (!checked.ok) return checked;
      const id = found.value.device.clock.nextId();
      const { phone } = walkIn;
      const payload = { visit, phone, purpose, intended, askedBack: checked.value };
      return record(found.value, { id, kind: 'walk-in.changed', payload }, events);
    },

    'visit.finish'(input, caller) {
      const found = openWalkIn(context, input.visit, caller);
      if (!found.ok) return found;
      if (found.value === null) return visits['visit.finish'](input, caller);
      const { walkIn, events, device } = found.value;
      if (walkIn.finished !== null) return err({ type: 'visit-finished' });
      const [gift] = input.gifts;
      if (gift !== undefined) return err({ type: 'gift-not-earned', gift: gift.gift });
      const { visit, phone, purpose } = walkIn;
      const { prepaid, isConfirmed } = input;
      const matter = matterOf(input.matter, purpose);
      if (!matter.ok) return matter;
      const said = { field: 'prepaid', amount: prepaid, isConfirmed } as const;
      const checked = check(found.value, said, walkIn.confirmed);
      if (!checked.ok) return checked;
      const intended = prepaid === null ? null : walkIn.intended;
      const payload = {
        visit,
        phone,
        purpose,
        intended,
        prepaid,
        askedBack: checked.value,
        matter: matter.value,
      };
      const id = device.clock.nextId();
      return record(found.value, { id, kind: 'walk-in.finished', payload }, events);
    },

    'visit.resume'(input, caller) {
      const found = openWalkIn(context, input.visit, caller);
      if (!found.ok) return found;
      if (found.value === null) return visits['visit.resume'](input, caller);
      const { walkIn, stamp, device } = found.value;
      if (walkIn.finished !== null) return err({ type: 'visit-finished' });
      // The whole number is shown to whoever goes on with it.
      const { at, staff } = stamp;
      device.audit.record({ at, staff, action: 'open', customer: null, detail: { walkIn: true } });
      return ok({ view: walkInToView(walkIn, found.value), phone: walkIn.phone });
    },

    'visit.undo'(input, caller) {
      const found = openWalkIn(context, input.visit, caller);
      if (!found.ok) return found;
      if (found.value === null) return visits['visit.undo'](input, caller);
      const refusal = undoRefusal(found.value, input.event);
      if (refusal !== null) return refusal;
      const { events, device } = found.value;
      const payload = { undoes: input.event, visit: input.visit };
      const standing = events.filter(({ id }) => id !== input.event);
      const id = device.clock.nextId();
      return record(found.value, { id, kind: 'event.undone', payload }, standing);
    },
  };
}

/** Nothing is known of what a walk-in usually puts on: the limit alone counts. */
const check = (
  { cache }: Ready,
  said: Parameters<typeof checkAmount>[0],
  confirmed: Fen | null,
): ReturnType<typeof checkAmount> =>
  checkAmount(said, cache.contents.policy.amounts, null, confirmed);

/** Where, by whom and when. */
type At = Ready & { readonly stamp: Stamp };

type OpenWalkIn = At & {
  readonly walkIn: WalkIn;
  readonly events: readonly RecordedEvent[];
};

/** Null: not a walk-in's visit. */
function openWalkIn(
  context: Context,
  visit: Uuid,
  caller: Caller,
): Result<OpenWalkIn | null, NotReady> {
  const found = ready(context);
  if (!found.ok) return found;
  const { ledger } = found.value.device;
  if (!isWalkIn(ledger, visit)) return ok(null);
  const events = eventsOfVisit(ledger, visit);
  const walkIn = foldWalkIn(events);
  if (walkIn === undefined) throw new Error('a walk-in that began is not there');
  return ok({ ...found.value, stamp: stampOf(found.value, caller), walkIn, events });
}

function undoRefusal({ walkIn, device, stamp }: OpenWalkIn, event: Uuid): Refusal | null {
  const { finished } = walkIn;
  if (finished === null || finished.event !== event) {
    return isUndone(device.ledger, event)
      ? err({ type: 'already-undone' })
      : badInput('event', 'the finish of this visit');
  }
  return isUndoOpen(finished.at, stamp.at) ? null : err({ type: 'too-late-to-undo' });
}

function walkInToView(walkIn: WalkIn, at: At): VisitView {
  const { cache, device } = at;
  const { visit, phone, purpose, intended, finished } = walkIn;
  return {
    visit,
    customer: null,
    phone: maskPhone(phone),
    purpose,
    intended,
    currency: cache.contents.branch.currency,
    amounts: amountBounds(cache.contents.policy.amounts, null, walkIn.confirmed),
    decision: visit,
    proposals: [],
    silence: null,
    verdicts: [],
    offerNames: {},
    finished: finished && {
      event: finished.event,
      prepaid: finished.prepaid,
      uplift: null,
      gifts: [],
      pointsSpent: 0,
      // Nobody knows yet whose they would be.
      pointsEarned: null,
    },
    draws: null,
    notes: visitNotes(at, visit),
    undo:
      finished === null || !isUndoOpen(finished.at, device.clock.now())
        ? null
        : {
            event: finished.event,
            kind: 'finish',
            until: (finished.at + UNDO_MS) as Instant,
          },
  };
}
