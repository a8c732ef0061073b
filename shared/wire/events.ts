// POST /v1/events: events of one device in order; the hub answers for each what it holds now.
import { z } from 'zod';
import { uuidSchema } from '#shared/model/fields.ts';
import { EVENTS_TAKEN } from './protocol.ts';

/**
 * Members of a later version are passed over on both sides, so that a counter and an HQ of different versions never stop
 * telling each other. Single events stay unknown here: one that is malformed is quarantined and blocks no other.
 */
export const eventsRequestSchema = z.object({
  protocol: z.int(),
  events: z.array(z.unknown()).min(1).max(EVENTS_TAKEN),
  /** SHA-256 (hex) of the batch before this one whose receipt came; null: there was none. Devices of before leave it out. */
  previous: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable()
    .optional(),
});

export const eventsResponseSchema = z.object({
  /** Held by the hub, whether they came now or earlier, and whether it can read them already or not. */
  stored: z.array(uuidSchema),
  /** Put aside at the hub with the reason, for a person at HQ; not to be sent again. */
  quarantined: z.array(z.object({ id: z.string(), reason: z.string() })),
  /** The hub's count of this device's stored events. */
  total: z.int().min(0),
  /** So many events this hub takes in one batch. Hubs of before leave it out: `EVENTS_PER_BATCH`. */
  takes: z.int().min(1).optional(),
  /**
   * From now on one batch more may be sent, to `/events/ahead`, before the answer to the one before it has come. Hubs of
   * before leave it out.
   */
  ahead: z.boolean().optional(),
});
export type EventsResponse = z.output<typeof eventsResponseSchema>;
