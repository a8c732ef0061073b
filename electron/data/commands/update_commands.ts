// Updates of the program: main does it; whether it may be done now is known here.
import type { Handlers } from '#electron/port/handlers.ts';
import { err, ok } from '#shared/base/result.ts';
import { unsavedCount } from '../store/events.ts';
import { waitingVisits } from '../store/waiting.ts';
import { type Context, ready } from './context.ts';

export const createUpdateHandlers = (context: Context): Pick<Handlers, 'program.update'> => ({
  async 'program.update'({ act }) {
    const found = ready(context);
    if (!found.ok) return found;
    const { device, cache } = found.value;
    if (act === 'install') {
      if (unsavedCount(device.ledger) > 0) await device.sync.roundAnew();
      const count = unsavedCount(device.ledger);
      if (count > 0) return err({ type: 'update-unsent', count });
      const { day } = cache.timeOf(device.clock.now());
      const visits = waitingVisits(device.ledger, day).length;
      if (visits > 0) return err({ type: 'update-visits', count: visits });
    }
    context.update(act);
    return ok(null);
  },
});
