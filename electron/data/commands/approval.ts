// A manager of the branch approves one act with the PIN, whoever is signed in at the window.
import { err, ok, type Result } from '#shared/base/result.ts';
import type { Approval } from '#shared/contract/approval.ts';
import type { ApprovalFailure } from '#shared/contract/failure.ts';
import { type Context, type NotReady, ready } from './context.ts';

/** Staff code of the manager who approved: it belongs into the event of the act. */
export type Approved = { readonly manager: string };

/**
 * Waits and counts as signing in does, and both count together. Each try is in the audit log under the manager. It says
 * nothing of the act itself: read the ledger anew afterwards, others were served meanwhile.
 * @param act what is approved, as a code: `gift-exception`
 */
export async function approveByManager(
  context: Context,
  { manager, pin }: Approval,
  act: string,
): Promise<Result<Approved, ApprovalFailure | NotReady>> {
  const found = ready(context);
  if (!found.ok) return found;
  const { device, cache } = found.value;
  const member = cache.contents.staff.find(({ id, role }) => id === manager && role === 'manager');
  if (member === undefined) return err({ type: 'unknown-staff' });
  const checked = await context.pins.check(found.value, member, pin);
  if (!checked.ok && (checked.error.type === 'wait' || checked.error.type === 'blocked')) {
    return checked;
  }
  if (checked.ok && checked.value.verifier.isFirst) {
    return err({ type: 'own-pin-due', digits: cache.contents.policy.people.pinDigits });
  }
  device.audit.record({
    at: device.clock.now(),
    staff: manager,
    action: checked.ok ? 'approve' : 'approve-failed',
    customer: null,
    detail: { act },
  });
  return checked.ok ? ok({ manager }) : checked;
}
