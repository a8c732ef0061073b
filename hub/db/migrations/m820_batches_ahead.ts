// A device may have two batches under way: the answers to both can be lost.
import type { Migration } from '#hub/db/migration.ts';

export const batchesAhead: Migration = {
  number: 820,
  name: 'batches ahead',
  up: `
-- The head that \`before\` named; null: there was none, or what stood there is no longer on the chain.
alter table device_chain add earlier bytea;
`,
};
