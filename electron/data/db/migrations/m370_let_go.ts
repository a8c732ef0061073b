// What the policy keeps for a time only goes from events that HQ holds; all else stays as it was recorded.
import type { Migration } from '../migration.ts';

/** Written before the event is, and of no event that HQ does not hold: the trigger lets go of these payloads alone. */
export const m370LetGo: Migration = {
  number: 370,
  script: `
create table let_go_event (sequence integer primary key) strict;
create trigger let_go_of_what_hq_holds before insert on let_go_event
when not exists (select 1 from receipt where sequence = new.sequence)
begin
  select raise(abort, 'HQ does not hold it');
end;

drop trigger event_is_never_changed;
create trigger event_is_never_changed before update on event
when new.sequence <> old.sequence or new.id <> old.id or new.device <> old.device or new.kind <> old.kind
  or new.visit <> old.visit or new.customer is not old.customer or new.undoes is not old.undoes
  or new.at <> old.at or new.day <> old.day or new.staff <> old.staff
  or (not exists (select 1 from erased_customer where customer = old.customer)
    and not exists (select 1 from erased_visit where visit = old.visit)
    and not exists (select 1 from let_go_event where sequence = old.sequence))
begin
  select raise(abort, 'events are append-only');
end;
`,
};
