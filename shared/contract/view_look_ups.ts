// Who looked at whom at this computer on a day, for the manager. Names are masked; nobody is accused.
import type { Day, Instant } from '#shared/base/month.ts';
import type { LookUpAction } from '#shared/model/look_up.ts';
import { z } from 'zod';

/** Each figure has the one that lists what it counts. */
export const lookUpsShownSchema = z.enum([
  'searches',
  'opened',
  'no-errand',
  'revealed',
  'files',
  'beyond',
]);
export type LookUpsShown = z.infer<typeof lookUpsShownSchema>;

export type StaffLookUps = {
  readonly staff: string;
  readonly name: string;
  readonly searches: number;
  /** Different customers who were opened, and of them those for whom the branch recorded nothing that day. */
  readonly opened: number;
  readonly withoutErrand: number;
  readonly revealed: number;
  readonly files: number;
  /** Look-ups beyond HQ's budget, each with a reason. */
  readonly beyond: number;
};

export type LookUpDay = {
  readonly day: Day;
  /** By those without an errand, the many first. */
  readonly staff: readonly StaffLookUps[];
};

export type ListedLookUp = {
  /** Of the audit log. */
  readonly sequence: number;
  readonly at: Instant;
  readonly action: 'search' | LookUpAction;
  /** Masked; null: a search, a customer who is not in the list, or one whom the list does not have any more. */
  readonly customer: { readonly name: string; readonly phone: string } | null;
  /** Of a search: how many were found. */
  readonly hits: number | null;
  /** A code of `lookUpReasonSchema`, or own words; null: within the budget. */
  readonly reason: string | null;
  /** Who approved it beyond twice the budget; null: nobody had to. */
  readonly approvedBy: string | null;
  /** Of a customer who was looked at: the branch recorded something for them that day. */
  readonly hasErrand: boolean;
};

/** Rows of one page. */
export const LOOK_UPS_PER_PAGE = 20;

export type LookUpList = {
  readonly rows: readonly ListedLookUp[];
  readonly offset: number;
  readonly total: number;
};
