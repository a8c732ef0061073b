// Events of a device that holds its key, altered one by one: stored as they came and by people of the branch, or put aside.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { uuid7 } from '#shared/base/id.ts';
import type { Random } from '#shared/base/random.ts';
import type { Device } from '#hub/db/device.ts';
import { EVENT_FORMS } from '#hub/serve/event_forms.ts';
import { receiveEvents } from '#hub/serve/receive_events.ts';
import { enrolTestDevice, openTestHub } from '#hub/serve/test_hub.ts';
import { type BatchTarget, refused, TAKEN, type Verdict } from '../fuzz.ts';
import { below, mutateJson, pick } from '../mutate.ts';

type Recorded = { readonly events: readonly Record<string, unknown>[] };

const recorded = (version: number): Recorded['events'] =>
  (
    JSON.parse(
      readFileSync(join('hub', 'serve', 'recorded', `protocol_${version}.json`), 'utf8'),
    ) as Recorded
  ).events;

/** As a counter sends them. */
const TOGETHER = 50;

export async function eventsTarget(): Promise<BatchTarget> {
  const hub = await openTestHub();
  const { device: id, branch } = await enrolTestDevice(hub);
  const device: Device = { id, branch };
  const samples = [...recorded(1), ...recorded(2)];
  let sequence = 0;

  return {
    together: TOGETHER,
    async feedAll(chances) {
      const [chance] = chances;
      if (chance === undefined) return [];
      const sent = chances.map(made);
      const isBelieved = chance() < 0.5;
      const protocol = pick([1, 2, 2, 3], chance);
      const receipt = { protocol, now: hub.now, isBelieved };
      const answer = await receiveEvents(hub.db, device, sent, receipt);
      const byId = new Map(sent.map((each) => [(each as { id?: unknown } | null)?.id, each]));
      return [
        ...answer.quarantined.map(({ reason }) => refused(reason)),
        ...answer.stored.map((id): Verdict => {
          const event = byId.get(id);
          if (event === undefined) throw new Error(`${id} was not sent`);
          // What a later hub will read was not looked at.
          if (protocol > EVENT_FORMS.protocol) return TAKEN;
          return { type: 'taken', isRight: isFit(event) };
        }),
      ];
    },
    close: () => hub.close(),
  };

  function made(chance: Random): unknown {
    sequence += 1;
    const random = Buffer.from(Array.from({ length: 10 }, () => below(256, chance)));
    const right = {
      ...pick(samples, chance),
      id: uuid7(hub.now + sequence, random),
      device: id,
      sequence,
      at: hub.now,
      day: '2026-11-21',
    };
    try {
      return JSON.parse(mutateJson(right, chance).toString('utf8'));
    } catch {
      return null;
    }
  }

  function isFit(sent: unknown): boolean {
    const envelope = EVENT_FORMS.envelope.safeParse(sent);
    if (!envelope.success || envelope.data.device !== id) return false;
    const forms = EVENT_FORMS.payloads.get(envelope.data.kind) ?? [];
    return forms.some((form) => form.safeParse(envelope.data.payload).success);
  }
}
