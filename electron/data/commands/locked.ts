// When the customers' data are locked: past HQ's limit without a word of it, and where the key store of this computer does
// not protect the key although HQ's policy demands it. What records, and the line itself, is not.
import type { Handlers } from '#electron/port/handlers.ts';
import { err } from '#shared/base/result.ts';
import { DAY_MS } from '#shared/base/month.ts';
import type { CommandName } from '#shared/contract/commands.ts';
import type { LockedFailure } from '#shared/contract/failure.ts';
import type { Device } from '../device.ts';
import { readSetting } from '../store/settings.ts';
import type { Context } from './context.ts';

/** All that shows a customer, or decides by what is known of one. Open visits are finished, walk-ins begun. */
const LOCKED = [
  'customer.search',
  'customer.open',
  'customer.serve',
  'customer.reveal',
  'customer.file',
  'visit.start',
  'gift.list',
  'care.list',
  'care.done',
] as const satisfies readonly CommandName[];

export function lockByPolicy(context: Context, handlers: Handlers): Handlers {
  const locked: Record<string, unknown> = { ...handlers };
  for (const name of LOCKED) {
    const handler = handlers[name] as (...input: readonly unknown[]) => unknown;
    locked[name] = (...input: readonly unknown[]) => {
      const device = context.device();
      const failure = device === null ? null : lockOf(device, context);
      return failure === null ? handler(...input) : err(failure);
    };
  }
  return locked as Handlers;
}

/** Null: they are open. */
export function lockOf(
  { clock, sync, ledger }: Device,
  { keyStore }: Context,
): LockedFailure | null {
  if (!keyStore.isProtected && readSetting(ledger, 'protected-keys') === '1') {
    return { type: 'open-key-store', backend: keyStore.backend };
  }
  const { most, due, isOver } = sync.silence();
  if (!isOver) return null;
  const over = clock.now() - (due ?? clock.now());
  return { type: 'data-locked', days: (most ?? 0) + Math.floor(over / DAY_MS), most: most ?? 0 };
}
