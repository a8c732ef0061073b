// Where the branch's other computers are, as its manager says it.
import type { Handlers } from '#electron/port/handlers.ts';
import { err, ok } from '#shared/base/result.ts';
import { writeSetting } from '../store/settings.ts';
import type { Context } from './context.ts';

export const createNeighboursHandlers = (context: Context): Pick<Handlers, 'neighbours.hosts'> => ({
  'neighbours.hosts'({ hosts }) {
    const device = context.device();
    if (device === null) return err({ type: 'not-ready' });
    writeSetting(device.ledger, 'neighbour-hosts', JSON.stringify([...new Set(hosts)]));
    device.neighbours.review();
    context.stateChanged();
    return ok(null);
  },
});
