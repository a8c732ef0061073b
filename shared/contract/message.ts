// Messages over the port. A window asks, the data process answers once, and pushes what changed.
import { z } from 'zod';
import type { Result } from '#shared/base/result.ts';
import type { AppState } from './view_status.ts';

export const requestSchema = z.strictObject({
  kind: z.literal('request'),
  id: z.int().min(1),
  command: z.string(),
  input: z.unknown(),
});
export type Request = z.output<typeof requestSchema>;

export type Reply = {
  readonly kind: 'reply';
  readonly id: number;
  readonly result: Result<unknown, { readonly type: string }>;
};

export type Push =
  /** The whole state, small: sent when any of it changed. */
  | { readonly kind: 'push'; readonly topic: 'state'; readonly state: AppState }
  /** Events were added or undone: reports and stock may differ. */
  | { readonly kind: 'push'; readonly topic: 'ledger' };
