// Which wordings were followed by a yes where customers had an objection, as strategies were last measured.
import type { Migration } from '#hub/db/migration.ts';

export const hints: Migration = {
  number: 440,
  name: 'hints on wordings',
  up: `
alter table strategy_figure add hints jsonb not null default '{"told": 0, "found": []}';
`,
};
