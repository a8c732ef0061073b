// A stick between this computer and HQ: what is on it, writing to HQ, reading from HQ.
import type { Caller, Handlers } from '#electron/port/handlers.ts';
import { err, ok } from '#shared/base/result.ts';
import type { CommonFailure, StickFailure } from '#shared/contract/failure.ts';
import type { Device } from '../device.ts';
import { lookAtStick } from '../stick/look.ts';
import { readReply } from '../stick/read_reply.ts';
import { noStick, orStickFailure } from '../stick/stick_failure.ts';
import { writeReport } from '../stick/write_report.ts';
import { keysOnStick, withKeys } from '../sync/hub_keys.ts';
import type { RoundFailure } from '../sync/round_result.ts';
import type { Context } from './context.ts';

export const createStickHandlers = (
  context: Context,
): Pick<Handlers, 'stick.look' | 'stick.write' | 'stick.read'> => ({
  async 'stick.look'() {
    const device = context.device();
    const stick = context.stick();
    if (device === null) return err({ type: 'not-ready' });
    if (stick === null) return noStick();
    return orStickFailure(async () => ok(await lookAtStick(device, stick)));
  },

  async 'stick.write'(_input, caller) {
    const device = context.device();
    const stick = context.stick();
    if (device === null) return err({ type: 'not-ready' });
    if (stick === null) return noStick();
    return orStickFailure(async () => {
      const count = await device.sync.alone(() => writeReport(device, stick));
      record(device, caller, 'stick-write', { count });
      device.unsentNote.note();
      context.stateChanged();
      return ok({ count, stick: await lookAtStick(device, stick) });
    });
  },

  async 'stick.read'(_input, caller) {
    const known = context.device();
    const stick = context.stick();
    if (known === null) return err({ type: 'not-ready' });
    if (known.cache.current() !== null && caller.session?.role !== 'manager') {
      return caller.session === null
        ? err({ type: 'signed-out' })
        : err({ type: 'forbidden', needs: 'manager' });
    }
    if (stick === null) return noStick();
    type Taken = Awaited<ReturnType<Handlers['stick.read']>>;
    return orStickFailure(async (): Promise<Taken> => {
      const keys = await keysOnStick(known.secrets, stick);
      if (keys !== null) await context.followKeys(withKeys(known.secrets, keys));
      const device = context.device();
      if (device === null) return err({ type: 'not-ready' });
      const taken = await device.sync.alone((follow) => readReply(device, stick, follow));
      if (!taken.ok) return err(failureOf(taken.error));
      const { receipts, from, to } = taken.value;
      record(device, caller, 'stick-read', { receipts, from, to });
      context.ledgerChanged();
      context.stateChanged();
      return ok({ ...taken.value, stick: await lookAtStick(device, stick) });
    });
  },
});

function failureOf(
  error: RoundFailure,
): StickFailure | Extract<CommonFailure, { readonly type: 'disk' }> {
  const detail = error.type === 'refused' ? error.message : error.detail;
  const isDisk = error.type === 'local' && error.trouble === 'disk-full';
  return { type: isDisk ? 'disk' : 'stick-refused', detail };
}

function record(
  device: Device,
  { session }: Caller,
  action: 'stick-write' | 'stick-read',
  detail: { readonly [key: string]: number },
): void {
  const at = device.clock.now();
  device.audit.record({ at, staff: session?.staff ?? null, action, customer: null, detail });
}
