// Claimed, settled and effect: what the manager's page says of money that HQ has followed.
import type { Handlers } from '#electron/port/handlers.ts';
import { compareText } from '#shared/base/compare.ts';
import type { Fen } from '#shared/base/money.ts';
import type { Day } from '#shared/base/month.ts';
import { ok } from '#shared/base/result.ts';
import type { SettledSums, SettledView } from '#shared/contract/view_settled.ts';
import type { SettledDay, SettledState } from '#shared/model/settled.ts';
import { readEffectFigure, readSettledDay } from '../store/settled.ts';
import { type Context, ready } from './context.ts';
import { groupBy } from './group_by.ts';

export const createSettledHandlers = (context: Context): Pick<Handlers, 'report.settled'> => ({
  'report.settled'({ day }) {
    const found = ready(context);
    if (!found.ok) return found;
    const { device, cache } = found.value;
    const asked = day ?? cache.timeOf(device.clock.now()).day;
    const { staff } = cache.contents;
    const nameOf = (id: string): string => staff.find((member) => member.id === id)?.name ?? id;
    return ok({
      ...settledView(asked, readSettledDay(cache.reader, asked), nameOf),
      effect: readEffectFigure(cache.reader) ?? null,
    });
  },
});

export function settledView(
  day: Day,
  told: SettledDay | undefined,
  nameOf: (staff: string) => string,
): Omit<SettledView, 'effect'> {
  if (told === undefined) return { day, total: null, byClerk: [] };
  const { claims, logThrough, before } = told;
  const states: Record<SettledState, number> = {
    waiting: 0,
    settled: 0,
    short: 0,
    'not-found': 0,
    reversed: 0,
  };
  for (const { state } of claims) states[state] += 1;
  return {
    day,
    total: { ...sumsOf(claims), states, logThrough, before },
    byClerk: [...groupBy(claims, ({ staff }) => staff)]
      .map(([staff, own]) => ({ staff, name: nameOf(staff), ...sumsOf(own) }))
      .toSorted((a, b) => compareText(a.staff, b.staff)),
  };
}

const sumsOf = (claims: readonly SettledDay['claims'][number][]): SettledSums => ({
  claims: claims.length,
  claimed: claims.reduce((sum, { claimed }) => sum + claimed, 0) as Fen,
  settled: claims.reduce((sum, { settled }) => sum + settled, 0) as Fen,
});
