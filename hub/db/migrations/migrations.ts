// The hub's migrations, in their order.
import type { Migration } from '#hub/db/migration.ts';
import { branches } from './m10_branches.ts';
import { customers } from './m20_customers.ts';
import { catalog } from './m30_catalog.ts';
import { devices } from './m40_devices.ts';
import { publication } from './m50_publication.ts';
import { knowledge } from './m60_knowledge.ts';
import { models } from './m70_models.ts';
import { leases } from './m80_leases.ts';
import { beliefs } from './m90_beliefs.ts';
import { memory } from './m100_memory.ts';
import { consent } from './m110_consent.ts';
import { standing } from './m120_standing.ts';
import { waiting } from './m130_waiting.ts';
import { left } from './m140_left.ts';
import { unknown } from './m150_unknown.ts';
import { churnOutcomes } from './m160_churn_outcomes.ts';
import { outsideChance } from './m170_outside_chance.ts';
import { leaving } from './m180_leaving.ts';
import { borneOut } from './m190_borne_out.ts';
import { walkIns } from './m200_walk_ins.ts';
import { currencies } from './m210_currencies.ts';
import { topUps } from './m220_top_ups.ts';
import { corrections } from './m230_corrections.ts';
import { outsideScores } from './m240_outside_scores.ts';
import { erasure } from './m570_erasure.ts';
import { giftShares } from './m280_gift_shares.ts';
import { pageAccounts } from './m310_page_accounts.ts';
import { visitLines } from './m320_visit_lines.ts';
import { deviceContact } from './m330_device_contact.ts';
import { stick } from './m340_stick.ts';
import { settledAside } from './m360_settled_aside.ts';
import { deviceKeys } from './m380_device_keys.ts';
import { hints } from './m440_hints.ts';
import { grounds } from './m470_grounds.ts';
import { deviceClock } from './m510_device_clock.ts';
import { leftVisits } from './m530_left_visits.ts';
import { neighbours } from './m540_neighbours.ts';
import { people } from './m560_people.ts';
import { touched } from './m600_touched.ts';
import { deviceHost } from './m670_device_host.ts';
import { unknownNames } from './m690_unknown_names.ts';
import { keyEpochs } from './m660_key_epochs.ts';
import { rowDigests } from './m710_row_digests.ts';
import { lookUps } from './m610_look_ups.ts';
import { untold } from './m700_untold.ts';
import { monthsOfCustomers } from './m810_months_of_customers.ts';
import { batchesAhead } from './m820_batches_ahead.ts';
import { held } from './m830_held.ts';
import { whatDaysSaid } from './m840_what_days_said.ts';
import { beginsOfLines } from './m850_begins_of_lines.ts';
import { unpaidVisits } from './m860_unpaid_visits.ts';
import { letGo } from './m740_let_go.ts';
import { generation } from './m750_generation.ts';

/** Numbered by tens; never edited after release: mend with a new one. */
export const MIGRATIONS: readonly Migration[] = [
  branches,
  customers,
  catalog,
  devices,
  publication,
  knowledge,
  models,
  leases,
  beliefs,
  memory,
  consent,
  standing,
  waiting,
  left,
  unknown,
  churnOutcomes,
  outsideChance,
  leaving,
  borneOut,
  walkIns,
  currencies,
  topUps,
  corrections,
  outsideScores,
  giftShares,
  pageAccounts,
  visitLines,
  deviceContact,
  stick,
  settledAside,
  deviceKeys,
  hints,
  grounds,
  deviceClock,
  leftVisits,
  neighbours,
  people,
  erasure,
  touched,
  lookUps,
  keyEpochs,
  deviceHost,
  unknownNames,
  untold,
  rowDigests,
  letGo,
  generation,
  monthsOfCustomers,
  batchesAhead,
  held,
  whatDaysSaid,
  beginsOfLines,
  unpaidVisits,
];
