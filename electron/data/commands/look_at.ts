// May this customer be looked at now, by whoever is signed in at the window? If so it is in the audit log before the answer.
import type { Caller } from '#electron/port/handlers.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { BeyondFailure } from '#shared/contract/failure.ts';
import type { LookUpAction } from '#shared/model/look_up.ts';
import { type Context, type Ready, staffOf } from './context.ts';

/** HQ's budget has nothing left for this look-up; null: it has. */
export function beyondBudget(
  { device, cache }: Ready,
  { session }: Caller,
  action: LookUpAction,
  customer: number,
): BeyondFailure | null {
  const { day } = cache.timeOf(device.clock.now());
  const look = { staff: staffOf(session), action, customer };
  return device.lookUps.beyond(look, cache.contents.policy.lookUps, day);
}

/** Call when all else is known to be right: what is refused afterwards was looked up all the same. */
export const lookAt = (
  context: Context,
  found: Ready,
  caller: Caller,
  action: LookUpAction,
  customer: number,
): Result<null, BeyondFailure> =>
  lookAndRecord(context, found, { caller, action, customer }, () => null);

/** A look at a customer and what is recorded with it, in one transaction; nothing is when it is refused. */
export function lookAndRecord<T>(
  context: Context,
  found: Ready,
  {
    caller,
    action,
    customer,
  }: { readonly caller: Caller; readonly action: LookUpAction; readonly customer: number },
  record: () => T,
): Result<T, BeyondFailure> {
  const { device } = found;
  const beyond = beyondBudget(found, caller, action, customer);
  const given = beyond === null ? null : context.sessions.takeReason(caller.port, action, customer);
  // A reason without a manager does not do for what came to need one meanwhile.
  if (beyond !== null && (given === null || (beyond.needsManager && given.approvedBy === null))) {
    return err(beyond);
  }
  const look = { staff: staffOf(caller.session), action, customer };
  const recorded = device.lookUps.record(look, device.clock.now(), given, record);
  if (action === 'open') context.sessions.noteOpened(caller.port, customer);
  return ok(recorded);
}
