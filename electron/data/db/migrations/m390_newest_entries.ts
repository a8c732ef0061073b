// Lines say which entry of their device is their newest, so that a window can tell what a close at another one had heard.
import type { Migration } from '../migration.ts';

export const m390NewestEntries: Migration = {
  number: 390,
  script: `
delete from visit_row;
delete from setting where key in ('visit-rows-own', 'visit-rows-told');
`,
};
