// Empties the outbox: batches in order, each event noted as the hub answered.
import type { Instant } from '#shared/base/month.ts';
import { ok, type Result } from '#shared/base/result.ts';
import type { EventEnvelope } from '#shared/model/event.ts';
import { EVENTS_PER_BATCH, EVENTS_TAKEN } from '#shared/wire/protocol.ts';
import type { WritableDB } from '../db/driver.ts';
import type { Clock } from '../store/identity.ts';
import { acknowledge, outbox, unsentBetween } from '../store/events.ts';
import { readSetting, writeSetting } from '../store/settings.ts';
import type { HubClient, HubFailure } from './hub_client.ts';

export type SendOptions = {
  readonly client: HubClient;
  readonly ledger: WritableDB;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** No batch is larger, whatever HQ takes; left out: that alone counts. */
  readonly most?: number | undefined;
  /** @param total events of this device that HQ holds, as it says */
  readonly onAcknowledged: (total: number) => void;
};

const BATCH_BYTES = 512 * 1024;
/** A line that carried a batch and its answer in this time carries a larger one well. */
const QUICK_MS = 2_000;

type Answer = Awaited<ReturnType<HubClient['sendEvents']>>;
type Taken = Extract<Answer, { readonly ok: true }>['value'];

/** A batch that was sent. */
type UnderWay = {
  readonly events: readonly EventEnvelope[];
  /** The one before it was under way as well: HQ takes it behind that one or not at all. */
  readonly isAhead: boolean;
  readonly begun: Instant;
  /** What the batch behind it names, once all of it has left; null: it was answered before. */
  readonly sent: Promise<string | null>;
  readonly answer: Promise<Answer>;
};

/**
 * While the line is quick, and HQ takes it, a batch is sent while HQ works at the one before it. A lost answer needs no
 * care: the events have no receipt and are sent again; the hub keeps each once.
 */
export async function sendEvents(options: SendOptions): Promise<Result<null, HubFailure>> {
  const { ledger, clock, most = EVENTS_TAKEN } = options;
  let atOnce = Math.min(EVENTS_PER_BATCH, most);
  let isLimited = false;
  let isOrdered = true;
  let goesAhead = false;
  let next: UnderWay | null = null;
  try {
    for (;;) {
      const now: UnderWay | null = next ?? sendFrom(options, outbox(ledger, atOnce), null);
      if (now === null) return ok(null);
      next = goesAhead ? await sendBehind(now, options, atOnce) : null;
      const answer: Answer = await now.answer;
      if (answer.ok) {
        const isQuick: boolean = Math.abs(clock.now() - now.begun) <= QUICK_MS;
        const { takes, ahead = false, batch }: Taken = answer.value;
        const wanted = isQuick && !isLimited ? eventsAtOnce(takes) : EVENTS_PER_BATCH;
        atOnce = Math.min(wanted, most);
        goesAhead = isQuick && isOrdered && ahead && batch !== null;
        const noted = note(answer.value, options);
        if (!noted.ok) return noted;
        continue;
      }
      // HQ may hold the one behind it all the same, if only the answer was lost.
      const behind = await next?.answer;
      next = null;
      if (behind?.ok === true) note(behind.value, options);
      goesAhead = false;
      // Another copy of the hub, of before, or one where the batch before this one came later.
      if (now.isAhead) isOrdered = false;
      else if (now.events.length > EVENTS_PER_BATCH && answer.error.type === 'refused') {
        isLimited = true;
        atOnce = Math.min(EVENTS_PER_BATCH, most);
      } else return answer;
    }
  } finally {
    await next?.answer;
  }
}

/** @param behind what the batch names that is still under way; null: none is */
function sendFrom(
  { client, ledger, clock, signal }: SendOptions,
  waiting: readonly EventEnvelope[],
  behind: string | null,
): UnderWay | null {
  const events = fitting(waiting);
  if (events.length === 0) return null;
  const isAhead = behind !== null;
  let onSent: (batch: string | null) => void = nothing;
  const sent = new Promise<string | null>((resolve) => {
    onSent = resolve;
  });
  const begun = clock.now();
  const previous = behind ?? readSetting(ledger, 'last-batch');
  const answer = client
    .sendEvents(events, previous, signal, { isAhead, onSent })
    .finally(() => onSent(null));
  return { events, isAhead, begun, sent, answer };
}

/** Not before the first has left as a whole: on one line they would take each other's room, and come in any order. */
async function sendBehind(
  first: UnderWay,
  options: SendOptions,
  atOnce: number,
): Promise<UnderWay | null> {
  const batch = await first.sent;
  if (batch === null) return null;
  const last = first.events.at(-1)?.sequence ?? 0;
  const waiting = unsentBetween(options.ledger, last, Number.MAX_SAFE_INTEGER, atOnce);
  return sendFrom(options, waiting, batch);
}

function note(
  { stored, quarantined, total, batch }: Taken,
  { ledger, clock, onAcknowledged }: SendOptions,
): Result<null, HubFailure> {
  if (batch !== null) writeSetting(ledger, 'last-batch', batch);
  const noted = acknowledge(
    ledger,
    [
      ...stored.map((id) => ({ id, quarantined: null })),
      ...quarantined.map(({ id, reason }) => ({ id, quarantined: reason })),
    ],
    clock.now(),
  );
  if (noted === 0) {
    return { ok: false, error: { type: 'unreadable', detail: '/events: none of ours answered' } };
  }
  onAcknowledged(total);
  return ok(null);
}

/** @param takes as the hub says; left out: it is one of before */
export const eventsAtOnce = (takes: number = EVENTS_PER_BATCH): number =>
  Math.min(Math.max(takes, EVENTS_PER_BATCH), EVENTS_TAKEN);

/** As many from the front as fit one request; at least one. */
export function fitting(events: readonly EventEnvelope[]): readonly EventEnvelope[] {
  let bytes = 0;
  const end = events.findIndex((event, index) => {
    bytes += JSON.stringify(event.payload).length + 300;
    return index > 0 && bytes > BATCH_BYTES;
  });
  return end === -1 ? events : events.slice(0, end);
}

function nothing(): void {
  // Set before it is called.
}
