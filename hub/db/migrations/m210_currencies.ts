// Branches of any currency that the program's data knows.
import type { Migration } from '#hub/db/migration.ts';

export const currencies: Migration = {
  number: 210,
  name: 'currencies',
  up: `
alter table branch drop constraint branch_currency_check,
  add constraint branch_currency_check check (currency ~ '^[A-Z]{3}$');
`,
};
