// The way to what each customer said last about being recommended anything.
import type { Migration } from '#hub/db/migration.ts';

export const consent: Migration = {
  number: 110,
  name: 'consent',
  up: `
create index consent_of_customer on event (((payload ->> 'customer')::bigint), at desc, id desc)
  where kind = 'consent.changed';
`,
};
