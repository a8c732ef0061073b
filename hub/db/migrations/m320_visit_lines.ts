// Visits as lines of their branch's day, folded from the events as they come in, and the sums of days.
import type { Migration } from '#hub/db/migration.ts';

const KINDS = `'visit.started', 'visit.changed', 'answer.recorded', 'visit.finished', 'visit.corrected',
    'walk-in.started', 'walk-in.changed', 'walk-in.finished', 'event.undone'`;

export const visitLines: Migration = {
  number: 320,
  name: 'lines of visits and sums of days',
  up: `
create index event_of_visit on event ((payload ->> 'visit'), branch)
  where kind in (${KINDS});

-- One row a visit, and nobody's name: can be made of the events anew at any time. Money in fen. offer: whose claim it is.
create table visit_line (
  branch text not null references branch (code) on delete cascade,
  visit text not null,
  device text not null,
  day date not null,
  ended bigint,
  staff text not null,
  state text not null check (state in ('unfinished', 'finished', 'void')),
  prepaid bigint,
  claimed bigint,
  offer text,
  answers jsonb not null,
  gifts jsonb not null,
  primary key (branch, visit)
);
create index visit_line_of_day on visit_line (branch, day);

-- Of the lines of a day: what the manager's page sums.
create table branch_day (
  branch text not null references branch (code) on delete cascade,
  day date not null,
  visits bigint not null,
  unfinished bigint not null,
  prepaid bigint not null,
  claimed bigint not null,
  said bigint not null,
  accepted bigint not null,
  care bigint not null,
  primary key (branch, day)
);
create index branch_day_by_day on branch_day (day, branch);

-- Claims of a day by the newest hub settle.
create table claim_day (
  branch text not null references branch (code) on delete cascade,
  day date not null,
  claims bigint not null,
  claimed bigint not null,
  settled bigint not null,
  waiting bigint not null,
  primary key (branch, day)
);
create index claim_day_by_day on claim_day (day, branch);
insert into claim_day (branch, day, claims, claimed, settled, waiting)
select branch, day, count(*), sum(claimed), sum(settled), count(*) filter (where state = 'waiting')
from claim group by branch, day;

-- Visits that events have come in of since their lines were written.
create table stale_visit (
  branch text not null references branch (code) on delete cascade,
  visit text not null,
  marks integer not null default 1,
  primary key (branch, visit)
);

-- An update, not nothing: it waits for whoever folds the visit at the moment, so that no event is missed.
create function note_stale_visits() returns trigger language plpgsql as $$
begin
  insert into stale_visit (branch, visit)
  select distinct branch, payload ->> 'visit' from arrived
  where kind in (${KINDS}) and payload ->> 'visit' is not null
  order by 1, 2
  on conflict (branch, visit) do update set marks = stale_visit.marks + 1;
  return null;
end $$;
create trigger event_arrived after insert on event
  referencing new table as arrived for each statement execute function note_stale_visits();

insert into stale_visit (branch, visit)
select distinct branch, payload ->> 'visit' from event
where kind in (${KINDS}) and payload ->> 'visit' is not null;
`,
};
