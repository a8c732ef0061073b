// Empties the outbox: batches in order, each event noted as the hub answered.
import { ok, type Result } from '#shared/base/result.ts';
import type { EventEnvelope } from '#shared/model/event.ts';
import { EVENTS_PER_BATCH, EVENTS_TAKEN } from '#shared/wire/protocol.ts';
import type { WritableDB } from '../db/driver.ts';
import type { Clock } from '../store/identity.ts';
import { acknowledge, outbox } from '../store/events.ts';
import { readSetting, writeSetting } from '../store/settings.ts';
import type { HubClient, HubFailure } from './hub_client.ts';

export type SendOptions = {
  readonly client: HubClient;
  readonly ledger: WritableDB;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** @param total events of this device that HQ holds, as it says */
  readonly onAcknowledged: (total: number) => void;
};

const BATCH_BYTES = 512 * 1024;
/** A line that carried a batch and its answer in this time carries a larger one well. */
const QUICK_MS = 2_000;

/** A lost answer needs no care: the events have no receipt and are sent again; the hub keeps each once. */
export async function sendEvents(options: SendOptions): Promise<Result<null, HubFailure>> {
  const { client, ledger, clock, signal } = options;
  let atOnce = EVENTS_PER_BATCH;
  let isLimited = false;
  for (;;) {
    const batch = fitting(outbox(ledger, atOnce));
    if (batch.length === 0) return ok(null);
    const begun = clock.now();
    const answer = await client.sendEvents(batch, readSetting(ledger, 'last-batch'), signal);
    if (!answer.ok) {
      // Another copy of the hub, older than the one that said how many it takes.
      if (batch.length <= EVENTS_PER_BATCH || answer.error.type !== 'refused') return answer;
      isLimited = true;
      atOnce = EVENTS_PER_BATCH;
      continue;
    }
    const { batch: sent, takes } = answer.value;
    const isQuick = Math.abs(clock.now() - begun) <= QUICK_MS;
    atOnce = isQuick && !isLimited ? eventsAtOnce(takes) : EVENTS_PER_BATCH;
    if (sent !== null) writeSetting(ledger, 'last-batch', sent);
    const noted = acknowledge(
      ledger,
      [
        ...answer.value.stored.map((id) => ({ id, quarantined: null })),
        ...answer.value.quarantined.map(({ id, reason }) => ({ id, quarantined: reason })),
      ],
      clock.now(),
    );
    if (noted === 0) {
      return { ok: false, error: { type: 'unreadable', detail: '/events: none of ours answered' } };
    }
    options.onAcknowledged(answer.value.total);
  }
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
