// What HQ's policy keeps from the branches of a customer's record: blank in packs, changes and on sticks.
import type { Customer } from '#shared/model/customer.ts';
import type { Policy } from '#shared/model/policy.ts';

export type Withheld = Policy['withheld'];

/** The same record where nothing is withheld. */
export function withhold(customer: Customer, withheld: Withheld): Customer {
  if (withheld.length === 0) return customer;
  const { idTail, file } = customer;
  const of = (name: Withheld[number], text: string): string =>
    withheld.includes(name) ? '' : text;
  return {
    ...customer,
    idTail: of('idTail', idTail),
    file: file && {
      ...file,
      occupation: of('occupation', file.occupation),
      hobbies: of('hobbies', file.hobbies),
      householdIncome: of('householdIncome', file.householdIncome),
      children: of('children', file.children),
      health: of('health', file.health),
    },
  };
}
