// Claimed, settled and effect: what the manager's page says of money that HQ has followed.
import type { Handlers } from '#electron/port/handlers.ts';
import { ok } from '#shared/base/result.ts';
import { NO_HINTS } from '#shared/model/hint.ts';
import { settledOfDay } from '#shared/engine/settled_of_day.ts';
import { readEffectFigure, readSettledDay } from '../store/settled.ts';
import { type Context, ready } from './context.ts';

export const createSettledHandlers = (
  context: Context,
): Pick<Handlers, 'report.settled' | 'report.hints'> => ({
  'report.settled'({ day }) {
    const found = ready(context);
    if (!found.ok) return found;
    const { device, cache } = found.value;
    const asked = day ?? cache.timeOf(device.clock.now()).day;
    const { staff } = cache.contents;
    const nameOf = (id: string): string => staff.find((member) => member.id === id)?.name ?? id;
    return ok({
      ...settledOfDay(asked, readSettledDay(cache.reader, asked), nameOf),
      effect: readEffectFigure(cache.reader) ?? null,
    });
  },

  'report.hints'() {
    const found = ready(context);
    return found.ok ? ok(readEffectFigure(found.value.cache.reader)?.hints ?? NO_HINTS) : found;
  },
});
