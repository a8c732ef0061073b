// A branch (营业厅), its people and its gifts, as HQ publishes them.
import { z } from 'zod';
import { CURRENCY_CODES } from '#shared/base/currencies.ts';
import { codeSchema, uuidSchema } from './fields.ts';
import { localTextSchema } from './text.ts';

export const currencySchema = z.enum(CURRENCY_CODES);

export const branchSchema = z.strictObject({
  code: codeSchema,
  name: localTextSchema,
  timeZone: z.string().min(1),
  currency: currencySchema,
  /** Made by `hub demo`: the sign-in page then shows the demo PINs. */
  isDemo: z.boolean(),
  /** Privilege day: 1 Monday to 7 Sunday; null when the branch has none. */
  privilegeWeekday: z.int().min(1).max(7).nullable(),
});
export type Branch = Readonly<z.infer<typeof branchSchema>>;

export const roleSchema = z.enum(['clerk', 'manager']);
export type Role = z.infer<typeof roleSchema>;

export const staffMemberSchema = z.strictObject({
  id: codeSchema,
  name: z.string().min(1),
  role: roleSchema,
  /** `scrypt$N$r$p$saltBase64$hashBase64`. */
  pinHash: z.string().min(1),
  /** First letters of the name in each of its readings, `zl`: computed at HQ, typed at sign-in. */
  initials: z.array(z.string()).prefault([]),
  /** HQ knows this PIN: good for one sign-in, at which the person chooses an own one. */
  isFirstPin: z.boolean().prefault(false),
  /** Times that HQ had wrong PINs forgotten; more than a counter knows ends a lock-out there. */
  releases: z.int().min(0).prefault(0),
  /** Barred by a manager or by HQ, as HQ knows it. */
  isBlocked: z.boolean().prefault(false),
  /** The last event of the branch that HQ took that from; only a later one says otherwise. Null: none. */
  blockEvent: uuidSchema.nullable().prefault(null),
});
export type StaffMember = Readonly<z.infer<typeof staffMemberSchema>>;

export const giftSchema = z.strictObject({
  id: codeSchema,
  name: localTextSchema,
  /** What one piece costs the operator, in fen. */
  cost: z.int().min(0),
  /** Pieces that HQ has ever given to this branch; what is left is this less what was drawn. */
  allocated: z.int().min(0),
});
export type Gift = Readonly<z.infer<typeof giftSchema>>;
