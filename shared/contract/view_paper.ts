// Paper for the customer: what can be printed, and where the slip printer is.
import { z } from 'zod';
import { codeSchema, uuidSchema } from '#shared/model/fields.ts';
import type { Paper, SlipLine } from '#shared/model/paper.ts';
import { languageSchema } from '#shared/model/text.ts';

/** What is to be on the paper. The data process writes it from the ledger: a window cannot have other words printed. */
export const paperSchema = z.discriminatedUnion('kind', [
  /** The sentence that was read out, to take home: its terms, and nothing of the customer. */
  z.strictObject({
    kind: z.literal('card'),
    visit: uuidSchema,
    decision: uuidSchema,
    offer: codeSchema,
    tier: codeSchema,
    treatment: codeSchema,
    language: languageSchema,
  }),
  /** Of a finished visit: money, answers, gifts, points, draws with their proof. */
  z.strictObject({ kind: z.literal('receipt'), visit: uuidSchema, language: languageSchema }),
  /** To try a printer. */
  z.strictObject({ kind: z.literal('trial'), language: languageSchema }),
]);
export type PaperChoice = z.input<typeof paperSchema>;

/**
 * `/dev/usb/lp0`; on Windows `LPT1` or `\\PC\printer`; else a name or an address in the branch's network, with a port or
 * without. Empty: none.
 */
export const printerSchema = z
  .string()
  .trim()
  .regex(
    /^(|\/dev\/[A-Za-z0-9/_-]{1,60}|LPT\d|\\\\[A-Za-z0-9._-]{1,60}\\[\p{L}\p{N} ._-]{1,60}|[A-Za-z0-9.:[\]_-]{1,80})$/u,
    'a device, a share or an address',
  );

/** Port 9100, as most printers have it. */
export const PRINTER_PORT = 9_100;

export type PaperView = {
  readonly paper: Paper;
  /** The same as the slip printer makes it. */
  readonly slip: readonly SlipLine[];
};
