// Lines of visits say when the visit began: one without an end is compared with a morning by that, as at its counter.
import type { Migration } from '#hub/db/migration.ts';

export const beginsOfLines: Migration = {
  number: 850,
  name: 'begins of lines',
  up: `
-- Null until it is folded anew: no event of its beginning was found.
alter table visit_line add at bigint;
update visit_line l set at = e.at from event e
where e.payload ->> 'visit' = l.visit and e.branch = l.branch and e.kind in ('visit.started', 'walk-in.started');
`,
};
