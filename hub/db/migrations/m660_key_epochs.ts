// Which key the packs and changes of each branch are encrypted with: another one since each computer that was revoked.
import type { Migration } from '#hub/db/migration.ts';

export const keyEpochs: Migration = {
  number: 660,
  name: 'epochs of the keys of packs and changes',
  up: `
-- Epoch 0, that of before, has no row. The keys themselves follow from the secret.
create table key_epoch (
  branch text not null references branch (code) on delete cascade,
  epoch integer not null check (epoch > 0),
  begun_at timestamptz not null,
  reason text not null,
  primary key (branch, epoch)
);
`,
};
