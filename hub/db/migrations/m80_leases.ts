// What is lent to devices: decks of lotteries and the spending of points; and how far each device has followed.
import type { Migration } from '#hub/db/migration.ts';

export const leases: Migration = {
  number: 80,
  name: 'leases',
  up: `
-- tickets: counts by prize, blanks under '-'. Until it is settled all its prizes count as given away; then \`given\` do.
create table lottery_lease (
  id text primary key,
  branch text not null references branch (code) on delete cascade,
  device text not null references device (id) on delete cascade,
  lottery text not null,
  valid_from date not null,
  valid_to date not null,
  tickets jsonb not null,
  commitment text not null check (commitment ~ '^[0-9a-f]{64}$'),
  last_seed text not null check (last_seed ~ '^[0-9a-f]{64}$'),
  granted_at timestamptz not null,
  settled_at timestamptz,
  given jsonb,
  check ((settled_at is null) = (given is null))
);
create index lottery_lease_of_lottery on lottery_lease (lottery);

-- next: who is to have it once the holder has given it back; asked_back: the change that tells the holder.
create table points_lease (
  branch text primary key references branch (code) on delete cascade,
  holder text not null references device (id) on delete cascade,
  next text references device (id) on delete cascade,
  asked_back bigint,
  check (next is not null or asked_back is null)
);

-- Last event of each device that is in its branch's points as published.
create table points_counted (
  device text primary key references device (id) on delete cascade,
  counted bigint not null check (counted >= 0)
);

-- The number that each device has, as it asks for what follows: since when, and the last time noted.
create table device_progress (
  device text primary key references device (id) on delete cascade,
  number bigint not null,
  first_at timestamptz not null,
  last_at timestamptz not null
);

create index draw_of_lease on event ((payload ->> 'lease'), sequence) where kind = 'lottery.drawn';
create index points_of_customer on event (((payload ->> 'customer')::bigint))
  where kind = 'points.spent';
create index undone_event on event ((payload ->> 'undoes')) where kind = 'event.undone';
`,
};
