// The version of the protocol between app and hub, and its limits. docs/protocol.md explains each.

/** Moves whenever a message or the pack's tables change; `protocol.test.ts` sees to it. */
export const PROTOCOL_VERSION = 2;
export const API_PREFIX = '/v1';

/** The cache's tables (`pack_schema.ts`). An app refuses a pack whose schema is not its own. */
export const PACK_SCHEMA_VERSION = 1;

export const PACK_CIPHER = 'aegis';
export const CHUNK_BYTES = 1024 * 1024;
/** Rows in one change: one transaction at the branch. */
export const CHANGE_ROWS = 2_000;
/** Changes in one answer. */
export const CHANGES_PER_ANSWER = 20;
export const EVENTS_PER_BATCH = 200;
export const EVENT_PAYLOAD_BYTES = 64 * 1024;
/** The clocks of device and hub may differ by this much at enrolment. */
export const CLOCK_TOLERANCE_MS = 10 * 60 * 1000;
