// What the windows of a branch tell each other without HQ, and how one of them brings HQ what another recorded.
import { z } from 'zod';
import { codeSchema, instantSchema, uuidSchema } from '#shared/model/fields.ts';
import { EVENTS_PER_BATCH } from './protocol.ts';
import { signedSchema } from './signed.ts';

/** Members of a later version are passed over in all of these: windows of a branch are updated on different days. */
const sequenceSchema = z.int().min(0);

/**
 * A sheet: all that one device recorded after `after` up to `through`, signed with its own key, whoever hands it on. One
 * without events says how far its device has come.
 */
export const sheetSchema = z.object({
  kind: z.literal('sheet'),
  protocol: z.int(),
  branch: codeSchema,
  device: codeSchema,
  /** The device's clock. */
  at: instantSchema,
  after: sequenceSchema,
  through: sequenceSchema,
  /** The last that it had recorded then. */
  last: sequenceSchema,
  /** Up to which HQ has given it receipts. */
  floor: sequenceSchema,
  /** What lies before is with HQ and of days past: it is not handed to neighbours any more. */
  oldest: sequenceSchema,
  /** It reaches HQ by itself. */
  hasLine: z.boolean(),
  /** As `POST /v1/events` takes them. */
  events: z.array(z.unknown()).max(EVENTS_PER_BATCH),
});
export type Sheet = Readonly<z.output<typeof sheetSchema>>;

/** What HQ says of a sheet that a neighbour brought, signed by HQ for the device that recorded it. */
export const sheetReceiptSchema = z.object({
  kind: z.literal('sheet-receipt'),
  protocol: z.int(),
  branch: codeSchema,
  device: codeSchema,
  /** HQ's clock. */
  at: instantSchema,
  /** Of the sheet. */
  through: sequenceSchema,
  stored: z.array(uuidSchema),
  quarantined: z.array(z.object({ id: z.string(), reason: z.string() })),
});
export type SheetReceipt = Readonly<z.output<typeof sheetReceiptSchema>>;

/** Sheets in one `POST /v1/carried`. */
export const SHEETS_AT_ONCE = 20;

const carriedSheetSchema = z.object({ device: codeSchema, sheet: signedSchema });

export const carriedRequestSchema = z.object({
  protocol: z.int(),
  sheets: z.array(carriedSheetSchema).min(1).max(SHEETS_AT_ONCE),
});
export type CarriedRequest = z.output<typeof carriedRequestSchema>;

export const carriedResponseSchema = z.object({
  /** In the order of the request. */
  sheets: z.array(
    z.discriminatedUnion('fate', [
      z.object({ fate: z.literal('taken'), receipt: signedSchema }),
      /** HQ lacks what the device recorded before: to be kept, and sent later. */
      z.object({ fate: z.literal('waits') }),
      /** Not of a device of this branch that HQ knows, or not signed by it. */
      z.object({ fate: z.literal('refused'), reason: z.string() }),
    ]),
  ),
});
export type CarriedResponse = z.output<typeof carriedResponseSchema>;

/** What passes between two neighbours, each side as it likes: a length of four bytes, then JSON. */
export const linkMessageSchema = z.discriminatedUnion('type', [
  /** First, and every few seconds: by device, up to where its sheets are here. */
  z.object({
    type: z.literal('have'),
    protocol: z.int(),
    through: z.record(codeSchema, sequenceSchema),
  }),
  z.object({ type: z.literal('sheet'), device: codeSchema, sheet: signedSchema }),
  z.object({ type: z.literal('receipt'), receipt: signedSchema }),
]);
export type LinkMessage = z.output<typeof linkMessageSchema>;

/** Of one message. */
export const LINK_BYTES = 2 * 1024 * 1024;
