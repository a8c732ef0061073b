// Every visit asks what its customer said last about being recommended anything.
import type { Migration } from '../migration.ts';

export const m70Consent: Migration = {
  number: 70,
  script: `
create index consent_by_customer on event (customer, at, sequence) where kind = 'consent.changed';
`,
};
