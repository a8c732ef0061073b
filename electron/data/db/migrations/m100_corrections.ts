// What managers corrected: the newest correction of each entry, and the view that counts it.
import type { Migration } from '../migration.ts';

/**
 * `correction` is a projection of the events `visit.corrected` of this device and of those that HQ told of: what an
 * entry, or a visit as a whole (`becomes` null), is since. What a void visit's customer said of being recommended
 * anything, and a draw, stand all the same. The hub's view `standing_event` says the same.
 */
export const m100Corrections: Migration = {
  number: 100,
  script: `
create table correction (
  event text primary key,
  id text not null,
  becomes text
) strict, without rowid;

drop view standing;
create view standing as
select sequence, id, device, kind, visit, customer, undoes,
  coalesce((select becomes from correction where correction.event = event.id), payload) as payload,
  at, day, staff
from event
where not exists (
    select 1 from event as undo where undo.undoes = event.id and undo.device = event.device
  )
  and not exists (
    select 1 from correction where correction.event = event.id and correction.becomes is null
  )
  and (kind in ('consent.changed', 'lottery.drawn') or not exists (
    select 1 from correction where correction.event = event.visit
  ));
`,
};
