// Draws and spent points are asked for at every visit: by lease, by lottery, by customer.
import type { Migration } from '../migration.ts';

export const m50Games: Migration = {
  number: 50,
  script: `
create index draw_by_lease on event (json_extract(payload, '$.lease'), sequence)
  where kind = 'lottery.drawn';
create index prize_by_lottery on event (json_extract(payload, '$.lottery'), sequence)
  where kind = 'lottery.drawn' and json_extract(payload, '$.prize') is not null;
create index points_by_customer on event (customer, sequence) where kind = 'points.spent';
`,
};
