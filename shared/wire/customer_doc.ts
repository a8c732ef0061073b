// A customer's document as it travels and lies in the cache: months as rows of figures, half the size.
import { z } from 'zod';
import { type Customer, customerSchema, usageMonthSchema } from '#shared/model/customer.ts';

const field = usageMonthSchema.shape;

/** month, spend, voice minutes, data KB, top-up, top-ups, last top-up. */
const monthTupleSchema = z.tuple([
  field.month,
  field.spend,
  field.voiceMinutes,
  field.dataKb,
  field.topUp,
  field.topUpCount,
  field.lastTopUp,
]);

export const customerDocSchema = customerSchema.extend({
  months: z.array(monthTupleSchema).max(12),
});
export type CustomerDoc = Readonly<z.output<typeof customerDocSchema>>;

export const customerToDoc = (customer: Customer): CustomerDoc => ({
  ...customer,
  months: customer.months.map((month) => [
    month.month,
    month.spend,
    month.voiceMinutes,
    month.dataKb,
    month.topUp,
    month.topUpCount,
    month.lastTopUp,
  ]),
});

type MonthTuple = z.output<typeof monthTupleSchema>;

export const tupleToMonth = ([
  month,
  spend,
  voiceMinutes,
  dataKb,
  topUp,
  topUpCount,
  lastTopUp,
]: MonthTuple): Customer['months'][number] => ({
  month,
  spend,
  voiceMinutes,
  dataKb,
  topUp,
  topUpCount,
  lastTopUp,
});

export const docToCustomer = (doc: CustomerDoc): Customer => ({
  ...doc,
  months: doc.months.map(tupleToMonth),
});
