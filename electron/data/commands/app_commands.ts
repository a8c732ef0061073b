// State of the device, enrolment, and a sync on request.
import type { Handlers } from '#electron/port/handlers.ts';
import { ok } from '#shared/base/result.ts';
import { type Context, ready } from './context.ts';

export const createAppHandlers = (
  context: Context,
): Pick<
  Handlers,
  'app.state' | 'enrol.start' | 'enrol.ask' | 'enrol.answer' | 'enrol.save' | 'sync.now'
> => ({
  'app.state': (_input, { session }) => ok(context.appState(session)),
  'enrol.start': (input) => context.enrol(input),
  'enrol.ask': (input) => context.askByStick(input),
  'enrol.answer': ({ code }) => context.enrolByStick(code),
  async 'enrol.save'() {
    const saved = await context.saveLedgers();
    context.stateChanged();
    return saved;
  },
  async 'sync.now'() {
    const found = ready(context);
    if (!found.ok) return found;
    const { sync } = found.value.device;
    await sync.roundAnew();
    return ok(sync.status());
  },
});
