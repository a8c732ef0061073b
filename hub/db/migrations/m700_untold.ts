// What no file says of a customer is not known: whether opted out, on the no-sale list, under contract, and what is held.
import type { Migration } from '#hub/db/migration.ts';

/**
 * A yes that is there stays. A no stays where the branch's files have said yes of somebody, and so have the column;
 * elsewhere nobody ever said it. Of holdings a file that tells of a code tells it of all its customers.
 */
export const untold: Migration = {
  number: 700,
  name: 'what no file says of a customer',
  up: `
alter table customer
  alter column opted_out drop not null, alter column opted_out drop default,
  alter column blacklisted drop not null, alter column blacklisted drop default,
  add column no_contract boolean not null default false,
  -- Codes that the files told of this customer, held or not; '*': of all that there are.
  add column holdings_told text[] not null default '{}';

update customer c set
  opted_out = case when c.opted_out or b.opted_out then c.opted_out end,
  blacklisted = case when c.blacklisted or b.blacklisted then c.blacklisted end,
  holdings_told = coalesce(h.codes, '{}')
from (select branch, bool_or(opted_out) as opted_out, bool_or(blacklisted) as blacklisted
  from customer group by branch) b
left join (select c.branch, array_agg(distinct h.code order by h.code) as codes
  from holding h join customer c on c.id = h.customer group by c.branch) h on h.branch = b.branch
where c.branch = b.branch;

-- The demo says everything of everybody.
update customer c set holdings_told = '{*}', opted_out = coalesce(c.opted_out, false),
  blacklisted = coalesce(c.blacklisted, false), no_contract = c.contract_end is null
from branch b where b.code = c.branch and b.is_demo;
`,
};
