// Numbers go from one customer to another: who had which before.
import type { Database } from '#hub/db/database.ts';
import { sql } from '#hub/db/sql.ts';

/** Call it before rows are applied that tell phones: the staged ones take these away. */
export async function keepFormerPhones(tx: Database): Promise<void> {
  await tx.execute(sql`
    insert into former_phone (customer, phone, until)
    select t.id, t.phone, t.as_of
    from customer t join import_row s on s.branch = t.branch and s.account = t.account
    where t.phone <> '' and s.phone <> t.phone
    on conflict do nothing`);
}
