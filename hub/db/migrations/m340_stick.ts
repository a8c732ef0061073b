// Branches without a line: how far each device's letters told, and the answers to computers that enrolled by stick.
import type { Migration } from '#hub/db/migration.ts';

export const stick: Migration = {
  number: 340,
  name: 'sticks',
  up: `
-- What the newest letter of the device said of itself (shared/wire/stick.ts, StickReport).
create table stick_letter (
  device text primary key references device (id),
  letter bigint not null,
  report jsonb not null,
  written_at bigint not null,
  read_at timestamptz not null
);

-- Sealed for the computer that asked: a stick that was lost on its way back is written anew.
create table stick_answer (
  public_key text primary key,
  device text not null references device (id),
  answer jsonb not null,
  made_at timestamptz not null
);
`,
};
