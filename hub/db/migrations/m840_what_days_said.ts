// A day whose settled figure changed knows which visits changed it.
import type { Migration } from '#hub/db/migration.ts';

export const whatDaysSaid: Migration = {
  number: 840,
  name: 'what days said',
  up: `
-- said: by visit what was claimed and settled, as the day last told it; null: it was told before that was kept.
-- changed: the visits by which it is another than what it said before.
alter table settled_day add said jsonb, add changed jsonb;
`,
};
