// Past HQ's limit without a word of it the customers' data are locked; what records, and the line itself, is not.
import type { Handlers } from '#electron/port/handlers.ts';
import { err } from '#shared/base/result.ts';
import { DAY_MS } from '#shared/base/month.ts';
import type { CommandName } from '#shared/contract/commands.ts';
import type { LockedFailure } from '#shared/contract/failure.ts';
import type { Device } from '../device.ts';
import type { Context } from './context.ts';

/** All that shows a customer, or decides by what is known of one. Open visits are finished, walk-ins begun. */
const LOCKED = [
  'customer.search',
  'customer.open',
  'customer.reveal',
  'customer.file',
  'visit.start',
  'gift.list',
  'care.list',
  'care.done',
] as const satisfies readonly CommandName[];

export function lockWhenOverdue(context: Context, handlers: Handlers): Handlers {
  const locked: Record<string, unknown> = { ...handlers };
  for (const name of LOCKED) {
    const handler = handlers[name] as (...input: readonly unknown[]) => unknown;
    locked[name] = (...input: readonly unknown[]) => {
      const device = context.device();
      return device !== null && device.sync.silence().isOver
        ? err(lockedFailure(device))
        : handler(...input);
    };
  }
  return locked as Handlers;
}

function lockedFailure({ clock, sync }: Device): LockedFailure {
  const { most, due } = sync.silence();
  const over = clock.now() - (due ?? clock.now());
  return { type: 'data-locked', days: (most ?? 0) + Math.floor(over / DAY_MS), most: most ?? 0 };
}
