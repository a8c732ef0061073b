// The operator's own log of top-ups, and what of the branches' claims it settles.
import type { Migration } from '#hub/db/migration.ts';

export const topUps: Migration = {
  number: 220,
  name: 'top-ups and claims',
  up: `
-- Money in fen. The row happened from \`at\` to \`until\` (UTC ms): the same instant twice, or a day of the customer's
-- branch where the log tells no hour. serial: the operator's, or a name made of the row itself.
create table top_up (
  customer bigint not null references customer (id) on delete cascade,
  serial text not null check (serial <> ''),
  at bigint not null,
  until bigint not null check (until >= at),
  amount bigint not null check (amount >= 0),
  kind text not null default 'top-up' check (kind in ('top-up', 'reversal', 'other')),
  channel text not null default '',
  reverses text not null default '',
  primary key (customer, serial)
);

-- What visits claim, and what became of it by the newest hub settle. settled: fen, at most what is claimed.
create table claim (
  visit text primary key,
  branch text not null references branch (code) on delete cascade,
  customer bigint not null,
  day date not null,
  at bigint not null,
  staff text not null,
  offer text not null,
  treatment text not null,
  claimed bigint not null check (claimed >= 0),
  settled bigint not null check (settled between 0 and claimed),
  state text not null check (state in ('waiting', 'settled', 'short', 'not-found', 'reversed'))
);
create index claim_of_branch_day on claim (branch, day);

-- What a day said once the log had reached past it; \`before\` is what it said until late rows or events changed it.
create table settled_day (
  branch text not null references branch (code) on delete cascade,
  day date not null,
  claimed bigint not null,
  settled bigint not null,
  claims bigint not null,
  settled_before bigint,
  claims_before bigint,
  primary key (branch, day)
);

-- What the branch's page says of the effect: the newest hub effect --publish.
create table effect_figure (
  branch text primary key references branch (code) on delete cascade,
  doc jsonb not null
);

create index answer_of_visit on event ((payload ->> 'visit')) where kind = 'answer.recorded';
`,
};
