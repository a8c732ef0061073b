// What became of the chances that were said: by branch, model and month, in bands of ten in a hundred.
import type { Migration } from '#hub/db/migration.ts';

export const churnOutcomes: Migration = {
  number: 160,
  name: 'churn outcomes',
  // said: sum of the chances. spread: sum of chance x (1 - chance). band 9 holds those of 90 in a hundred and more.
  up: `
create table churn_outcome (
  branch text not null references branch (code) on delete cascade,
  model text not null check (model <> ''),
  month text not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  band integer not null check (band between 0 and 9),
  customers bigint not null check (customers > 0),
  said double precision not null,
  spread double precision not null,
  silent bigint not null check (silent between 0 and customers),
  primary key (branch, model, month, band)
);
`,
};
