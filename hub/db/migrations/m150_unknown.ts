// What a source does not say is null: figures of a month, what a plan includes, groups and stages of a score.
import type { Migration } from '#hub/db/migration.ts';

/** Zeros that are there stay: nobody can tell which of them were meant. */
export const unknown: Migration = {
  number: 150,
  name: 'unknown figures',
  up: `
alter table usage_month
  alter column spend drop not null, alter column spend drop default,
  alter column voice_minutes drop not null, alter column voice_minutes drop default,
  alter column data_kb drop not null, alter column data_kb drop default,
  alter column top_up drop not null, alter column top_up drop default,
  alter column top_up_count drop not null, alter column top_up_count drop default,
  alter column last_top_up drop not null, alter column last_top_up drop default;
alter table plan alter column voice_minutes drop not null, alter column data_kb drop not null;
alter table score alter column value_group drop not null, alter column stage drop not null;
`,
};
