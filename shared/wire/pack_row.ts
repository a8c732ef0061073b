// The columns of the pack's `customer` table, computed alike by the hub (packs) and the branch (changes).
import type { Customer } from '#shared/model/customer.ts';

export type CustomerColumns = {
  readonly id: number;
  readonly account: string;
  readonly phone: string;
  /** Last four digits; the whole number where it is shorter. */
  readonly phone_tail: string;
  /** Upper case, as search keys are. */
  readonly id_tail: string;
  readonly name: string;
  readonly pinyin: string;
  readonly initials: string;
  readonly household: number | null;
  readonly area: string;
  readonly since: string | null;
};

/** Of a `Customer` or of its document. */
export const customerColumns = (customer: Omit<Customer, 'months'>): CustomerColumns => ({
  id: customer.id,
  account: customer.account,
  phone: customer.phone,
  phone_tail: customer.phone.slice(-4),
  id_tail: customer.idTail.toUpperCase(),
  name: customer.name,
  pinyin: customer.pinyin,
  initials: customer.initials,
  household: customer.household,
  area: customer.area,
  since: customer.since,
});
