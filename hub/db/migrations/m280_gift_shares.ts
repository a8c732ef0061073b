// Gifts that are lent to devices: how many pieces each may give in all, so that two never promise the last one.
import type { Migration } from '#hub/db/migration.ts';

export const giftShares: Migration = {
  number: 280,
  name: 'gift shares',
  up: `
-- series: a ledger that was put back to an older copy begins a new one. edition: of what the device was told last.
-- released: a person at HQ took back what it holds; until it asks again that is free.
create table gift_lending (
  device text primary key references device (id) on delete cascade,
  series bigint not null check (series >= 0),
  edition bigint not null check (edition >= 0),
  released boolean not null default false
);

-- In pieces that the device's ledger counts as given, ever. granted: what it was told last. held: the most that it can
-- hold, whatever of it has arrived. lost: pieces of earlier series, on top. rests: those of them that nobody knows of.
create table gift_share (
  device text not null references device (id) on delete cascade,
  gift text not null,
  granted bigint not null check (granted >= 0),
  held bigint not null check (held >= 0),
  lost bigint not null default 0 check (lost >= 0),
  rests bigint not null default 0 check (rests >= 0),
  primary key (device, gift)
);
`,
};
