// One event against what HQ knows: null when it may be believed. Holding the device's key is no reason to.
import { DAY_MS } from '#shared/base/month.ts';
import { type EventPayload, PROGRAM } from '#shared/model/event.ts';
import { countStart, type Grounds, minuteOf, type VettedEvent } from './grounds.ts';
import { type Misfit, misfit } from './misfit.ts';
import { vetVisitEvent } from './vet_visit.ts';
import { follow } from './visit_so_far.ts';

/** So far a clock may be wrong: a day, and what time zones add. */
const SKEW_MS = 2 * DAY_MS;

/** Call it in the order of the device: what is believed is what the next event may rest on. */
export function vetEvent(event: VettedEvent, grounds: Grounds): Misfit | null {
  const unfit =
    vetTime(event, grounds) ??
    vetPeople(event, grounds) ??
    vetMany(event, grounds) ??
    vetVisitEvent(event, grounds) ??
    vetOthers(event, grounds);
  if (unfit !== null) return unfit;
  follow(grounds.visits, event);
  const { id, kind, payload } = event;
  grounds.entries.set(id, { id, branch: grounds.branch, kind, payload });
  if (isStart(event)) countStart(grounds.starts, event.at, event.day);
  if (kind === 'beliefs.updated') grounds.beliefs.add(payload.name);
  return null;
}

function vetTime({ at, day, kind }: VettedEvent, grounds: Grounds): Misfit | null {
  const { now, enrolled, dayOf } = grounds;
  if (at > now + SKEW_MS) {
    return misfit('future', `recorded at ${timeText(at)}, and it came at ${timeText(now)}`);
  }
  if (at < enrolled - SKEW_MS) {
    const text = `recorded at ${timeText(at)}, and the computer enrolled at ${timeText(enrolled)}`;
    return misfit('before-enrolment', text);
  }
  const fit = dayOf(at);
  // What was said of consent outlasts what a faster clock recorded before: its time may be ahead of its day.
  const isRight = kind === 'consent.changed' ? day <= fit : day === fit;
  return isRight ? null : misfit('wrong-day', `its day is ${day}, and its time is of ${fit}`);
}

const timeText = (at: number): string => new Date(at).toISOString();

const OF_PROGRAM: ReadonlySet<VettedEvent['kind']> = new Set([
  'ledger.mended',
  'pins.wrong',
  'look-ups.told',
]);

function vetPeople({ kind, payload, staff }: VettedEvent, grounds: Grounds): Misfit | null {
  const isProgram = OF_PROGRAM.has(kind) && staff === PROGRAM;
  if (!isProgram && !grounds.staff.has(staff)) {
    return misfit('unknown-staff', `the branch never had ${staff}`);
  }
  const manager =
    kind === 'visit.finished'
      ? payload.exception?.manager
      : 'approvedBy' in payload
        ? payload.approvedBy
        : undefined;
  if (manager !== undefined && grounds.staff.get(manager) !== true) {
    return misfit('not-manager', `the branch never had a manager ${manager}`);
  }
  if ('member' in payload && !grounds.staff.has(payload.member)) {
    return misfit('unknown-staff', `the branch never had ${payload.member}`);
  }
  const customer = 'customer' in payload ? payload.customer : null;
  if (customer === null) return null;
  const home = grounds.customers.get(customer);
  if (home === undefined) return misfit('unknown-customer', 'HQ never had such a customer');
  return home === 'here'
    ? null
    : misfit('other-branch', 'the customer was never of the branch of this computer');
}

const isStart = ({ kind }: VettedEvent): boolean =>
  kind === 'visit.started' || kind === 'walk-in.started';

function vetMany(event: VettedEvent, { starts, busiest }: Grounds): Misfit | null {
  if (!isStart(event)) return null;
  if ((starts.minutes.get(minuteOf(event.at)) ?? 0) >= busiest.inMinute) {
    return misfit('too-many', `more than ${busiest.inMinute} visits began in one minute`);
  }
  return (starts.days.get(event.day) ?? 0) >= busiest.onDay
    ? misfit('too-many', `more than ${busiest.onDay} visits began on one day`)
    : null;
}

/** What is of no visit, or of a visit of another device. */
function vetOthers(event: VettedEvent, grounds: Grounds): Misfit | null {
  switch (event.kind) {
    case 'beliefs.updated':
      return grounds.beliefs.has(event.payload.base)
        ? null
        : misfit('unknown-edition', `beliefs ${event.payload.base}`);
    case 'visit.corrected':
      return vetCorrection(event.payload, grounds);
    default:
      return null;
  }
}

/** What is corrected may be another device's, and not here yet: then nothing counts before it comes. */
function vetCorrection(
  { visit, customer, corrects, becomes }: EventPayload<'visit.corrected'>,
  { branch, entries, most }: Grounds,
): Misfit | null {
  if (becomes !== null) {
    const ofOther = 'customer' in becomes && becomes.customer !== customer;
    if (ofOther || becomes.visit !== visit) {
      return misfit('no-start', 'it restates an entry of another visit');
    }
    if ('prepaid' in becomes && (becomes.prepaid ?? 0) > most) {
      return misfit('amount', 'more than any policy takes as one amount');
    }
  }
  const entry = entries.get(corrects);
  if (entry === undefined) return null;
  const was = entry.payload as { readonly visit?: unknown; readonly gifts?: unknown };
  if (entry.branch !== branch || was.visit !== visit) {
    return misfit('no-start', 'it corrects an entry of another visit');
  }
  if (becomes === null) return null;
  const kind =
    'answer' in becomes
      ? 'answer.recorded'
      : 'phone' in becomes
        ? 'walk-in.finished'
        : 'visit.finished';
  if (entry.kind !== kind) return misfit('no-start', `it makes ${kind} of ${entry.kind}`);
  if (!('gifts' in becomes)) return null;
  const given = was.gifts as EventPayload<'visit.finished'>['gifts'];
  const isMore = becomes.gifts.some(
    ({ gift, count }) => count > (given.find((one) => one.gift === gift)?.count ?? 0),
  );
  return isMore ? misfit('not-earned', 'a correction gives no gifts') : null;
}
