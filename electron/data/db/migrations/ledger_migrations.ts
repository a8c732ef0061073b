// The ledger's migrations, in order.
import type { Migration } from '../migration.ts';
import { m10Event } from './m10_event.ts';
import { m20Audit } from './m20_audit.ts';
import { m30SignInAttempt } from './m30_sign_in_attempt.ts';
import { m40Setting } from './m40_setting.ts';
import { m50Games } from './m50_games.ts';
import { m60LookUps } from './m60_look_ups.ts';
import { m70Consent } from './m70_consent.ts';
import { m80Standing } from './m80_standing.ts';
import { m90WalkIns } from './m90_walk_ins.ts';
import { m100Corrections } from './m100_corrections.ts';
import { m110BranchDay } from './m110_branch_day.ts';
import { m210WaitingVisits } from './m210_waiting_visits.ts';
import { m220Notes } from './m220_notes.ts';
import { m250OwedWaits } from './m250_owed_waits.ts';
import { m260LeftVisits } from './m260_left_visits.ts';
import { m270Neighbours } from './m270_neighbours.ts';
import { m290People } from './m290_people.ts';
import { m300Erasure } from './m300_erasure.ts';
import { m320LastWord } from './m320_last_word.ts';
import { m330AnswersAsked } from './m330_answers_asked.ts';
import { m360LookUps } from './m360_look_ups.ts';
import { m370LetGo } from './m370_let_go.ts';
import { m380Meant } from './m380_meant.ts';
import { m390NewestEntries } from './m390_newest_entries.ts';

export const LEDGER_MIGRATIONS: readonly Migration[] = [
  m10Event,
  m20Audit,
  m30SignInAttempt,
  m40Setting,
  m50Games,
  m60LookUps,
  m70Consent,
  m80Standing,
  m90WalkIns,
  m100Corrections,
  m110BranchDay,
  m210WaitingVisits,
  m220Notes,
  m250OwedWaits,
  m260LeftVisits,
  m270Neighbours,
  m290People,
  m300Erasure,
  m320LastWord,
  m330AnswersAsked,
  m360LookUps,
  m370LetGo,
  m380Meant,
  m390NewestEntries,
];
