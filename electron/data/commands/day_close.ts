// Closes a business day of the branch: gifts counted, what is open looked at, signed by a manager's PIN.
import type { Handlers } from '#electron/port/handlers.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { CloseFailure } from '#shared/contract/failure.ts';
import { heardThrough } from '../store/day_closes.ts';
import { appendEvent, unsavedCount, unsent } from '../store/events.ts';
import { giftCounts } from '../store/gift_share.ts';
import { approveByManager } from './approval.ts';
import { branchVisitsOfDay, namesOf } from './branch_visits.ts';
import { badInput, type Context, type Ready, ready, stampOf } from './context.ts';
import { entriesOf, figuresOf } from '#shared/engine/report_figures.ts';

export const createCloseHandlers = (context: Context): Pick<Handlers, 'day.close'> => ({
  async 'day.close'({ day, gifts, difference, approval }, caller) {
    const before = ready(context);
    if (!before.ok) return before;
    const { device, cache } = before.value;
    if (day > cache.timeOf(device.clock.now()).day) return badInput('day', 'not a day to come');
    const expected = expectedGifts(before.value);
    const missing = [...expected.keys()].find((id) => !gifts.some(({ gift }) => gift === id));
    const unknown = gifts.find(({ gift }) => !expected.has(gift));
    if (missing !== undefined || unknown !== undefined || gifts.length !== expected.size) {
      return badInput('gifts', 'each gift of the branch once');
    }
    const unexplained = differenceOf(before.value, gifts, difference);
    if (unexplained !== null) return unexplained;
    if (unsavedCount(device.ledger) > 0) await device.sync.roundAnew();
    const count = unsavedCount(device.ledger);
    if (count > 0) return err({ type: 'close-unsent', count });
    const approved = await approveByManager(context, approval, 'close-day');
    if (!approved.ok) return approved;
    const found = ready(context);
    if (!found.ok) return found;
    // As it stands when it is signed: others were served, and told of, while the PIN was checked.
    const since = differenceOf(found.value, gifts, difference);
    if (since !== null) return since;
    const left = expectedGifts(found.value);
    const visits = branchVisitsOfDay(found.value, day);
    const figures = figuresOf(entriesOf(visits));
    const waiting = unsent(device.ledger).count;
    device.ledger.transaction(() =>
      appendEvent(
        device.ledger,
        {
          id: device.clock.nextId(),
          kind: 'day.closed',
          payload: {
            closes: day,
            gifts: gifts.map(({ gift, counted }) => ({
              gift,
              counted,
              expected: left.get(gift) ?? 0,
            })),
            difference: gifts.some(({ gift, counted }) => counted !== left.get(gift))
              ? difference
              : null,
            visits: figures.visits,
            unfinished: visits.filter(({ state }) => state === 'unfinished').length,
            prepaid: figures.prepaid,
            claimed: figures.claimed,
            unsent: waiting,
            unsentReason: null,
            approvedBy: approved.value.manager,
            heard: [...heardThrough(device.ledger, device.secrets.device)],
          },
        },
        stampOf(found.value, caller),
      ),
    );
    context.ledgerChanged();
    return ok(null);
  },
});

type Counted = readonly { readonly gift: string; readonly counted: number }[];

/** Null where all is as expected, or somebody said why it is not. */
function differenceOf(
  found: Ready,
  gifts: Counted,
  difference: string | null,
): Result<never, CloseFailure> | null {
  const expected = expectedGifts(found);
  const differing = gifts.find(({ gift, counted }) => counted !== expected.get(gift));
  if (differing === undefined || difference !== null) return null;
  const { gift } = differing;
  return err({
    type: 'close-difference',
    gift: namesOf(found).gift(gift),
    expected: expected.get(gift) ?? 0,
  });
}

/** As the page shows them: never below nothing. */
function expectedGifts({ device, cache }: Ready): ReadonlyMap<string, number> {
  const counts = giftCounts(device.ledger, cache.contents.gifts);
  return new Map([...counts].map(([gift, { left }]) => [gift, left]));
}
