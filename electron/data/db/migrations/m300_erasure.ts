// Events of persons whom HQ erased lose what is about somebody; all others stay as they were recorded.
import type { Migration } from '../migration.ts';

/** Written before the events are: the trigger lets go of the payloads of these, and of nothing else. */
export const m300Erasure: Migration = {
  number: 300,
  script: `
create table erased_customer (customer integer primary key) strict, without rowid;
create table erased_visit (visit text primary key) strict, without rowid;

drop trigger event_is_never_changed;
create trigger event_is_never_changed before update on event
when new.sequence <> old.sequence or new.id <> old.id or new.device <> old.device or new.kind <> old.kind
  or new.visit <> old.visit or new.customer is not old.customer or new.undoes is not old.undoes
  or new.at <> old.at or new.day <> old.day or new.staff <> old.staff
  or (not exists (select 1 from erased_customer where customer = old.customer)
    and not exists (select 1 from erased_visit where visit = old.visit))
begin
  select raise(abort, 'events are append-only');
end;
`,
};
