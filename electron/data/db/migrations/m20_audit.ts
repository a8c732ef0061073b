// Every look-up and sign-in, append-only, each row holding the hash of the one before.
import type { Migration } from '../migration.ts';

export const m20Audit: Migration = {
  number: 20,
  script: `
create table audit (
  sequence integer primary key check (sequence > 0),
  previous text not null,
  hash text not null,
  at integer not null,
  staff text,
  action text not null,
  customer integer,
  detail text not null
) strict;

create trigger audit_is_never_changed before update on audit
begin
  select raise(abort, 'the audit log is append-only');
end;

create trigger audit_is_never_deleted before delete on audit
begin
  select raise(abort, 'the audit log is append-only');
end;
`,
};
