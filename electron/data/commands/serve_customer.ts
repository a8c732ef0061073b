// Somebody is opened to be served: looked at and the visit begun in one transaction, page and sentence in one answer.
import type { Handlers } from '#electron/port/handlers.ts';
import { err, ok } from '#shared/base/result.ts';
import { appendEvent } from '../store/events.ts';
import { pageOf } from './customer_commands.ts';
import { knowCustomer } from './knowledge.ts';
import { lookAndRecord } from './look_at.ts';
import { decideKnown, keepDecision, placeOf } from './visit_decision.ts';
import { recorded, stepAt, type VisitDesk } from './visit_desk.ts';

/** The look-up is on disk before its answer leaves, as is the visit: on a hard disk each commit is waited for. */
export const createServeHandler = (desk: VisitDesk): Pick<Handlers, 'customer.serve'> => ({
  'customer.serve'({ id }, caller) {
    const { context } = desk;
    if (!context.sessions.hasShown(caller.port, id)) return err({ type: 'unknown-customer' });
    const found = stepAt(desk, caller);
    if (!found.ok) return found;
    const step = found.value;
    const { device, stamp } = step;
    const known = knowCustomer(placeOf(step), id, stamp.day);
    if (known === undefined) return err({ type: 'unknown-customer' });
    const words = {
      visit: device.clock.nextId(),
      customer: id,
      purpose: 'top-up',
      intended: null,
    } as const;
    const decided = decideKnown(step, known, words);
    const looked = lookAndRecord(context, step, { caller, action: 'open', customer: id }, () => [
      appendEvent(
        device.ledger,
        { id: device.clock.nextId(), kind: 'visit.started', payload: words },
        stamp,
      ),
      keepDecision(step, decided),
    ]);
    if (!looked.ok) return looked;
    const visit = recorded(desk, step, looked.value, decided);
    return visit.ok
      ? ok({ customer: pageOf(context, step, caller, known), visit: visit.value })
      : visit;
  },
});
