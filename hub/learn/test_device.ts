// A branch device for tests: writes events as a ledger does and sends them to the hub's real door.
import { randomBytes } from 'node:crypto';
import { type Uuid, uuid7 } from '#shared/base/id.ts';
import { dayOfInstant, type Instant } from '#shared/base/month.ts';
import type { EventKind, EventPayload } from '#shared/model/event.ts';
import type { Database } from '#hub/db/database.ts';
import { insertDevice } from '#hub/db/device.ts';
import { receiveEvents } from '#hub/serve/receive_events.ts';

export type TestDevice = {
  readonly id: string;
  readonly branch: string;
  /** Writes one event into the ledger; it is not sent yet. */
  record<K extends EventKind>(kind: K, payload: EventPayload<K>, at?: Instant): TestEvent;
  /** Sends what was recorded and not sent, but for those left out; these go with the next sending. */
  send(leaveOut?: readonly Uuid[]): Promise<void>;
};

export type TestEvent = { readonly id: Uuid; readonly sequence: number };

/** Where the branch stands, and who is at the device. */
type Work = { readonly timeZone?: string; readonly staffAt?: (at: Instant) => string };

const AT_ONCE = 500;

export async function createTestDevice(
  db: Database,
  branch: string,
  id: string,
  now: Instant,
  { timeZone = 'Asia/Shanghai', staffAt = () => 'c1' }: Work = {},
): Promise<TestDevice> {
  await insertDevice(db, { id, branch, name: id, tokenHash: randomBytes(32), keys: null }, now);
  let sequence = 0;
  let outbox: TestEvent[] = [];
  return {
    id,
    branch,
    record(kind, payload, at = now) {
      sequence += 1;
      const event = {
        id: uuid7(at, randomBytes(10)),
        device: id,
        sequence,
        kind,
        payload,
        at,
        day: dayOfInstant(at, timeZone),
        staff: staffAt(at),
      };
      outbox.push(event);
      return event;
    },
    async send(leaveOut = []) {
      const due = outbox.filter((event) => !leaveOut.includes(event.id));
      outbox = outbox.filter((event) => leaveOut.includes(event.id));
      for (let from = 0; from < due.length; from += AT_ONCE) {
        const sent = JSON.parse(JSON.stringify(due.slice(from, from + AT_ONCE))) as unknown[];
        await receiveEvents(db, { id, branch }, sent, { isBelieved: true });
      }
    },
  };
}
