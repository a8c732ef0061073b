// The version of the protocol between app and hub, and its limits. docs/protocol.md explains each.

/**
 * Moves whenever a message, a document that travels or the pack's tables change; `protocol.test.ts` sees to it. Its
 * versions, a line of history each:
 *
 * 1. Enrolment, packs, changes of the branch, its people, gifts, catalog, policy and customers, and a visit's six events.
 * 2. Groups, beliefs, care, leases and the branch's memory come down; draws, spent points, care, beliefs opt-outs and
 *    walk-ins go up; `decision.made` names its beliefs and has a digest.
 */
export const PROTOCOL_VERSION = 2;
/**
 * The oldest version whose events HQ takes. It never rises: a counter that was off for a year still holds what it
 * recorded. `hub/serve/event_forms.ts` keeps the older forms.
 */
export const OLDEST_EVENTS = 1;
export const API_PREFIX = '/v1';
/** The device's version, with every question for what comes down: there both must be equal. */
export const PROTOCOL_HEADER = 'counter-assist-protocol';
/** What a device says of itself with every question, for HQ's page; nothing is refused for want of it. */
export const APP_HEADER = 'counter-assist-app';
/** Its system and what keeps its key: `win32 dpapi`. Protected unless it ends with `open`. */
export const HOST_HEADER = 'counter-assist-host';
/** Events that it has recorded and not sent. */
export const UNSENT_HEADER = 'counter-assist-unsent';
/** The device's clock, UTC ms. */
export const CLOCK_HEADER = 'counter-assist-clock';
/** Where the device listens to its neighbours: `host:port`, separated by commas. */
export const ADDRESSES_HEADER = 'counter-assist-addresses';

/**
 * The cache's tables, the keys that people are looked up by (`pack_schema.ts`), and what its records must hold: 5 seals the
 * seeds of lent decks. An app refuses a pack whose schema is not its own, and sets a cache of another aside.
 */
export const PACK_SCHEMA_VERSION = 5;

export const PACK_CIPHER = 'aegis';
export const CHUNK_BYTES = 1024 * 1024;
/** Rows in one change: one transaction at the branch. */
export const CHANGE_ROWS = 2_000;
/** Changes in one answer. */
export const CHANGES_PER_ANSWER = 20;
/** Every hub takes so many at once. */
export const EVENTS_PER_BATCH = 200;
/** The most that a hub takes at once; one that takes more than `EVENTS_PER_BATCH` says so with its answer. */
export const EVENTS_TAKEN = 600;
export const EVENT_PAYLOAD_BYTES = 64 * 1024;
/** The clocks of device and hub may differ by this much: at enrolment, and before somebody is told. */
export const CLOCK_TOLERANCE_MS = 10 * 60 * 1000;
