// Reasons of the churn model as a clerk can say them aloud: the customer's own figure, no statistics.
import type { Currency } from '#shared/base/money.ts';
import type { ChurnReason } from '#shared/model/customer.ts';
import type { LocalText } from '#shared/model/text.ts';

/** `流量比6月少了一半`, `data use fell by half since June`. @param currency of the branch */
export function churnReasonText(reason: ChurnReason, currency: Currency): LocalText {
  return { zh: `${reason.code} ${currency}`, en: `${reason.code} ${currency}` };
}
