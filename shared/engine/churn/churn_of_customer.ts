// S8: the chance that a customer goes silent next month, and why the model thinks so.
import type { ChurnModel } from '#shared/model/churn_model.ts';
import type { Churn, Customer } from '#shared/model/customer.ts';

/**
 * Null for whom the model cannot speak: no complete month on record, silent already, or a model that is
 * not calibrated or knows other columns than this engine.
 */
export function churnOfCustomer(customer: Customer, model: ChurnModel): Churn | null {
  void customer;
  void model;
  return null;
}
